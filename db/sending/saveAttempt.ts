import { sql } from 'kysely';
import type { Attempt, Intent, LaneId } from '../../domain/sending/lane.ts';
import { isUnavailable } from '../classifyError.ts';
import type { Db } from '../connect.ts';
import { isPaused } from './isPaused.ts';
import { newestLaneOf } from './newestLane.ts';
import { readGasSpent } from './readGasSpent.ts';

export type SignedAttempt = Omit<Attempt, 'signedAt'>;

/** But for `taken`, nothing was saved, and the bytes must be forgotten. Nobody has seen them. */
export type Taken =
  | { readonly is: 'taken' }
  /** The first nonce was given away meanwhile, or the lane was stopped. */
  | { readonly is: 'moved' }
  /** With them the lane could spend more gas within 24 hours than it may. */
  | { readonly is: 'over_daily_gas' }
  /**
   * These, by their places, cannot be saved: the intent has its nonce already, or is not what it was when it was signed.
   * There may be more of them.
   */
  | { readonly is: 'changed'; readonly places: readonly number[] }
  /** What the one at this place saves failed, and not because the database is away. */
  | { readonly is: 'failed'; readonly place: number; readonly error: unknown };

/**
 * What is saved in one transaction with the nonce. False if the intent is not what it was when it was signed: then nothing
 * is saved.
 */
export type Alongside = (trx: Db) => Promise<boolean>;

/** What was signed for a nonce. */
export interface SignedIntent {
  /** Null: it is sent for nothing. */
  readonly intent: Intent | null;
  readonly attempt: SignedAttempt;
  readonly alongside?: Alongside | undefined;
}

/**
 * Gives the lane's next nonces away, `first` and those after it, with the bytes that were signed for them, and waits until
 * they are on disk: all of them, or none. Only then may they be sent. `dailyGas`, in wei, is the most that the lane may spend
 * on gas within 24 hours.
 */
export async function takeNonces(
  db: Db,
  { chainId, sender }: LaneId,
  first: number,
  signed: readonly SignedIntent[],
  dailyGas: bigint,
): Promise<Taken> {
  return durably(db, async trx => {
    if (await isOperatorStopped(trx, { chainId, sender })) throw new Forgotten({ is: 'moved' });
    const taken = await trx
      .updateTable('lanes')
      .set({ next_nonce: first + signed.length })
      .where('chain_id', '=', chainId)
      .where('sender', '=', sender)
      .where('next_nonce', '=', first)
      .where('stopped_at', 'is', null)
      // An account's own pause stops no lane, and a lane may be newer than a finding.
      .where(sql<boolean>`not ${isPaused(sql.ref('lanes.account_id'), sql.ref('lanes.network'))}`)
      .executeTakeFirst();
    if (taken.numUpdatedRows !== 1n) throw new Forgotten({ is: 'moved' });
    const rows = await trx
      .insertInto('sends')
      .values(
        signed.map(({ intent }, at) => ({
          ...{ chain_id: chainId, sender, nonce: first + at },
          ...{ intent_kind: intent?.kind ?? null, intent_id: intent?.id ?? null },
        })),
      )
      .onConflict(conflict => conflict.columns(['intent_kind', 'intent_id']).doNothing())
      .returning('nonce')
      .execute();
    const inserted = new Set(rows.map(({ nonce }) => nonce));
    requireUnchanged(signed.map((_, at) => inserted.has(first + at)));
    await insertAttempts(
      trx,
      { chainId, sender },
      signed.map(({ attempt }, at) => ({ ...attempt, nonce: first + at, number: 1 })),
    );
    const saved: boolean[] = [];
    for (const [place, { alongside }] of signed.entries()) {
      saved.push(alongside === undefined || (await alongside(trx).catch(failedAt(place))));
    }
    requireUnchanged(saved);
    // The lane's row is locked, so no other signer adds to the sum meanwhile.
    const spent = await readGasSpent(trx, { chainId, sender });
    if (spent > dailyGas) throw new Forgotten({ is: 'over_daily_gas' });
    return { is: 'taken' } as const;
  }).catch((error: unknown) => {
    if (error instanceof Forgotten) return error.why;
    throw error;
  });
}

function requireUnchanged(isSaved: readonly boolean[]): void {
  const places = isSaved.flatMap((saved, place) => (saved ? [] : [place]));
  if (places.length > 0) throw new Forgotten({ is: 'changed', places });
}

function failedAt(place: number): (error: unknown) => never {
  return error => {
    if (isUnavailable(error)) throw error;
    throw new Forgotten({ is: 'failed', place, error });
  };
}

/** Takes the transaction back, and with it the nonces. */
class Forgotten extends Error {
  readonly why: Exclude<Taken, { readonly is: 'taken' }>;
  constructor(why: Exclude<Taken, { readonly is: 'taken' }>) {
    super(why.is);
    this.why = why;
  }
}

/**
 * Saves what replaces the attempts of a nonce that is not in a block, or what fills a nonce that has none, and waits until
 * it is on disk. `after` is how many attempts the nonce had. False if it has more by now, was mined, the lane was
 * stopped, sending is paused and it moves something, or could then spend more than `dailyGas` within 24 hours: then the bytes must be forgotten.
 */
export async function saveReplacement(
  db: Db,
  { chainId, sender }: LaneId,
  { nonce, after }: { readonly nonce: number; readonly after: number },
  attempt: SignedAttempt,
  dailyGas: bigint,
): Promise<boolean> {
  return durably(db, async trx => {
    if (await isOperatorStopped(trx, { chainId, sender })) return false;
    const lane = await trx
      .selectFrom('lanes')
      .select('next_nonce')
      .where('chain_id', '=', chainId)
      .where('sender', '=', sender)
      .where('stopped_at', 'is', null)
      .where('next_nonce', '>', nonce)
      // What fills a nonce with nothing moves no money, and lets those behind it go on.
      .$if(!attempt.isEmpty, query =>
        query.where(sql<boolean>`not ${isPaused(sql.ref('lanes.account_id'), sql.ref('lanes.network'))}`),
      )
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (!lane) return false;
    if (after === 0) {
      await trx
        .insertInto('sends')
        .values({ chain_id: chainId, sender, nonce })
        .onConflict(conflict => conflict.columns(['chain_id', 'sender', 'nonce']).doNothing())
        .execute();
    }
    const { rows } = await sql<{ status: string; attempts: number }>`
      select status, (select count(*)::integer from send_attempts a
        where a.chain_id = s.chain_id and a.sender = s.sender and a.nonce = s.nonce) as attempts
      from sends s where chain_id = ${chainId} and sender = ${sender} and nonce = ${nonce}
    `.execute(trx);
    if (rows[0]?.status !== 'sent' || rows[0].attempts !== after) return false;
    await insertAttempts(trx, { chainId, sender }, [{ ...attempt, nonce, number: after + 1 }]);
    if ((await readGasSpent(trx, { chainId, sender })) > dailyGas)
      throw new Forgotten({ is: 'over_daily_gas' });
    return true;
  }).catch((error: unknown) => {
    if (error instanceof Forgotten) return false;
    throw error;
  });
}

/**
 * Whether the lane is a purse's, and that of the account's operator is stopped. The operator's row stays locked: whoever stops it
 * knows that no purse signs after that.
 */
async function isOperatorStopped(trx: Db, { chainId, sender }: LaneId): Promise<boolean> {
  const { rows } = await sql<{ readonly stopped: boolean }>`
    select o.stopped_at is not null as stopped from lanes o
    where o.chain_id = ${chainId} and o.sender = (
      select operator.sender from lanes n cross join lateral ${newestLaneOf(sql.ref('n.account_id'), sql.ref('n.chain_id'))} operator
      where n.chain_id = ${chainId} and n.sender = ${sender} and n.purse_id is not null)
    for share
  `.execute(trx);
  return rows[0]?.stopped ?? false;
}

/** A transaction that is on disk when it returns, whatever the database is set to. */
function durably<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  return db.transaction().execute(async trx => {
    await sql`select set_config('synchronous_commit', 'on', true)`.execute(trx);
    return work(trx);
  });
}

async function insertAttempts(
  trx: Db,
  { chainId, sender }: LaneId,
  attempts: readonly (SignedAttempt & { readonly nonce: number; readonly number: number })[],
): Promise<void> {
  await trx
    .insertInto('send_attempts')
    .values(
      attempts.map(({ nonce, number, hash, raw, isEmpty, gasLimit, value, fees }) => ({
        ...{ chain_id: chainId, sender, nonce, number, hash, raw },
        ...{ is_empty: isEmpty, gas_limit: gasLimit, value },
        gas_price: fees.kind === 'legacy' ? fees.gasPrice : null,
        max_fee_per_gas: fees.kind === 'dynamic' ? fees.maxFeePerGas : null,
        max_priority_fee_per_gas: fees.kind === 'dynamic' ? fees.maxPriorityFeePerGas : null,
      })),
    )
    .execute();
}
