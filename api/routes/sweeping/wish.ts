import { z } from 'zod';
import type { Db } from '../../../db/connect.ts';
import { findPurse } from '../../../db/purses/purses.ts';
import { lastGasPrice } from '../../../db/sweeping/gasPrices.ts';
import type { SweepWish } from '../../../db/sweeping/planSweeps.ts';
import type { Caller } from '../../../domain/caller.ts';
import { PurserError } from '../../../domain/errors.ts';
import type { ErrorCode } from '../../../domain/errors.ts';
import type { Registry } from '../../../domain/registry.ts';
import { findCurrency } from '../../../domain/registry.ts';
import { id, text } from '../../http/fields.ts';
import { invalidField } from '../../http/parseInput.ts';

/** The body of a request to sweep: a network, at most one purse and one currency, and whether cost counts. */
export const wishBody = z.strictObject({
  network: text(32).meta({ example: 'BSC' }),
  purseId: id('pur').optional(),
  currency: text(32).optional().meta({ example: 'USDT_BSC' }),
  includeUneconomic: z.boolean().optional().meta({ example: false }),
});

/** What `readWish` throws. */
export const wishErrors: readonly ErrorCode[] = [
  'network_not_found',
  'purse_not_found',
  'currency_not_supported',
];

/**
 * Throws `network_not_found`, `currency_not_supported`, `invalid_request` if the currency is another network's, and
 * `purse_not_found`, also for another account's purse.
 */
export async function readWish(
  db: Db,
  registry: Registry,
  caller: Caller,
  { network: code, purseId, currency: name, includeUneconomic = false }: z.output<typeof wishBody>,
): Promise<SweepWish> {
  const network = registry.networks.find(one => one.code === code);
  if (!network) throw new PurserError('network_not_found');
  const currency = name === undefined ? undefined : findCurrency(registry, name);
  if (name !== undefined && !currency) {
    throw new PurserError('currency_not_supported', undefined, {
      fields: [{ field: 'currency', message: 'must be a currency that is listed' }],
    });
  }
  if (currency && currency.network !== network.code) {
    throw invalidField('currency', 'must be a currency of the network');
  }
  if (purseId !== undefined) await findPurse(db, caller.accountId, purseId);
  const gasPrice = includeUneconomic ? undefined : await lastGasPrice(db, network.code);
  return {
    accountId: caller.accountId,
    network: network.code,
    requestedBy: caller.keyId,
    ...(purseId && { purseId }),
    ...(currency && { currency: currency.code }),
    ...(gasPrice !== undefined && { gasPrice }),
  };
}
