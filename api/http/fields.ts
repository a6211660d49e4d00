import { z } from 'zod';
import type { CustomerRef } from '../../db/customerRef.ts';
import type { Page } from '../../db/page.ts';
import { parseTxHash } from '../../domain/address.ts';
import { PurserError } from '../../domain/errors.ts';
import { idPattern, parseId, productIdOf } from '../../domain/ids.ts';

/** Postgres text holds neither NUL nor half a surrogate pair. */
function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

const storable = 'must be well-formed Unicode without NUL';

/** Counts characters, as JSON Schema and Postgres do, not UTF-16 units. */
export const textUpTo = (max: number) =>
  z
    .string()
    .refine(
      text => text.length <= max || Array.from(text).length <= max,
      `must not be over ${String(max)} characters`,
    )
    .refine(isStorable, storable)
    .meta({ maxLength: max, pattern: '^[^\\u0000]*$' });

/**
 * True if the text has control characters (C0, DEL, C1). Copied into a header or a line, they would end it.
 */
export const hasControls = (text: string): boolean => /\p{Cc}/u.test(text);

/** Text that is stored as given, with emoji, right-to-left and markup. It is escaped when it is shown. */
export const text = (max: number) => textUpTo(max).min(1);

/**
 * Clients remove such a segment from a URL, even as `%2E`, and so ask for something else (WHATWG URL, 4.4).
 */
const isDots = (id: string): boolean => id === '.' || id === '..';
const noDots = 'must not be . or .., as a URL cannot contain them';

/** The merchant's own id, when it is created. To look for one, `text` is enough. */
export const ownId = text(255)
  .refine(id => !isDots(id), noDots)
  .meta({ pattern: '^(?!\\.{1,2}$)[^\\u0000]*$' });

export const externalId = ownId
  .refine(id => !id.startsWith('cus_'), 'must not begin with cus_, as our own ids do')
  .meta({ pattern: '^(?!cus_|\\.{1,2}$)[^\\u0000]*$' });

export const email = z
  .email()
  .max(320)
  .meta({ pattern: z.regexes.email.source, example: 'ada@shop.example' });

const metadataValue = z.union([textUpTo(500), z.number(), z.boolean(), z.null()]);

/** Up to 50 keys of 40 characters, with plain values. */
export const metadata = z
  .record(text(40), metadataValue)
  .refine(entries => Object.keys(entries).length <= 50, 'must have 50 keys at most')
  .meta({
    maxProperties: 50,
    propertyNames: { minLength: 1, maxLength: 40, pattern: '^[^\\u0000]*$' },
    example: { tier: 'gold' },
  });

export const time = z.iso.datetime().meta({ example: '2026-11-21T10:00:00.000Z' });

/** An amount in whole units. */
export const amount = z.string().meta({ example: '12.5', description: 'Whole units, as a decimal string.' });

const plainDecimal = /^(0|[1-9][0-9]{0,77})(\.[0-9]{1,77})?$/;

/**
 * An amount as given, without trailing zeros: `10.00` becomes `10`. Its currency decides how many decimals it
 * may have.
 */
export const plainAmount = amount
  .regex(plainDecimal, 'must be a plain decimal')
  .transform(whole => (whole.includes('.') ? whole.replace(/\.?0+$/, '') : whole))
  .meta({ example: '12.5', description: 'Whole units, as a decimal string.' });

const customerParameter = text(255).meta({
  description: 'Our `cus_…` id, or your own `externalId`.',
  example: 'user-42',
});

/** A customer in a query: by our id or by the merchant's. */
export const customerQuery = customerParameter;

/** A customer who is created if new. */
export const newCustomer = customerParameter
  .refine(id => !isDots(id), noDots)
  .meta({ pattern: '^(?!\\.{1,2}$)[^\\u0000]*$' });

/** The merchant's own id of what is paid for. */
export const productId = text(255)
  .transform(productIdOf)
  .meta({ description: 'Your own id of the product.', example: 'membership' });

/** Parses a customer's reference; undefined if no customer can have it. */
export function parseCustomer(reference: string): CustomerRef | undefined {
  if (reference.startsWith('cus_')) {
    const id = parseId('cus', reference);
    return id && { id };
  }
  return customerParameter.safeParse(reference).success ? { externalId: reference } : undefined;
}

/** Parses a customer's reference. Throws `customer_not_found` if no customer can have it. */
export function requireCustomer(reference: string): CustomerRef {
  const customer = parseCustomer(reference);
  if (!customer) throw new PurserError('customer_not_found');
  return customer;
}

/** The filter of a list by its parameter `customerId`; undefined if no customer can have it: such a list is empty. */
export function customerFilter(
  reference: string | undefined,
): { readonly customer?: CustomerRef | undefined } | undefined {
  if (reference === undefined) return {};
  const customer = parseCustomer(reference);
  return customer && { customer };
}

/** The customer whom a write waits for; undefined if no customer can have the reference. */
export function concernedCustomer(reference: string): { readonly customer: CustomerRef } | undefined {
  const customer = parseCustomer(reference);
  return customer && { customer };
}

/** An id as the document shows it. */
export function exampleId(prefix: Parameters<typeof parseId>[0]): string {
  const digits = '01kamz9vxk3x7qd1n8r5t2c4e6';
  return `${prefix}_${prefix === 'ses' ? `${digits}7w0pj5h9sq` : digits}`;
}

/** A field in the form of an id. */
export function id<P extends Parameters<typeof parseId>[0]>(prefix: P) {
  return z
    .string()
    .transform((value, context) => {
      const parsed = parseId(prefix, value);
      if (parsed === undefined) {
        context.addIssue({ code: 'custom', message: `must be an id that begins with ${prefix}_` });
        return z.NEVER;
      }
      return parsed;
    })
    .meta({ example: exampleId(prefix), pattern: idPattern(prefix) });
}

/** The hash of a transaction, in upper or lower case. */
export const hashQuery = z
  .string()
  .transform((value, context) => {
    const hash = parseTxHash(value);
    if (hash) return hash;
    context.addIssue({ code: 'custom', message: 'must be a hash: 0x and 64 hexadecimal digits' });
    return z.NEVER;
  })
  .meta({ pattern: '^0x[0-9a-fA-F]{64}$', example: `0x${'5e1f'.repeat(16)}` });

/** A chain id in a query. */
export const chainIdQuery = z
  .string()
  .regex(/^[1-9][0-9]{0,14}$/, 'must be a whole number above 0')
  .transform(Number)
  .meta({ type: 'integer', minimum: 1, maximum: 999_999_999_999_999, example: 56 });

const from1To100 = z
  .string()
  .regex(/^([1-9][0-9]?|100)$/, 'must be a whole number from 1 to 100')
  .transform(Number)
  .optional();
const limit = from1To100.meta({
  type: 'integer',
  minimum: 1,
  maximum: 100,
  default: 10,
  description: 'How many, 10 unless told.',
});

/** A limit whose default is the largest page. The document names no default, as clients would send it. */
export const limitOfRows = (whenAbsent: string) =>
  from1To100.meta({ type: 'integer', minimum: 1, maximum: 100, description: `How many; ${whenAbsent}.` });

/** A moment in a query. */
const moment = z.iso
  .datetime({ offset: true })
  .transform(text => new Date(text))
  .optional();

/** Limits a list to what was created in a period. */
export const createdParameters = {
  createdAfter: moment.meta({
    format: 'date-time',
    description: 'Made after this moment: ISO 8601, in UTC or with an offset.',
    example: '2026-11-21T10:00:00.000Z',
  }),
  createdBefore: moment.meta({
    format: 'date-time',
    description: 'Made before this moment.',
    example: '2026-11-22T10:00:00.000Z',
  }),
};

/** The parameters of every list, with cursors in the form `cursor` takes. */
export function listParameters<C extends z.ZodType>(cursor: C) {
  return { limit, startingAfter: cursor.optional(), endingBefore: cursor.optional() };
}

/** Throws `invalid_request` when both cursors are given. */
export function pageOf<Id>(query: {
  readonly limit?: number | undefined;
  readonly startingAfter?: Id | undefined;
  readonly endingBefore?: Id | undefined;
}): Page<Id> {
  if (query.startingAfter !== undefined && query.endingBefore !== undefined) {
    throw new PurserError('invalid_request', 'Only one cursor can be given.', {
      fields: [{ field: 'endingBefore', message: 'cannot be given together with startingAfter' }],
    });
  }
  return { limit: query.limit ?? 10, startingAfter: query.startingAfter, endingBefore: query.endingBefore };
}

/**
 * A component, or null. `.nullable()` would make the component itself nullable in the document, which generators of
 * clients drop.
 */
export function orNull<T extends z.ZodType>(component: T) {
  return z.union([component, z.null()]);
}

export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ data: z.array(item), hasMore: z.boolean() });
}
