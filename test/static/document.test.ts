import { expect, test } from 'vitest';
import { openApiDocument } from '../../api/openapi/document.ts';
import { routes } from '../../api/routes/index.ts';
import type { ReadDocument } from './documentFaults.ts';
import { documentFaults } from './documentFaults.ts';

/** As integrators read it. */
const text = JSON.stringify(openApiDocument(routes.map(route => route.spec)));
const read = (changed: string = text): ReadDocument => JSON.parse(changed) as ReadDocument;

test('the document describes everything in it, has no nullable component, and its webhooks can happen', () => {
  expect(documentFaults(read())).toEqual([]);
});

test('a field, a parameter, an object or a tag without a description is a fault', () => {
  const document = read(text.replaceAll('"description"', '"comment"'));
  const faults = documentFaults(document);
  for (const fault of [
    'Transaction has no description',
    'Transaction.status has no description',
    'Charge.parts.amount has no description',
    'getTransactions ?status has no description',
    'postRescans.fromBlock has no description',
    'the tag Forms has no description',
  ]) {
    expect(faults).toContain(fault);
  }
});

test('a component that is itself nullable is a fault, however it is written', () => {
  const withPayment = (payment: object): ReadDocument => {
    const document = read();
    const schemas = { ...document.components.schemas, Payment: { description: 'A payment.', ...payment } };
    return { ...document, components: { schemas } };
  };
  const fault = 'Payment is nullable itself: use orNull where it stands';
  expect(documentFaults(withPayment({ type: 'object' }))).not.toContain(fault);
  expect(documentFaults(withPayment({ type: ['object', 'null'] }))).toContain(fault);
  expect(documentFaults(withPayment({ anyOf: [{ type: 'object' }, { type: 'null' }] }))).toContain(fault);
});

test('a reference with a nullable beside it, as `.nullable()` makes of a known component, is a fault', () => {
  const ref = { $ref: '#/components/schemas/SessionProduct' };
  const product = { description: 'What is paid for.', allOf: [ref, { type: ['object', 'null'] }] };
  const document = read();
  const schemas = {
    ...document.components.schemas,
    Payment: { description: 'A payment.', properties: { product } },
  };
  expect(documentFaults({ ...document, components: { schemas } })).toEqual([
    'Payment.product is never null, as all of its parts must hold: use orNull',
  ]);
});

test.for([
  ['PAYMENT_COMPLETED', '"type":"PAYMENT_COMPLETED","timestamp"', '"type":"PAYMENT_PENDING","timestamp"'],
  ['CUSTOMER_PURSE_MEM_POOL_FOUND', '"status":"MEM_POOL_FOUND"', '"status":"CONFIRMED"'],
  ['CUSTOMER_PURSE_COMPLIANCE_DECLINED', '"complianceStatus":"DECLINE"', '"complianceStatus":"CHECKED"'],
  ['CUSTOMER_PURSE_EXPIRED', '"status":"ARCHIEVED"', '"status":"CONFIRMED"'],
  ['CUSTOMER_BLOCKED', '"blocked":true', '"blocked":false'],
  ['PAYMENT_UNDERPAID', '"paidAmount":"10"', '"paidAmount":"12.5"'],
  ['TRANSACTION_DROPPED', '"reason":"replaced"', '"reversed":false'],
] as const)('an example of %s that cannot happen is a fault', ([type, is, was]) => {
  const { webhooks } = read();
  const own = JSON.stringify(webhooks[type]);
  expect(own).toContain(is);
  const changed = JSON.parse(own.replaceAll(is, was)) as ReadDocument['webhooks'][string];
  const faults = documentFaults({ ...read(), webhooks: { ...webhooks, [type]: changed } });
  expect(faults).toEqual([expect.stringContaining(`the example of ${type}: `)]);
});
