import type { z } from 'zod';
import type { FieldError } from '../../domain/errors.ts';
import { PurserError } from '../../domain/errors.ts';
import { issueMessage } from '../issueMessage.ts';

/** Parses the input by the schema. Throws `invalid_request`, which names each wrong field. */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const result = schema.safeParse(input, { error: issueMessage });
  if (result.success) return result.data;
  throw new PurserError('invalid_request', 'The request has fields that are not valid.', {
    fields: result.error.issues.filter(isOfRightKind).flatMap(fieldErrors),
  });
}

/**
 * Drops the other issues of a field of the wrong type: if text is given for a list, zod also counts its
 * characters.
 */
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

/** An error that a schema cannot find. `message` continues after the field's name: "must …". */
export function invalidField(field: string, message: string): PurserError {
  return new PurserError('invalid_request', `${field} ${message}.`, { fields: [{ field, message }] });
}
