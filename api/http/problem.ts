import { z } from 'zod';
import { isUnavailable } from '../../db/classifyError.ts';
import { CannotOpen } from '../../db/secrets/secretBox.ts';
import type { ErrorCode } from '../../domain/errors.ts';
import { errorCatalogue, PurserError } from '../../domain/errors.ts';

/** The body of every error: RFC 9457, with the code that programs compare. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.string().meta({
      enum: [
        ...new Set(
          Object.entries(errorCatalogue).map(([name, entry]) => ('code' in entry ? entry.code : name)),
        ),
      ],
      description: 'What programs compare; new ones may be added.',
    }),
    errors: z.array(z.object({ field: z.string(), message: z.string() })),
    requestId: z.string(),
  })
  .meta({ id: 'Problem' });

export type Problem = z.output<typeof problemSchema>;

/** The code as sent: two entries of the catalogue may share one. */
export function wireCode(code: ErrorCode): string {
  const entry = errorCatalogue[code];
  return 'code' in entry ? entry.code : code;
}

/** The page about an error: the `type` of its problems. */
export function errorPath(wire: string): string {
  return `/docs/errors/${wire}`;
}

/** What an error says if it has no detail of its own: what is wrong, and what to do. */
function saidOf(code: ErrorCode): string {
  const entry = errorCatalogue[code];
  return 'remedy' in entry ? `${entry.title}. ${entry.remedy}` : entry.title;
}

/** Errors in the OpenAPI document: each by its code, with what it says. */
export function describeCodes(codes: readonly ErrorCode[]): string {
  return codes.map(code => `\`${wireCode(code)}\`: ${saidOf(code)}`.replace(/\.?$/, '.')).join(' ');
}

/** Seconds after which it is worth calling again. */
export const retryAfterSeconds = 2;

/**
 * Limits that keep an answer from being much longer than its request. Otherwise even a slow client could be a
 * burden.
 */
const mostErrors = 20;
const longestText = 300;

function shortened(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText).toWellFormed()}…`;
}

/**
 * The one mapping of errors to HTTP. An error that is not in the catalogue becomes `internal`, without
 * details.
 */
export function problemOf(error: PurserError, instance: string, requestId: string): Problem {
  const { status, title } = errorCatalogue[error.code];
  const said = error.message === title ? saidOf(error.code) : error.message;
  const more = error.fields.length - mostErrors;
  const code = wireCode(error.code);
  return {
    type: errorPath(code),
    title,
    status,
    detail: more > 0 ? `${said} ${String(more)} more are not listed.` : said,
    instance,
    code,
    errors: error.fields
      .slice(0, mostErrors)
      .map(({ field, message }) => ({ field: shortened(field), message: shortened(message) })),
    requestId,
  };
}

/** Maps any error to the catalogue: Express's and body-parser's by their `type`, Postgres's by its state. */
export function toPurserError(error: unknown): PurserError {
  if (error instanceof PurserError) return error;
  // The same call works once an operator gives the process the key, or forgets the secret.
  if (isUnavailable(error) || error instanceof CannotOpen)
    return new PurserError('temporarily_unavailable', undefined, { cause: error });
  if (error instanceof URIError) return new PurserError('not_found');
  if (error instanceof Error && 'type' in error && typeof error.type === 'string') {
    // https://www.npmjs.com/package/body-parser, "Errors"
    if (error.type === 'entity.too.large') return new PurserError('body_too_large');
    if (/^(entity|encoding|charset|request)\./.test(error.type)) return new PurserError('malformed_json');
  }
  return new PurserError('internal', undefined, { cause: error });
}
