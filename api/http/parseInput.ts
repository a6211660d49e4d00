import type { z } from 'zod';
import type { FieldError } from '../../domain/errors.ts';
import { PurserError } from '../../domain/errors.ts';
import { sayIssue } from '../sayIssue.ts';

/** What the schema makes of the input. Throws `invalid_request` that names each field that is wrong. */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const result = schema.safeParse(input, { error: sayIssue });
  if (result.success) return result.data;
  throw new PurserError('invalid_request', 'The request has fields that are not valid.', {
    fields: result.error.issues.filter(isOfRightKind).flatMap(fieldErrors),
  });
}

/** Of a text where a list belongs, zod counts the characters too. */
function isOfRightKind(
  issue: z.core.$ZodIssue,
  _index: number,
  issues: readonly z.core.$ZodIssue[],
): boolean {
  const place = issue.path.join('.');
  const wrongKind = issues.find(({ code, path }) => code === 'invalid_type' && path.join('.') === place);
  return wrongKind === undefined || wrongKind === issue;
}

function fieldErrors(issue: z.core.$ZodIssue): readonly FieldError[] {
  const path = issue.path.map(String);
  if (issue.code !== 'unrecognized_keys') return [{ field: path.join('.'), message: issue.message }];
  return issue.keys.map(key => ({
    field: [...path, key].join('.'),
    message: 'is not a field of this request',
  }));
}

/** What a schema cannot tell of a field: `message` goes on from the field's name, "must …". */
export function invalidField(field: string, message: string): PurserError {
  return new PurserError('invalid_request', `${field} ${message}.`, { fields: [{ field, message }] });
}
