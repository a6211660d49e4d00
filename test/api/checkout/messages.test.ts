import { expect, test } from 'vitest';
import type { z } from 'zod';
import { parseInput } from '../../../api/http/parseInput.ts';
import { routes } from '../../../api/routes/index.ts';
import { PurserError } from '../../../domain/errors.ts';

/** The message for each invalid field. */
function messages(schema: z.ZodType, input: unknown): Record<string, string> {
  try {
    parseInput(schema, input);
  } catch (error) {
    if (!(error instanceof PurserError)) throw error;
    return Object.fromEntries(error.fields.map(({ field, message }) => [field, message]));
  }
  return {};
}

const bodyOf = (method: string, path: string): z.ZodType => {
  const found = routes.find(({ spec }) => spec.method === method && spec.path === path);
  if (!found?.spec.body) throw new Error(`no body of ${method} ${path}`);
  return found.spec.body;
};

test('a missing field, a wrong type and a value out of bounds have messages in plain words', () => {
  expect(messages(bodyOf('post', '/v1/sessions'), {})).toEqual({
    formId: 'is required',
    customer: 'is required',
    price: 'is required',
  });
  expect(messages(bodyOf('post', '/v1/forms'), { title: 7, coins: [], receiver: null })).toEqual({
    title: 'must be text',
    coins: 'must have an item or more',
    receiver: 'must be text',
  });
  const customer = { email: 'ada', description: '', metadata: { tier: {} } };
  expect(messages(bodyOf('post', '/v1/customers'), customer)).toEqual({
    email: 'must be an e-mail address, such as ada@shop.example',
    description: 'must not be empty',
    'metadata.tier': 'must be text, a number, true or false or null',
  });
  const session = { formId: 'frm_1', customer: { id: 'a' }, price: {}, expiresInSeconds: 5 };
  expect(messages(bodyOf('post', '/v1/sessions'), session)).toEqual({
    price: 'must name a coin',
    expiresInSeconds: 'must be 60 or more',
  });
  expect(messages(bodyOf('post', '/v1/transactions/{id}/compliance'), { verdict: 'aprove' })).toEqual({
    verdict: 'must be approve or decline',
    reason: 'is required',
  });
  expect(messages(bodyOf('post', '/v1/sessions'), [])).toEqual({ '': 'must be an object' });
});

test('no schema of a route answers in the words of its library, whatever the input', () => {
  const wrong = [undefined, null, 7, -0.5, '', 'x'.repeat(5000), true, [], [7], {}, { x: { y: 1 } }];
  const texts = routes.flatMap(({ spec }) => {
    const schemas = [spec.query, ...(spec.body ? [spec.body] : [])];
    return schemas.flatMap(schema => {
      const fields = Object.keys(schema.shape);
      const inputs = wrong.map(value => Object.fromEntries(fields.map(field => [field, value])));
      return [...wrong, ...inputs].flatMap(input => Object.values(messages(schema, input)));
    });
  });
  expect(texts.length).toBeGreaterThan(2000);
  // Each continues the sentence after the field's name.
  const usual = /^(must|is|has|may|cannot|or|holds) /;
  const foreign = /\b(invalid|expected|received|undefined|NaN|too small|too big|zod)\b|[<>]=/i;
  expect([...new Set(texts)].filter(message => !usual.test(message) || foreign.test(message))).toEqual([]);
  // A text instead of a list has exactly this message.
  expect(texts).not.toContain('must not be over 3 characters');
});
