import { PurserError } from '../../domain/errors.ts';
import { invalidField } from './parseInput.ts';

/** The values of a query by name. A name that is given twice has all its values. */
export type Query = Readonly<Record<string, string | readonly string[]>>;

/**
 * The query of a URL, as HTML forms write it (`+` is a blank). Throws `invalid_encoding` for a malformed
 * escape, or one that is not UTF-8: a lenient reader would decode `Jos%E9` and `Jos%E8` to the same text.
 */
export function decodeQuery(url: string): Query {
  const start = url.indexOf('?');
  const values = new Map<string, string | readonly string[]>();
  for (const pair of start < 0 ? [] : url.slice(start + 1).split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? '' : decode(pair.slice(equals + 1));
    // The schemas would drop it instead of refusing it as unknown.
    if (name === '__proto__') throw invalidField(name, 'is not a field of this request');
    const earlier = values.get(name);
    values.set(name, earlier === undefined ? value : [...[earlier].flat(), value]);
  }
  return Object.fromEntries(values);
}

function decode(text: string): string {
  try {
    // Strict by definition: it refuses overlong forms, halves of surrogate pairs and truncated sequences.
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new PurserError('invalid_encoding', 'The query is not percent-encoded UTF-8.');
  }
}
