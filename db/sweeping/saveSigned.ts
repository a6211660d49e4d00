import { sql } from 'kysely';
import type { Address } from '../../domain/address.ts';
import type { SweepId } from '../../domain/ids.ts';
import type { ChainId } from '../../domain/registry.ts';
import type { SkipReason } from '../../domain/sweeping/sweep.ts';
import type { Db } from '../connect.ts';
import { isItemDue, isItemOpen } from './readSweepPlan.ts';

/** What the signer made of a sweep. */
export interface SignedSweep {
  readonly sweepId: SweepId;
  readonly chainId: ChainId;
  /** Null if it has no authorizations. */
  readonly delegate: Address | null;
  /** The positions of the items in the transaction, in its order. */
  readonly included: readonly number[];
  /** Those that it left out. */
  readonly dropped: readonly { readonly position: number; readonly reason: SkipReason }[];
  /** The authorizations in the transaction. */
  readonly authorizations: readonly { readonly authority: Address; readonly nonce: number }[];
}

/**
 * Saves what was signed, in the transaction that takes the nonce: from then on the sweep cannot be canceled. False if the
 * sweep is not planned any more, another signer left all of it out, an item is not due any more, its destination was disabled, or
 * an authorization is in use: then nothing may be saved.
 */
export async function saveSigned(trx: Db, signed: SignedSweep): Promise<boolean> {
  const { sweepId, chainId, delegate, included, authorizations } = signed;
  if (!(await leavePlan(trx, sweepId)) || (await isSigned(trx, sweepId))) return false;
  const { rows } = await sql<{ readonly due: boolean }>`
    select bool_and(${isItemDue} and ${isItemOpen}) as due from sweep_items i
    where i.sweep_id = ${sweepId} and i.position = any (${included})
  `.execute(trx);
  if (rows[0]?.due !== true) return false;
  await saveItems(trx, signed);
  if (authorizations.length === 0) return true;
  const { numAffectedRows } = await sql`
    update sweep_authorizations a set state = 'in_flight', sweep_id = ${sweepId}
    from unnest(${authorizations.map(({ authority }) => authority)}::text[],
      ${authorizations.map(({ nonce }) => nonce)}::bigint[]) as used (authority, nonce)
    where a.chain_id = ${chainId} and a.delegate = ${delegate} and a.authority = used.authority
      and a.nonce = used.nonce and not ${isUnderWay}
  `.execute(trx);
  return numAffectedRows === BigInt(authorizations.length);
}

/** On `a`, an authorization: the transaction that it is in may still be mined. */
export const isUnderWay = sql<boolean>`exists (select from sends s
  where s.intent_kind = 'sweep' and s.intent_id = a.sweep_id and s.status <> 'final')`;

/** Saves that every item of a sweep was left out. False if another signer was faster, or the sweep is not planned any more. */
export async function saveLeftOut(db: Db, signed: SignedSweep): Promise<boolean> {
  return db.transaction().execute(async trx => {
    const planned = await trx
      .updateTable('sweeps')
      .set({ waiting_code: null, waiting_detail: null })
      .where('id', '=', signed.sweepId)
      .where('status', '=', 'planned')
      .executeTakeFirst();
    if (planned.numUpdatedRows !== 1n) return false;
    if (await isSigned(trx, signed.sweepId)) return false;
    await saveItems(trx, signed);
    return true;
  });
}

/** Whether the signer has seen the sweep. */
export async function isSigned(trx: Db, sweepId: SweepId): Promise<boolean> {
  const signed = trx.selectFrom('sweep_signed_items').select('position').where('sweep_id', '=', sweepId);
  return (await signed.executeTakeFirst()) !== undefined;
}

/** False if the sweep is not planned any more. */
export async function leavePlan(trx: Db, sweepId: SweepId): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('sweeps')
    .set({ status: 'sent', waiting_code: null, waiting_detail: null })
    .where('id', '=', sweepId)
    .where('status', '=', 'planned')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Which items are in the sweep's transaction. */
export async function saveItems(
  trx: Db,
  { sweepId, included, dropped }: Pick<SignedSweep, 'sweepId' | 'included' | 'dropped'>,
): Promise<void> {
  await trx
    .insertInto('sweep_signed_items')
    .values([
      ...included.map((position, index) => ({
        ...{ sweep_id: sweepId, position, batch_index: index, dropped_reason: null },
      })),
      ...dropped.map(({ position, reason }) => ({
        ...{ sweep_id: sweepId, position, batch_index: null, dropped_reason: reason },
      })),
    ])
    .execute();
}
