import type { Request, Response } from 'express';
import type { Html } from './html.ts';
import { messagePage } from './pages.ts';
import type { User, Visitor } from './visitors.ts';

/** A request and its visitor. */
export interface Visit {
  readonly visitor: Visitor;
  readonly request: Request;
  readonly response: Response;
}

/** A visit of a logged-in user. */
export interface UserVisit extends Visit {
  readonly user: User;
}

export function send({ response }: Pick<Visit, 'response'>, page: Html): void {
  response.type('html').send(page.text);
}

export function refuse({ visitor, response }: Visit, status: number, message: string): void {
  response.status(status);
  send({ response }, messagePage(visitor, message));
}

/** A field of the submitted form; empty if it is missing. */
export function field(request: Request, name: string): string {
  const body: unknown = request.body;
  const value = new Map<string, unknown>(Object.entries(body ?? {})).get(name);
  return typeof value === 'string' ? value : '';
}
