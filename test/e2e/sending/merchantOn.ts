import { sql } from 'kysely';
import type { SweepSigningDeps } from '../../../activities/sweeping/deps.ts';
import { createSendSweep } from '../../../activities/sweeping/sendSweep.ts';
import type { keyOfAddresses } from '../../../chain/keyOfAddresses.ts';
import { createApiKey } from '../../../db/accounts/createApiKey.ts';
import type { Db } from '../../../db/connect.ts';
import { planSweeps } from '../../../db/sweeping/planSweeps.ts';
import { settleSweep } from '../../../db/sweeping/settleSweep.ts';
import type { ApiKeyId, SweepId } from '../../../domain/ids.ts';
import type { Currency } from '../../../domain/registry.ts';
import type { SweepSending } from '../../../domain/sweeping/messages.ts';
import type { SweepStatus } from '../../../domain/sweeping/sweep.ts';
import { pay } from '../../../testkit/chain/payers/pay.ts';
import { tokenBalance } from '../../../testkit/chain/tokenBalance.ts';
import type { Owner } from '../../db/fixtures.ts';
import { must, newOwner } from '../../db/fixtures.ts';
import type { LaneWorld } from './laneWorld.ts';

/** What a merchant does whose purses are swept, whatever the method. */
export interface Merchant {
  /** A customer of the account, whose purse has a key of the seed. */
  newCustomer(): Promise<Owner>;
  /** Pays from the faucet, and waits until it is final; returns the transaction's hash. */
  deposit(owner: Owner, currency: Currency, amount: bigint): Promise<string>;
  /**
   * Plans: by name if `by` is a key. Waits for whoever holds a deposit, as a plan leaves what others hold to the next
   * one.
   */
  plan(by?: ApiKeyId | null): Promise<readonly SweepId[]>;
  /** Plans beside others, as the planner does. */
  planAtOnce(by?: ApiKeyId | null): Promise<readonly SweepId[]>;
  /** A key of a person of the account. */
  person(): Promise<ApiKeyId>;
  sign(id: SweepId, of?: Partial<SweepSigningDeps>): Promise<SweepSending>;
  settle(id: SweepId): Promise<SweepStatus>;
  /** The items as `status reason`, in their order. */
  items(id: SweepId): Promise<readonly string[]>;
  /** The sum of a book. */
  book(ledger: string, currency: Currency): Promise<bigint>;
  tokensOf(address: string): Promise<bigint>;
  /** The private key of a purse, as whoever has the seed has it. */
  keyOf(owner: Owner): Promise<string>;
}

/** The merchant of the lane's account, with the purses of `seed`. */
export function merchantOn(
  world: LaneWorld,
  signing: SweepSigningDeps,
  seed: ReturnType<typeof keyOfAddresses>,
): Merchant {
  const { anvil, watcher, deps } = world;
  const { db, registry } = watcher;
  const { accountId } = deps;
  const plan = async (trx: Db, by: ApiKeyId | null = null): Promise<readonly SweepId[]> => {
    const wish = { accountId, network: deps.network.code, requestedBy: by };
    return (await planSweeps(trx, registry, wish)).sweepIds;
  };
  return {
    newCustomer: () => newOwner(db, accountId, signing.deriver),
    async deposit(to, currency, amount) {
      const { faucetKey: key, rpcUrl } = anvil;
      const hash = await pay({ rpcUrl, key, to: to.address, currency, amount });
      await world.mine(4);
      return hash;
    },
    plan: by =>
      db.transaction().execute(async trx => {
        await sql`select from transactions order by id for no key update`.execute(trx);
        return plan(trx, by);
      }),
    planAtOnce: by => db.transaction().execute(trx => plan(trx, by)),
    async person() {
      const { keyId } = await createApiKey(db, accountId, { scopes: ['admin'], label: 'person' });
      return keyId;
    },
    sign: (sweepId, of = {}) => createSendSweep({ ...signing, ...of })({ sweepId }),
    settle: id => settleSweep(db, registry, id),
    async items(id) {
      const rows = await db
        .selectFrom('sweep_items')
        .select(['status', 'reason'])
        .where('sweep_id', '=', id)
        .orderBy('position')
        .execute();
      return rows.map(({ status, reason }) => (reason === null ? status : `${status} ${reason}`));
    },
    async book(ledger, { code }) {
      const row = await db
        .selectFrom('postings')
        .select(({ fn }) => fn.sum<bigint | null>('amount').as('total'))
        .where('account_id', '=', accountId)
        .where('ledger', '=', ledger as 'treasury')
        .where('currency', '=', code)
        .executeTakeFirst();
      return row?.total ?? 0n;
    },
    tokensOf: address => tokenBalance(anvil, must(watcher.usdt.contract ?? undefined), address),
    async keyOf({ purseId }) {
      const { hd_index } = await db
        .selectFrom('purses')
        .select('hd_index')
        .where('id', '=', purseId)
        .executeTakeFirstOrThrow();
      return seed.deriveChild(hd_index ?? 0).privateKey;
    },
  };
}
