import type { ErrorCode } from '../../domain/errors.ts';
import { errorCatalogue, errorCodes } from '../../domain/errors.ts';
import { errorPath, wireCode } from '../http/problem.ts';
import { errorsOf, exampleProblem } from '../openapi/errorResponses.ts';
import type { Advice } from './advice/advice.ts';
import type { DocumentedRoute } from './docsFiles.ts';
import { errorAdvice } from './errorAdvice.ts';
import { cell, code, jsonBlock, paragraphs } from './markdown.ts';
import type { Page } from './page.ts';

/** The list of all errors, and a page for each at the address that is the `type` of its problems. */
export function errorPages(routes: readonly DocumentedRoute[]): {
  readonly list: Page;
  readonly pages: readonly Page[];
} {
  const entries = Map.groupBy(errorCodes, wireCode);
  const rows: string[] = [];
  const pages: Page[] = [];
  for (const [wire, advice] of errorAdvice) {
    const codes = entries.get(wire) ?? [];
    const statuses = [...new Set(codes.map(each => errorCatalogue[each].status))].join(' or ');
    const titles = [...new Set(codes.map(each => errorCatalogue[each].title))].join('; ');
    rows.push(`| [${code(wire)}](${errorPath(wire)}.md) | ${statuses} | ${cell(titles)} |`);
    pages.push({
      path: errorPath(wire),
      title: wire,
      markdown: paragraphs([
        `# ${code(wire)}`,
        `${titles}. HTTP status ${statuses}.`,
        codes.some(each => errorCatalogue[each].retryable)
          ? 'May be retried: the same call can succeed later.'
          : 'Do not retry blindly: the same call fails again until something changes.',
        '## When it comes',
        advice.cause,
        '## What to do',
        advice.remedy,
        '## What the answer looks like',
        ...codes.slice(0, 1).map(each => jsonBlock(exampleProblem(each))),
        '## Operations that answer it',
        answeredBy(codes, advice, routes),
        '[All errors](/docs/errors.md)',
      ]),
    });
  }
  const markdown = paragraphs([
    '# Errors',
    'An error is answered as `application/problem+json` (RFC 9457). Its `type` is the address of its page here. Programs compare `code`, which stays; `title` and `detail` are for people and may change.',
    ['| Code | Status | Meaning |', '| --- | --- | --- |', ...rows].join('\n'),
  ]);
  return { list: { path: '/docs/errors', title: 'Errors', markdown }, pages };
}

function answeredBy(codes: readonly ErrorCode[], advice: Advice, routes: readonly DocumentedRoute[]): string {
  if (advice.answeredBy !== undefined) return advice.answeredBy;
  const answering = routes.filter(route => codes.some(each => errorsOf(route).has(each)));
  if (answering.length === routes.length) return 'Every operation.';
  if (answering.length === 0)
    return 'None as its own status. It may stand in `code` of a rescan, in `/readyz`, in logs and in Temporal.';
  return answering.map(({ method, path }) => `- ${code(`${method.toUpperCase()} ${path}`)}`).join('\n');
}
