import type { ErrorCode } from '../../domain/errors.ts';
import { errorCatalogue, errorCodes } from '../../domain/errors.ts';
import { errorPath, wireCode } from '../http/problem.ts';
import type { RouteSpec } from '../http/types.ts';
import { errorsOf, exampleProblem } from '../openapi/errorResponses.ts';
import { errorAdvice } from './errorAdvice.ts';
import type { Page } from './page.ts';
import { cell, code, jsonBlock, paragraphs } from './markdown.ts';

/** The list of all errors, then a page for each, at the address that is its problem `type`. */
export function errorPages(specs: readonly RouteSpec[]): readonly Page[] {
  const codes = [...Map.groupBy(errorCodes, wireCode)];
  const pages = codes.map(([wire, entries]) => errorPage(wire, entries, specs));
  const rows = codes.map(([wire, [entry]]) => {
    const { status, title } = errorCatalogue[entry ?? 'internal'];
    return `| [${code(wire)}](${errorPath(wire)}.md) | ${String(status)} | ${cell(title)} |`;
  });
  const markdown = paragraphs([
    '# Errors',
    'An error is answered as `application/problem+json` (RFC 9457). Its `type` is the address of its page here. Programs compare `code`, which stays; `title` and `detail` are for people and may change.',
    ['| Code | Status | Meaning |', '| --- | --- | --- |', ...rows].join('\n'),
  ]);
  return [{ path: '/docs/errors', title: 'Errors', markdown }, ...pages];
}

function errorPage(wire: string, entries: readonly ErrorCode[], specs: readonly RouteSpec[]): Page {
  const entry = entries[0] ?? 'internal';
  const { title, retryable } = errorCatalogue[entry];
  const advice = new Map(Object.entries(errorAdvice)).get(wire);
  const statuses = [...new Set(entries.map(each => errorCatalogue[each].status))];
  const markdown = paragraphs([
    `# ${code(wire)}`,
    `${title}. HTTP status ${statuses.join(' or ')}.`,
    retryable
      ? 'May be retried: the same call can succeed later.'
      : 'Final: the same call fails again until something changes.',
    '## When it comes',
    advice?.cause ?? '',
    '## What to do',
    advice?.remedy ?? '',
    '## What the answer looks like',
    jsonBlock(exampleProblem(entry)),
    '## Operations that answer it',
    answeredBy(entries, specs),
    '[All errors](/docs/errors.md)',
  ]);
  return { path: errorPath(wire), title: wire, markdown };
}

function answeredBy(entries: readonly ErrorCode[], specs: readonly RouteSpec[]): string {
  const answering = specs.filter(spec => entries.some(entry => errorsOf(spec).has(entry)));
  if (answering.length === specs.length) return 'Every operation.';
  if (answering.length === 0)
    return 'None of those with an API key. It is shown by `/readyz`, in logs and in Temporal, or on the checkout page.';
  return answering.map(({ method, path }) => `- ${code(`${method.toUpperCase()} ${path}`)}`).join('\n');
}
