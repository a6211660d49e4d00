import { sql } from 'kysely';
import type { Address } from '../../domain/address.ts';
import { PurserError } from '../../domain/errors.ts';
import type { AccountId, ApiKeyId, PurseId, SweepId, TransactionId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import type { CurrencyCode, NetworkCode, Registry } from '../../domain/registry.ts';
import { currencyIn, networkOf } from '../../domain/registry.ts';
import type { LeftReason, PlannedItem } from '../../domain/sweeping/sweep.ts';
import type { SweepPolicy } from '../../domain/sweeping/sweepPolicy.ts';
import { sweepPolicyOf } from '../../domain/sweeping/sweepPolicy.ts';
import type { Db } from '../connect.ts';
import type { SweeperRow } from '../schema.ts';
import { claimItems, itemOf } from './claimItems.ts';
import { findSweeper } from '../sweepers/findSweeper.ts';
import type { SweepableGroup } from './sweepable.ts';
import { isDue, sweepableGroups } from './sweepable.ts';

export interface SweepWish {
  readonly accountId: AccountId;
  readonly network: NetworkCode;
  readonly purseId?: PurseId;
  readonly currency?: CurrencyCode;
  /** The key of the person who asks: then neither thresholds nor pauses count, and cost up to all that is moved. Null: the policy asks. */
  readonly requestedBy: ApiKeyId | null;
  /** What a unit of gas costs now, in wei. Absent: what a sweep costs does not count. */
  readonly gasPrice?: bigint;
}

/** Credited coins that are not swept now. */
export interface Left {
  readonly reason: LeftReason;
  readonly currency: CurrencyCode;
  readonly purses: number;
  /** Base units. */
  readonly amount: bigint;
}

export interface Survey {
  /** What would be swept. */
  readonly items: readonly PlannedItem[];
  readonly left: readonly Left[];
}

/** How many items one plan may have: the next round plans the rest. */
const mostItems = 1000;

/**
 * What a sweep would move now, as an estimate. Throws `sending_not_set_up` if the account does not sweep there, or by another
 * method than the registry says.
 */
export async function surveySweeps(db: Db, registry: Registry, wish: SweepWish): Promise<Survey> {
  const sweeper = await requireSweeper(db, registry, wish);
  const groups = await readGroups(db, registry, sweeper, { ...wish, byName: true });
  const due = groups.filter(isDue);
  return {
    items: due.map(group => itemOf({ ...group, amount: group.amount - group.moved }, 0n)),
    left: leftOf(groups),
  };
}

/**
 * Plans sweeps of all that is due: in batches of the network's policy, or by the method `transfer` one for each item, as
 * each purse sends by itself. A deposit is claimed by one plan, whoever plans
 * beside it. Purses whose deposits others are deciding now wait for the next plan. Throws `sending_not_set_up`.
 */
export async function planSweeps(
  trx: Db,
  registry: Registry,
  wish: SweepWish,
): Promise<{ readonly sweepIds: readonly SweepId[]; readonly left: readonly Left[] }> {
  const sweeper = await requireSweeper(trx, registry, wish);
  // One plan at a time: another one's open sweeps are seen.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`sweeps of ${sweeper.sweeper ?? wish.accountId}`}, ${sweeper.chain_id}))`.execute(
    trx,
  );
  const groups = await readGroups(trx, registry, sweeper, { ...wish, byName: wish.requestedBy !== null });
  const due = groups.filter(isDue).slice(0, mostItems);
  if (due.length === 0) return { sweepIds: [], left: leftOf(groups) };
  const items = await claimItems(trx, due);
  const sweepIds: SweepId[] = [];
  const currencyOf = currencyIn(registry);
  for (const batch of batchesOf(items, sweepPolicyOf(networkOf(registry, wish.network)))) {
    const sweepId = newId('swp');
    await insertSweep(trx, sweepId, sweeper, wish.requestedBy);
    await insertItems(trx, sweepId, batch, code => currencyOf(code).contract);
    sweepIds.push(sweepId);
  }
  return { sweepIds, left: leftOf(groups) };
}

async function requireSweeper(
  db: Db,
  registry: Registry,
  { accountId, network }: SweepWish,
): Promise<SweeperRow> {
  const sweeper = await findSweeper(db, accountId, network);
  const { method } = sweepPolicyOf(networkOf(registry, network));
  if (sweeper?.method !== method) throw new PurserError('sending_not_set_up');
  return sweeper;
}

async function readGroups(
  db: Db,
  registry: Registry,
  sweeper: SweeperRow,
  {
    purseId,
    currency,
    byName,
    gasPrice = null,
  }: Pick<SweepWish, 'purseId' | 'currency'> & {
    readonly byName: boolean;
    readonly gasPrice?: bigint | null;
  },
): Promise<readonly SweepableGroup[]> {
  const sought = { byName, gasPrice, ...(purseId && { purseId }), ...(currency && { currency }) };
  const groups = sweepableGroups(sweeper, registry, networkOf(registry, sweeper.network), sought);
  const { rows } = await sql<SweepableGroup>`
    select * from (${groups}) g order by g."purseId", g.currency, g."destinationId"
  `.execute(db);
  return rows;
}

function leftOf(groups: readonly SweepableGroup[]): readonly Left[] {
  const byReason = Map.groupBy(
    groups.filter(({ reason }) => reason !== null),
    ({ reason, currency }) => `${String(reason)} ${currency}`,
  );
  return [...byReason.values()].flatMap(some => {
    const [first] = some;
    if (!first?.reason) return [];
    const purses = new Set(some.map(({ purseId }) => purseId)).size;
    // What has left already is not left to be swept, unless that is the reason.
    const gone = ({ moved }: SweepableGroup): bigint => (first.reason === 'shortfall' ? 0n : moved);
    const amount = some.reduce((sum, group) => sum + group.amount - gone(group), 0n);
    return [{ reason: first.reason, currency: first.currency, purses, amount }];
  });
}

/** A purse is in one batch: it has one authorization, and one sweep under way at a time. */
function batchesOf(
  items: readonly PlannedItem[],
  { method, batchItems: size }: Pick<SweepPolicy, 'method' | 'batchItems'>,
): readonly (readonly PlannedItem[])[] {
  if (method === 'transfer') return items.map(item => [item]);
  const batches: PlannedItem[][] = [];
  for (const ofPurse of Map.groupBy(items, ({ purseId }) => purseId).values()) {
    const last = batches.at(-1);
    if (last && last.length + ofPurse.length <= size) last.push(...ofPurse);
    else batches.push(ofPurse.slice(0, size));
  }
  return batches;
}

async function insertSweep(
  trx: Db,
  sweepId: SweepId,
  { account_id, network, chain_id, method }: SweeperRow,
  requestedBy: ApiKeyId | null,
): Promise<void> {
  await trx
    .insertInto('sweeps')
    .values({ id: sweepId, account_id, network, chain_id, method, requested_by: requestedBy })
    .execute();
}

async function insertItems(
  trx: Db,
  sweepId: SweepId,
  items: readonly PlannedItem[],
  tokenOf: (currency: CurrencyCode) => Address | null,
): Promise<void> {
  await trx
    .insertInto('sweep_items')
    .values(
      items.map((item, position) => ({
        ...{ sweep_id: sweepId, position, purse_id: item.purseId, customer_id: item.customerId },
        ...{ currency: item.currency, token: tokenOf(item.currency), amount: item.amount, floor: item.floor },
        ...{ destination_id: item.destinationId, destination: item.destination },
      })),
    )
    .execute();
  const claims = items.flatMap(({ transactionIds }, position) =>
    transactionIds.map(id => ({ id, position })),
  );
  await claimDeposits(trx, sweepId, claims);
}

async function claimDeposits(
  trx: Db,
  sweepId: SweepId,
  claims: readonly { readonly id: TransactionId; readonly position: number }[],
): Promise<void> {
  const ids = claims.map(({ id }) => id);
  const positions = claims.map(({ position }) => position);
  // The index, not the planner, sees to it that a deposit is swept once.
  await sql`
    insert into sweep_item_deposits (sweep_id, position, transaction_id, incarnation)
    select ${sweepId}, c.position, t.id, t.incarnation
    from unnest(${ids}::text[], ${positions}::integer[]) as c (id, position) join transactions t on t.id = c.id
  `.execute(trx);
  await trx
    .updateTable('transactions')
    .set({ swept_in: sweepId })
    .where(sql<boolean>`id = any (${ids})`)
    .execute();
}
