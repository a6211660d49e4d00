import type { AccountId, EndpointId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';

/**
 * Where the secrets that sign webhooks are stored: those of endpoints, and those of accounts for their
 * customers' own URLs.
 */
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

/** How many rows are locked and written at a time. */
export const secretStep = 200;

/**
 * Goes through all rows of all places, in the order of their ids. Each step has its own transaction, looks at
 * rows after an id, and returns the last id that it looked at; undefined ends the place.
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

/** The result of such a step: the id of its last row, or undefined if there are no more. */
export function lastOf(rows: readonly SecretRow[]): string | undefined {
  return rows.length < secretStep ? undefined : rows.at(-1)?.id;
}
