import { expect, test } from 'vitest';
import { apiFindings } from './lintOpenApi.ts';

/** Small, so that both sets of rules are through with it at once. */
const document = {
  openapi: '3.1.0',
  info: {
    title: 'Example',
    version: '1',
    description: 'An example.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/', description: 'Here' }],
  tags: [{ name: 'Charges', description: 'Charges.' }],
  security: [{ apiKey: [] }],
  paths: {
    '/v1/charges': {
      get: {
        operationId: 'getCharges',
        summary: 'List charges',
        description: 'Lists charges.',
        tags: ['Charges'],
        responses: { 200: { description: 'Charges' }, 401: { description: 'No key' } },
      },
    },
  },
  components: { securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } } },
};
const { get } = document.paths['/v1/charges'];
const withGet = (changed: object) => ({
  ...document,
  paths: { '/v1/charges': { get: { ...get, ...changed } } },
});
const contact = { name: 'Example', url: 'https://shop.example', email: 'ada@shop.example' };

test.for([
  ['what keeps the rules', document, []],
  ['an operation without a summary (Redocly)', withGet({ summary: undefined }), ['operation-summary']],
  [
    'an id that no URL can carry (both)',
    withGet({ operationId: 'get charges' }),
    ['operation-operationId-url-safe', 'operation-operationId-valid-in-url'],
  ],
  ['an operation of an unknown tag (Spectral)', { ...document, tags: [] }, ['operation-tag-defined']],
  [
    'an exemption that nothing needs',
    { ...document, info: { ...document.info, contact } },
    ['the exemption from info-contact is not needed'],
  ],
] as const)('the rules of an OpenAPI document: %s', async ([, given, wanted]) => {
  const findings = await apiFindings(JSON.stringify(given));
  expect(findings).toEqual(wanted.map(rule => expect.stringContaining(rule) as string));
});
