import { expect, test } from 'vitest';
import { openApiDocument } from '../../api/openapi/document.ts';
import { routes } from '../../api/routes/index.ts';
import { apiFindings } from './lintOpenApi.ts';

const document = openApiDocument(routes.map(route => route.spec));
const text = JSON.stringify(document);

test('a document that breaks a rule of either set fails, and so does an exemption that nothing needs', async () => {
  const unsafe = { ...document, servers: [{ url: 'http://localhost:8080' }], security: undefined };
  expect(await apiFindings(JSON.stringify(unsafe))).toEqual([
    expect.stringMatching(/^#\/servers\/0\/url: no-server-example.com: /),
  ]);
  const contact = { name: 'Example', url: 'https://shop.example', email: 'ada@shop.example' };
  const withContact = { ...document, info: { ...document.info, contact } };
  const wrong = JSON.stringify(withContact).replace(
    '"operationId":"getCurrencies"',
    '"operationId":"get currencies"',
  );
  expect(await apiFindings(wrong)).toEqual([
    expect.stringContaining('operation-operationId-valid-in-url'),
    'the exemption from info-contact is not needed',
  ]);
});

test('the document breaks none', async () => {
  expect(await apiFindings(text)).toEqual([]);
});
