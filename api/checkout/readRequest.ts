import type { Request } from 'express';
import type { Assets } from './assets.ts';
import { isolated } from './format.ts';
import type { Language, LanguageTag } from './messages/index.ts';
import { languages, languageTags, parseLanguage } from './messages/index.ts';
import type { PageContext } from './pageContext.ts';
import { asksForMoney, chosenOf, situationOf } from './situation.ts';
import type { CheckoutView } from './view.ts';

export type Path = { readonly id: string };

export function contextFor(request: Request<Path>, view: CheckoutView, assets: Assets): PageContext {
  const { language, askedLanguage } = languageOf(request);
  const now = new Date();
  const { pay } = request.query;
  return {
    view,
    situation: situationOf(view, now),
    asks: asksForMoney(view, now),
    chosen: chosenOf(view, pay),
    language,
    askedLanguage,
    askedPay: typeof pay === 'string' ? pay.slice(0, 32) : undefined,
    title: isolated(view.title),
    assets,
  };
}

/** False for a page that reads itself again, with or without a script, and for a browser's prefetch. */
export function isAskedByPayer(request: Request<Path>): boolean {
  const isAhead = /prefetch|prerender/.test(request.get('Sec-Purpose') ?? request.get('Purpose') ?? '');
  return request.method === 'GET' && !isAhead && !isReadAgain(request);
}

export function isReadAgain(request: Request<Path>): boolean {
  return request.query['again'] !== undefined || request.get('Purser-Again') !== undefined;
}

interface AskedLanguage {
  readonly language: Language;
  readonly askedLanguage: LanguageTag | undefined;
}

/** The language that the address names, else the best that the browser accepts, else English. */
export function languageOf(request: Request<Path>): AskedLanguage {
  const asked = parseLanguage(request.query['lang']);
  const accepted = parseLanguage(request.acceptsLanguages(...languageTags));
  return { language: asked ?? accepted ?? languages.en, askedLanguage: asked?.tag };
}
