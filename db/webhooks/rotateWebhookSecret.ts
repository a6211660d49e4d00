import { sql } from 'kysely';
import type { AccountId, EndpointId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import { newWebhookSecret } from '../secrets/newSecret.ts';
import type { SecretBox } from '../secrets/secretBox.ts';
import type { EndpointRow } from './endpoints.ts';

/** How long the previous secret signs beside the new one. */
const overlap = sql<Date>`now() + interval '24 hours'`;

/**
 * Gives an endpoint a new secret. The row must be locked. The replaced secret signs on for a day; the one
 * before it signs no more.
 */
export async function rotateEndpointSecret(
  trx: Db,
  secrets: SecretBox,
  id: EndpointId,
): Promise<{ readonly endpoint: EndpointRow; readonly secret: string }> {
  const secret = newWebhookSecret();
  const endpoint = await trx
    .updateTable('webhook_endpoints')
    .set(eb => ({
      secret: secrets.seal(secret, id),
      previous_secret: eb.ref('secret'),
      previous_secret_until: overlap,
    }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return { endpoint, secret };
}

/** The same for the secret that signs the calls of customers' notification URLs. */
export async function rotateAccountSecret(
  trx: Db,
  secrets: SecretBox,
  id: AccountId,
): Promise<{ readonly secret: string; readonly previousUntil: Date }> {
  const secret = newWebhookSecret();
  const { previous_secret_until: until } = await trx
    .updateTable('accounts')
    .set(eb => ({
      webhook_secret: secrets.seal(secret, id),
      previous_webhook_secret: eb.ref('webhook_secret'),
      previous_secret_until: overlap,
    }))
    .where('id', '=', id)
    .returning('previous_secret_until')
    .executeTakeFirstOrThrow();
  if (!until) throw new TypeError('a rotation sets the end of the previous secret');
  return { secret, previousUntil: until };
}
