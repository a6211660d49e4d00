import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openApiDocument } from '../../../api/openapi/document.ts';
import { webhookSchema } from '../../../api/openapi/eventSchemas.ts';
import { routes } from '../../../api/routes/index.ts';
import { depositEvent } from '../../../domain/deposits/depositEvent.ts';
import { eventTypes } from '../../../domain/events.ts';
import { newId } from '../../../domain/ids.ts';
import { baseUnits } from '../../../domain/money.ts';
import { envelope } from '../../../domain/webhooks/envelope.ts';
import { registry } from '../registry.ts';

const specs = routes.map(route => route.spec);
// As integrators read it.
const document = JSON.parse(JSON.stringify(openApiDocument(specs))) as {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly webhooks: Record<string, Record<string, Operation>>;
  readonly components: Record<string, Record<string, unknown>>;
};
interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Record<string, { readonly content?: Content; readonly headers?: object }>;
}
type Content = Record<string, { readonly example?: unknown }>;

const operationOf = ({ path, method }: (typeof specs)[number]): Operation => {
  const operation = document.paths[path]?.[method];
  if (!operation) throw new Error(`the document has no ${method} ${path}`);
  return operation;
};

describe('examples', () => {
  test.for(specs.map(spec => [`${spec.method} ${spec.path}`, spec] as const))(
    '%s: its own schemas accept the examples of its body and its answer',
    ([, spec]) => {
      const { requestBody, responses } = operationOf(spec);
      const body = requestBody?.content['application/json']?.example;
      const answer = responses[String(spec.status)]?.content?.['application/json']?.example;
      expect(answer).toBeDefined();
      expect(issuesOf(spec.response, answer)).toEqual([]);
      expect(requestBody ? issuesOf(spec.body ?? z.never(), body) : []).toEqual([]);
    },
  );

  test.for(eventTypes)('%s: its schema accepts the example of its body', type => {
    const example = document.webhooks[type]?.['post']?.requestBody?.content['application/json']?.example;
    expect(issuesOf(webhookSchema(type), example)).toEqual([]);
  });
});

test('every reference resolves', () => {
  const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g)];
  expect(refs.length).toBeGreaterThan(100);
  const lost = refs.filter(([, kind = '', name = '']) => document.components[kind]?.[name] === undefined);
  expect(lost.map(([ref]) => ref)).toEqual([]);
});

test('writes accept an idempotency key, and require one if money moves', () => {
  const taken = specs.map(spec => {
    const key = operationOf(spec).parameters?.find(({ name }) => name === 'Idempotency-Key');
    return [spec.method, spec.path, key?.required];
  });
  expect(taken).toEqual(
    specs.map(({ method, path, idempotencyKeyRequired = false }) => [
      method,
      path,
      method === 'get' ? undefined : idempotencyKeyRequired,
    ]),
  );
});

test('the events of a deposit are as the document says', () => {
  const [currency] = registry.currencies;
  if (!currency) throw new Error('the registry is empty');
  const accountId = newId('acc');
  const { data, resource } = depositEvent('TRANSACTION_REORGED', {
    id: newId('txn'),
    accountId,
    customerId: newId('cus'),
    purseId: newId('pur'),
    address: '0x0000000000000000000000000000000000000001' as never,
    chainId: currency.chainId,
    txHash: `0x${'0'.repeat(64)}` as never,
    currency: currency.code,
    decimals: currency.decimals,
    amount: baseUnits(5n),
    status: 'REORGED',
    complianceStatus: 'CHECKED',
    blocked: false,
    late: false,
    creditedTo: null,
    version: 4,
  });
  const event = envelope(
    {
      id: newId('evt'),
      account_id: accountId,
      sequence: 1,
      type: 'TRANSACTION_REORGED',
      resource_type: resource.type,
      resource_id: resource.id,
      resource_version: resource.version,
      data: { ...data, reversed: true },
      created_at: new Date(),
    },
    false,
  );
  const schema = webhookSchema('TRANSACTION_REORGED');
  expect(issuesOf(schema, event)).toEqual([]);
  expect(schema.parse(event)).toEqual(event);
  expect(issuesOf(schema, { ...event, type: 'CUSTOMER_BLOCKED' })).not.toEqual([]);
});

function issuesOf(schema: z.ZodType, value: unknown): readonly unknown[] {
  return schema.safeParse(value).error?.issues ?? [];
}
