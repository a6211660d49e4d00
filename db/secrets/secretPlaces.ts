import type { AccountId, EndpointId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';

/** Where secrets that sign webhooks are kept: of endpoints, and of accounts for their customers' own URLs. */
export const secretPlaces = [
  { table: 'webhook_endpoints', secret: 'secret', previous: 'previous_secret' },
  { table: 'accounts', secret: 'webhook_secret', previous: 'previous_webhook_secret' },
] as const;
export type SecretPlace = (typeof secretPlaces)[number];

export interface SecretRow {
  readonly id: AccountId | EndpointId;
  readonly secret: string | null;
  readonly previous: string | null;
}

/** Rows that are locked and written at a time. */
export const secretStep = 200;

/**
 * Goes through all rows of all places, in the order of their ids. A step has a transaction of its own, looks at rows after
 * an id, and gives the last one that it looked at; undefined ends the place.
 */
export async function eachSecretStep(
  db: Db,
  step: (trx: Db, place: SecretPlace, after: string) => Promise<string | undefined>,
): Promise<void> {
  for (const place of secretPlaces) {
    let after: string | undefined = '';
    while (after !== undefined) {
      const from: string = after;
      after = await db.transaction().execute(trx => step(trx, place, from));
    }
  }
}

/** What such a step gives: the last of its rows, where there may be more. */
export function lastOf(rows: readonly SecretRow[]): string | undefined {
  return rows.length < secretStep ? undefined : rows.at(-1)?.id;
}
