import { sql } from 'kysely';
import type { Fees } from '../../domain/sending/fees.ts';
import type { Attempt, Intent, Lane, LaneId, LaneStopCode, Send } from '../../domain/sending/lane.ts';
import type { NetworkCode } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import { newestLaneOf } from './newestLane.ts';

interface LaneStateRow {
  readonly network: NetworkCode;
  readonly nextNonce: number;
  readonly code: LaneStopCode | null;
  readonly detail: string | null;
}

/** A purse's lane is stopped while that of the operator's key is: whoever pauses a network stops one lane. */
export async function readLane(db: Db, { chainId, sender }: LaneId): Promise<Lane | undefined> {
  const { rows } = await sql<LaneStateRow>`
    select n.network, n.next_nonce as "nextNonce", coalesce(n.stopped_code, o.stopped_code) as code,
      coalesce(n.stopped_detail, o.stopped_detail) as detail
    from lanes n left join lateral ${newestLaneOf(sql.ref('n.account_id'), sql.ref('n.chain_id'))} o
      on n.purse_id is not null
    where n.chain_id = ${chainId} and n.sender = ${sender}
  `.execute(db);
  const [row] = rows;
  if (!row) return undefined;
  const { network, nextNonce, code, detail } = row;
  const stopped = code === null || detail === null ? null : { code, detail };
  return { chainId, sender, network, nextNonce, stopped };
}

/** The sends of a lane that are not final, by nonce, with their attempts. */
export async function readOpenSends(db: Db, lane: LaneId): Promise<readonly Send[]> {
  return sendsWhere(db, lane, null);
}

/** The sends of those of `intents` that have one, whatever its state. */
export async function findSends(db: Db, lane: LaneId, intents: readonly Intent[]): Promise<readonly Send[]> {
  return sendsWhere(db, lane, intents);
}

/** Those of `intents`, or (null) all that are not final. */
async function sendsWhere(
  db: Db,
  { chainId, sender }: LaneId,
  intents: readonly Intent[] | null,
): Promise<readonly Send[]> {
  const rows = await db
    .selectFrom('sends as s')
    .leftJoin('send_attempts as a', join =>
      join
        .onRef('a.chain_id', '=', 's.chain_id')
        .onRef('a.sender', '=', 's.sender')
        .onRef('a.nonce', '=', 's.nonce'),
    )
    .select([
      's.nonce',
      's.intent_kind',
      's.intent_id',
      's.status',
      's.withdrawn_at',
      's.mined_hash',
      'a.hash',
      'a.raw',
      'a.is_empty',
      'a.gas_limit',
      'a.value',
      'a.gas_price',
      'a.max_fee_per_gas',
      'a.max_priority_fee_per_gas',
      'a.signed_at',
    ])
    .where('s.chain_id', '=', chainId)
    .where('s.sender', '=', sender)
    .$if(intents === null, query => query.where('s.status', '<>', 'final'))
    .$if(intents !== null, query =>
      query.where(eb =>
        eb.or(
          (intents ?? []).map(({ kind, id }) =>
            eb.and([eb('s.intent_kind', '=', kind), eb('s.intent_id', '=', id)]),
          ),
        ),
      ),
    )
    .orderBy('s.nonce')
    .orderBy('a.number')
    .execute();
  const byNonce = Map.groupBy(rows, ({ nonce }) => nonce);
  return [...byNonce.values()].flatMap(group => {
    const [first] = group;
    if (!first) return [];
    const { nonce, intent_kind: kind, intent_id: id, status, withdrawn_at, mined_hash: minedHash } = first;
    const own = kind === null || id === null ? null : { kind, id };
    const attempts = group.flatMap(row => attemptOf(row) ?? []);
    return [{ nonce, intent: own, status, minedHash, withdrawn: withdrawn_at !== null, attempts }];
  });
}

interface AttemptRow {
  readonly hash: Attempt['hash'] | null;
  readonly raw: string | null;
  readonly is_empty: boolean | null;
  readonly gas_limit: bigint | null;
  readonly value: bigint | null;
  readonly gas_price: bigint | null;
  readonly max_fee_per_gas: bigint | null;
  readonly max_priority_fee_per_gas: bigint | null;
  readonly signed_at: Date | null;
}

function attemptOf(row: AttemptRow): Attempt | undefined {
  const { hash, raw, is_empty: isEmpty, gas_limit: gasLimit, value, signed_at: signedAt } = row;
  if (hash === null || raw === null || isEmpty === null || gasLimit === null || value === null || !signedAt)
    return undefined;
  return { hash, raw, isEmpty, gasLimit, value, signedAt, fees: feesOf(row) };
}

function feesOf(row: AttemptRow): Fees {
  const { gas_price: gasPrice, max_fee_per_gas: maxFeePerGas, max_priority_fee_per_gas: tip } = row;
  if (gasPrice !== null) return { kind: 'legacy', gasPrice };
  // A constraint of the table: one price, or these two.
  return { kind: 'dynamic', maxFeePerGas: maxFeePerGas ?? 0n, maxPriorityFeePerGas: tip ?? 0n };
}
