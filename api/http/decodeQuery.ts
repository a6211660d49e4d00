import { PurserError } from '../../domain/errors.ts';
import { invalidField } from './parseInput.ts';

/** A query as what it names; a name that is given twice has all its values. */
export type Query = Readonly<Record<string, string | readonly string[]>>;

/**
 * The query of a URL, as HTML forms write it (`+` is a blank). Throws `invalid_encoding` for an escape that is none, or
 * that is not UTF-8: a lenient reader would make one text of `Jos%E9` and `Jos%E8`.
 */
export function decodeQuery(url: string): Query {
  const start = url.indexOf('?');
  const values = new Map<string, string | readonly string[]>();
  for (const pair of start < 0 ? [] : url.slice(start + 1).split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? '' : decode(pair.slice(equals + 1));
    // It would vanish in the schemas instead of being refused as unknown.
    if (name === '__proto__') throw invalidField(name, 'is not a field of this request');
    const earlier = values.get(name);
    values.set(name, earlier === undefined ? value : [...[earlier].flat(), value]);
  }
  return Object.fromEntries(values);
}

function decode(text: string): string {
  try {
    // Strict by its definition: overlong forms, halves of surrogate pairs and what is cut off are refused.
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new PurserError('invalid_encoding', 'The query is not UTF-8 with percent escapes.');
  }
}
