import { eventTypes } from '../../domain/events.ts';
import { exampleOfEvent } from './eventExamples.ts';
import type { OpenApiDocument } from './types.ts';

type Schemas = NonNullable<NonNullable<OpenApiDocument['components']>['schemas']>;
type Schema = Schemas[string];
type SchemaType = Exclude<Exclude<Schema, { $ref: string }>['type'], readonly unknown[]>;
type PathItem = NonNullable<OpenApiDocument['paths']>[string];
type Operation = NonNullable<PathItem['get']>;
type Body = NonNullable<Operation['requestBody']>;

const ulid = '01kamz9vxk3x7qd1n8r5t2c4e6';

/** An example for a field of this name, if its schema has none of its own. */
const usual: Readonly<Record<string, unknown>> = {
  account: `acc_${ulid}`,
  customerId: `cus_${ulid}`,
  externalId: 'user-42',
  purseId: `pur_${ulid}`,
  transactionId: `txn_${ulid}`,
  eventId: `evt_${ulid}`,
  endpointId: `whe_${ulid}`,
  productId: 'membership',
  chargeId: `chg_${ulid}`,
  refundId: `rfd_${ulid}`,
  email: 'ada@shop.example',
  description: 'Paid by invoice',
  reason: 'Asked for by support',
  label: 'shop backend',
  name: 'Example',
  notificationUrl: 'https://shop.example/notifications',
  url: 'https://shop.example/webhooks',
  address: '0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b',
  addressFrom: '0x52908400098527886E0F7030069857D2E4169EE7',
  contract: '0x55d398326f99059fF775485246999027B3197955',
  transactionHash: `0x${'5e1f'.repeat(16)}`,
  route: 'token',
  chainId: 56,
  network: 'BSC',
  currency: 'USDT_BSC',
  currencies: ['BNB', 'USDT_BSC'],
  coin: 'USDT_BSC',
  decimals: 18,
  blockNumber: 46_000_000,
  fromBlock: 46_000_000,
  toBlock: 46_000_100,
  confirmations: 15,
  requiredConfirmations: 15,
  status: 'CONFIRMED',
  complianceStatus: 'CHECKED',
  creditedTo: 'customer',
  apiVersion: '2026-11-01',
  sequence: 7,
  version: 3,
  livemode: false,
  late: false,
  hasMore: false,
  enabled: true,
  supported: true,
  sessionId: null,
  revokedAt: null,
  expiresAt: '2026-12-21T10:00:00.000Z',
  declinedAt: null,
  archivedAt: null,
  releasedAt: null,
  remedy: 'Wait: it is credited when its block is final.',
  answer: 'ok',
  errorClass: null,
  code: null,
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  key: `sk_test_${'example-'.repeat(5)}key`,
};

const prefixes: Readonly<Record<string, string>> = {
  Transaction: 'txn',
  Form: 'frm',
  WebhookEndpoint: 'whe',
  NewWebhookEndpoint: 'whe',
  DeletedWebhookEndpoint: 'whe',
  ApiKey: 'key',
  Charge: 'chg',
  Audit: 'aud',
  NewApiKey: 'key',
};

/** Gives every JSON body and answer of the document an example, built from those of its fields. */
export function addExamples(document: OpenApiDocument): OpenApiDocument {
  const schemas = document.components?.schemas ?? {};
  const add = (body: Body | undefined): void => {
    const media = body && 'content' in body ? body.content?.['application/json'] : undefined;
    if (media?.schema) media.example = exampleOf(media.schema, { name: '', owner: '', schemas });
  };
  for (const item of Object.values(document.paths ?? {})) {
    for (const operation of operationsOf(item)) {
      add(operation.requestBody);
      const responses: Record<string, Body> = operation.responses ?? {};
      for (const response of Object.values(responses)) add(response);
    }
  }
  for (const type of eventTypes) {
    const item = document.webhooks?.[type];
    for (const { requestBody } of item ? operationsOf(item) : []) {
      const media =
        requestBody && 'content' in requestBody ? requestBody.content['application/json'] : undefined;
      if (!media?.schema) continue;
      media.example = exampleOfEvent(type, exampleOf(media.schema, { name: '', owner: '', schemas }));
    }
  }
  return document;
}

function operationsOf(item: PathItem | { readonly $ref: string }): readonly Operation[] {
  return '$ref' in item && item.$ref !== undefined
    ? []
    : Object.values(item).filter(
        (part): part is Operation => typeof part === 'object' && 'responses' in part,
      );
}

interface Place {
  /** The field, and the component it is a field of. */
  readonly name: string;
  readonly owner: string;
  readonly schemas: Schemas;
}

function exampleOf(schema: Schema, place: Place): unknown {
  if ('$ref' in schema) {
    const owner = schema.$ref.split('/').at(-1) ?? '';
    const target = place.schemas[owner];
    return target && exampleOf(target, { ...place, owner, name: '' });
  }
  if (schema.example !== undefined) return schema.example as unknown;
  const { name } = place;
  const types = [schema.type].flat();
  const candidate = name === 'id' ? idOf(place.owner) : usual[name];
  const known = types.includes(typeOf(candidate)) ? candidate : undefined;
  if (schema.enum) return schema.enum.find(value => value === known) ?? (schema.enum[0] as unknown);
  if (known !== undefined) return known;
  const choice = (schema.anyOf ?? schema.oneOf)?.find(one => '$ref' in one || one.type !== 'null');
  if (choice) return exampleOf(choice, place);
  if (types.includes('object')) {
    return Object.fromEntries(
      Object.entries(schema.properties ?? {})
        // It is left out if it is optional.
        .filter(([field]) => field !== 'account' || schema.required?.includes(field))
        .map(([field, part]) => [field, exampleOf(part, { ...place, name: field })]),
    );
  }
  if (types.includes('array')) {
    return schema.items ? [exampleOf(schema.items, { ...place, name: name.replace(/s$/, '') })] : [];
  }
  if (types.includes('integer') || types.includes('number')) return schema.minimum ?? 1;
  if (types.includes('boolean')) return false;
  return name;
}

/** The type as JSON Schema names it. None of our examples is a fraction. */
function typeOf(value: unknown): NonNullable<SchemaType> | undefined {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'number' ? 'integer' : undefined;
}

function idOf(component: string): string {
  const prefix = component.endsWith('Event') ? 'evt' : component.slice(0, 3).toLowerCase();
  return `${prefixes[component] ?? prefix}_${ulid}`;
}
