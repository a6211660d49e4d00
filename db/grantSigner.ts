import type { Kysely } from 'kysely';
import { sql } from 'kysely';

interface SignersTable {
  readonly table: string;
  /** What the API and the worker read of it; all if absent. */
  readonly shown?: readonly string[];
  /** What the signer may do with it beside reading. */
  readonly may: readonly string[];
  /** What the scanner, a worker, adds to it from blocks. */
  readonly scanner?: readonly string[];
  /** What a person says of it over the API. */
  readonly api?: readonly string[];
}

/** What a block says of a transaction that was sent. */
const place =
  'status, mined_hash, block_number, block_hash, succeeded, gas_used, fee, skipped, fee_unbooked_since';
const stop = 'stopped_code, stopped_detail, stopped_at';
const resolve = 'update (resolved_at, explanation, resolved_by, left_amount, destination_id)';

/**
 * Tables that the signer writes, and what the scanner adds to them. The signer believes no row that another could have
 * written: nobody else makes a send or an attempt, or moves a nonce.
 */
const ofSigner: readonly SignersTable[] = [
  { table: 'sweepers', may: ['insert'] },
  {
    table: 'sweep_authorizations',
    // All but what is sealed.
    shown: ['chain_id', 'delegate', 'authority', 'nonce', 'hd_index', 'state', 'imported_at', 'sweep_id'],
    may: ['insert', 'update (state, sealed, sweep_id)'],
  },
  {
    table: 'lanes',
    may: ['insert', `update (next_nonce, ${stop}, balance, balance_at)`],
    scanner: [`update (${stop})`],
  },
  { table: 'sends', may: ['insert', 'update'], scanner: [`update (withdrawn_at, ${place})`] },
  {
    table: 'send_attempts',
    // All but the bytes, as they may hold authorizations that are not on the chain yet.
    shown: [
      ...['chain_id', 'sender', 'nonce', 'number', 'hash', 'is_empty', 'gas_limit', 'value'],
      ...['gas_price', 'max_fee_per_gas', 'max_priority_fee_per_gas', 'signed_at'],
    ],
    may: ['insert'],
  },
  {
    table: 'unknown_transactions',
    may: ['update (resolved_at, reason)'],
    scanner: ['insert', 'update (block_number, block_hash, succeeded, gas_used, fee, skipped)'],
  },
  { table: 'sweep_signed_items', may: ['insert'] },
  { table: 'listed_destinations', may: ['insert', 'delete'] },
  { table: 'top_ups', may: ['insert'] },
  {
    table: 'findings',
    may: ['insert', resolve],
    api: [resolve],
    scanner: ['insert', 'update (is_final, told_at, closed_at)', 'delete'],
  },
];

/** What the signer reads of other tables. */
const readBySigner: readonly { readonly table: string; readonly columns: readonly string[] }[] = [
  { table: 'accounts', columns: ['id', 'livemode'] },
  { table: 'chain_cursors', columns: ['chain_id', 'final_height'] },
  {
    table: 'sweep_item_deposits',
    columns: ['sweep_id', 'position', 'transaction_id', 'incarnation', 'is_released'],
  },
  {
    table: 'transactions',
    columns: [
      ...['id', 'incarnation', 'credited_to', 'block_number', 'block_hash', 'credited_block_hash'],
      ...['purse_id', 'currency', 'amount', 'chain_id', 'kind'],
    ],
  },
  { table: 'destinations', columns: ['id', 'account_id', 'network', 'disabled_at'] },
  { table: 'sending_pauses', columns: ['account_id', 'network', 'reason', 'resumed_at'] },
  { table: 'purses', columns: ['id', 'hd_fingerprint', 'hd_index'] },
  {
    table: 'sweep_items',
    columns: [
      ...['sweep_id', 'position', 'purse_id', 'currency', 'token', 'amount', 'floor'],
      ...['destination', 'destination_id'],
    ],
  },
];

const others = sql`purser_api, purser_worker`;

/**
 * Grants the signer what it needs, and takes from the API and the worker what is its own. The signer had no
 * right before, and the others had all on every table.
 */
export async function grantSigner<T>(trx: Kysely<T>): Promise<void> {
  for (const { table, shown, may, scanner = [], api = [] } of ofSigner) {
    const name = sql.id(table);
    await sql`revoke all on ${name} from ${others}`.execute(trx);
    await sql`grant select ${columnsOf(shown)} on ${name} to ${others}`.execute(trx);
    await sql`grant select, ${sql.raw(may.join(', '))} on ${name} to purser_signer`.execute(trx);
    if (scanner.length > 0) {
      await sql`grant ${sql.raw(scanner.join(', '))} on ${name} to purser_worker`.execute(trx);
    }
    if (api.length > 0) await sql`grant ${sql.raw(api.join(', '))} on ${name} to purser_api`.execute(trx);
  }
  for (const { table, columns } of readBySigner) {
    await sql`grant select ${columnsOf(columns)} on ${sql.id(table)} to purser_signer`.execute(trx);
  }
  // A sweep that is sent is not planned any more: both in one transaction, with the nonce.
  await sql`grant select, update (status, waiting_code, waiting_detail) on sweeps to purser_signer`.execute(
    trx,
  );
  // The index of the next purse: how far the authorizations reach.
  await sql`grant select on sequence purse_hd_index to purser_signer`.execute(trx);
}

function columnsOf(columns: readonly string[] | undefined) {
  return columns ? sql`(${sql.join(columns.map(column => sql.id(column)))})` : sql``;
}
