import type { z } from 'zod';

/** How messages name the types of JSON. */
const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
  null: 'null',
};

const formats: Readonly<Record<string, string>> = {
  email: 'must be an e-mail address, such as ada@shop.example',
  url: 'must be a URL, such as https://shop.example/webhooks',
  datetime: 'must be a time in ISO 8601, such as 2026-11-21T10:00:00Z',
  date: 'must be a date in ISO 8601, such as 2026-11-21',
};

/** The most values that a message lists. */
const mostListed = 30;

/**
 * What is wrong with a field, if its schema does not say so itself. The text continues after the field's
 * name: "must …". It is for people who call the API, so it names neither the library nor JavaScript.
 */
export function issueMessage(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is required' : `must be ${kinds[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return issue.input === undefined
        ? 'is required'
        : `must be ${oneOf(issue.values.map(value => (value === '' ? 'empty' : String(value))))}`;
    case 'too_small':
      return atLeast(issue.origin, Number(issue.minimum), issue.inclusive ?? true);
    case 'too_big':
      return atMost(issue.origin, Number(issue.maximum), issue.inclusive ?? true);
    case 'invalid_format':
      return (
        formats[issue.format] ?? (issue.pattern ? `must have the form ${issue.pattern}` : 'is not valid')
      );
    case 'not_multiple_of':
      return `must be a multiple of ${String(issue.divisor)}`;
    case 'unrecognized_keys':
      return `has fields that are not known: ${issue.keys.join(', ')}`;
    case 'invalid_key':
      return `has a name that is not valid: it ${issue.issues[0]?.message ?? 'is not allowed'}`;
    case 'invalid_union':
      return ofUnion(issue.errors.flat(), issue.input);
    case 'invalid_element':
    case 'custom':
      return 'is not valid';
  }
}

/**
 * What the alternatives want. If one of them has a more exact objection to this value, that objection is
 * used.
 */
function ofUnion(issues: readonly z.core.$ZodIssue[], input: unknown): string {
  if (input === undefined) return 'is required';
  const exact = issues.find(({ code, path }) => path.length > 0 || !/^invalid_(type|value)$/.test(code));
  if (exact) return [...exact.path.map(String), exact.message].join(' ');
  const wanted = issues.map(({ message }) => message.replace(/^must be /, ''));
  return `must be ${oneOf([...new Set(wanted)])}`;
}

function atLeast(origin: string, minimum: number, inclusive: boolean): string {
  const some = String(minimum);
  if (origin === 'string')
    return minimum === 1 ? 'must not be empty' : `must have ${some} characters or more`;
  if (origin === 'array' || origin === 'set')
    return `must have ${minimum === 1 ? 'an item' : `${some} items`} or more`;
  return inclusive ? `must be ${some} or more` : `must be above ${some}`;
}

function atMost(origin: string, maximum: number, inclusive: boolean): string {
  const some = String(maximum);
  if (origin === 'string') return `must not be over ${some} characters`;
  if (origin === 'array' || origin === 'set') return `must not have more than ${some} items`;
  return inclusive ? `must be ${some} or less` : `must be below ${some}`;
}

function oneOf(values: readonly string[]): string {
  const listed = values.slice(0, mostListed);
  if (listed.length < values.length) return `one of ${listed.join(', ')} and others; see /docs`;
  const last = listed.at(-1) ?? 'nothing';
  return listed.length < 2 ? last : `${listed.slice(0, -1).join(', ')} or ${last}`;
}
