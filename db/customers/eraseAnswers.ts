import { sql } from 'kysely';
import type { Json } from '../../domain/events.ts';
import { isJsonObject } from '../../domain/events.ts';
import type { AccountId, CustomerId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';

/** How many answers are written at a time. */
const step = 500;

/**
 * Erases a person's data from the answers that are stored for repeated requests; an index finds these
 * answers. The keys stay: a repeated charge must not be made again.
 */
export async function eraseAnswers(trx: Db, accountId: AccountId, id: CustomerId): Promise<void> {
  const { rows } = await sql<{ route: string; key: string; answer: Json }>`
    select route, key, (body #>> '{}')::json as answer from idempotency_keys
    where account_id = ${accountId} and customers_named(body) @> array[${id}]::text[]
    order by route, key for no key update
  `.execute(trx);
  for (let from = 0; from < rows.length; from += step) {
    const some = rows.slice(from, from + step);
    await sql`
      update idempotency_keys k set body = to_jsonb(erased.body)
      from unnest(${some.map(({ route }) => route)}::text[], ${some.map(({ key }) => key)}::text[],
        ${some.map(({ answer }) => JSON.stringify(withoutPerson(answer)))}::text[]) erased (route, key, body)
      where k.account_id = ${accountId} and k.route = erased.route and k.key = erased.key
    `.execute(trx);
  }
}

/** The fields of an answer that may name a person, as the API names them. */
const personal: ReadonlySet<string> = new Set([
  'externalId',
  'email',
  'description',
  'notificationUrl',
  'reason',
]);

function withoutPerson(value: Json): Json {
  if (!isJsonObject(value)) return Array.isArray(value) ? value.map(withoutPerson) : value;
  return Object.fromEntries(Object.entries(value).map(([field, held]) => [field, erasedOf(field, held)]));
}

function erasedOf(field: string, held: Json): Json {
  if (personal.has(field)) return null;
  if (field === 'metadata') return {};
  const rest = withoutPerson(held);
  if (!isJsonObject(rest)) return rest;
  if (field === 'customer') return { ...rest, data: null };
  return field === 'product' ? { ...rest, name: null, data: null } : rest;
}
