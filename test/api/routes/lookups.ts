import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import type { TxHash } from '../../../domain/address.ts';
import { PurserError } from '../../../domain/errors.ts';
import type { PurseId, TransactionId } from '../../../domain/ids.ts';
import { parseId } from '../../../domain/ids.ts';
import type { CurrencyCode } from '../../../domain/registry.ts';
import type { TransactionOnChain, TransferOnChain } from '../../../domain/scanning/messages.ts';
import { must } from '../../db/fixtures.ts';
import { seedCustomer } from '../seedDeposit.ts';
import type { JsonBody, TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';

export const blockHash = `0x${'b'.repeat(64)}`;
export const newHash = (): string => `0x${randomBytes(32).toString('hex')}`;

export interface LookedUp extends JsonBody {
  readonly transfers: readonly JsonBody[];
}

/** An API with a purse and a chain scanned up to block 110, whose transactions a test invents. */
export interface Lookups {
  readonly api: TestApi;
  readonly customerId: string;
  readonly purseId: PurseId;
  /** What the worker finds on the chain. */
  chain: TransactionOnChain | PurserError;
  /** What the worker was asked for. */
  readonly asked: readonly TxHash[];
  /** Looks up with the merchant's read key by default. */
  lookUp(hash: string, key?: string, chainId?: number): Promise<LookedUp>;
  /** A transfer of 1.5 ETH to the purse. */
  toPurse(amount?: string): TransferOnChain;
  hashOf(id: TransactionId): Promise<string>;
}

export async function startLookups(): Promise<Lookups> {
  const asked: TxHash[] = [];
  let chain: Lookups['chain'] = { place: 'unknown' };
  const api = await startApi({
    lookUpTransaction: (_network, txHash) => {
      asked.push(txHash);
      return chain instanceof PurserError ? Promise.reject(chain) : Promise.resolve(chain);
    },
  });
  const customerId = await seedCustomer(api, 'looker');
  const [row] = await api.rows`select id from purses where customer_id = ${customerId}`;
  const purseId = must(parseId('pur', String(row?.['id'])));
  await api.rows`
    insert into chain_cursors (chain_id, network, height, hash) values (31337, 'ETHEREUM', 110, ${blockHash})`;
  return {
    api,
    customerId,
    purseId,
    asked,
    get chain() {
      return chain;
    },
    set chain(found) {
      chain = found;
    },
    lookUp: async (hash, key = api.merchant.keys.read, chainId = 31337) => {
      const path = `/v1/transactions/lookup?transactionHash=${hash}&chainId=${String(chainId)}`;
      const { status, body } = await api.call('GET', path, { key });
      expect(status).toBe(200);
      return body as LookedUp;
    },
    toPurse: (amount = '1500000000000000000') => ({
      kind: 'listed',
      purseId,
      route: 'native',
      ordinal: '0',
      currency: 'ETH' as CurrencyCode,
      amount,
    }),
    hashOf: async id =>
      String((await api.rows`select tx_hash from transactions where id = ${id}`)[0]?.['tx_hash']),
  };
}

export function mined(transfers: readonly TransferOnChain[], blockNumber = 100): TransactionOnChain {
  return { place: 'mined', blockNumber, blockHash, transfers };
}
