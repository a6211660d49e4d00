import { sql } from 'kysely';
import { isLate } from '../../domain/deposits/isLate.ts';
import { PurserError } from '../../domain/errors.ts';
import type { PurseId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import type { FoundBlock, Hit } from '../../domain/scanning/foundBlock.ts';
import type { BlockHeader } from '../../domain/scanning/transfer.ts';
import type { Db } from '../connect.ts';
import { sharePurses } from '../purses/sharePurses.ts';
import type { PurseRow, TransactionRow } from '../schema.ts';
import type { KnownHit } from './matchKnown.ts';
import { isForecast, matchKnown } from './matchKnown.ts';
import type { SeenDeposit } from './seenDeposit.ts';

/** A block's place in its chain. */
type Place = Pick<BlockHeader, 'chainId' | 'number' | 'hash' | 'minedAt'>;

/**
 * Records the transfers of one block to purses: deposits with their observations. A known deposit that was
 * seen pending, was dropped, or was taken out by a reorg is put into this block under its id. A posted
 * deposit keeps its state: settlement sees that its block changed.
 *
 * With `onlyMissed`, a deposit that is already in a block stays there. Throws `rpc_inconsistent` if that is
 * another block.
 *
 * The caller must hold the lock on the chain's cursor. Purses are locked `for share`: if an archiving runs at
 * the same time, whichever comes first decides whether a deposit is late.
 */
export async function recordHits(
  trx: Db,
  block: Place & Pick<FoundBlock, 'source'>,
  hits: readonly Hit[],
  { onlyMissed = false }: { readonly onlyMissed?: boolean } = {},
): Promise<readonly SeenDeposit[]> {
  if (hits.length === 0) return [];
  const purses = await lockPurses(trx, hits);
  const { known, fresh } = matchKnown(await knownDeposits(trx, block, hits), hits);
  const stays = ({ row }: KnownHit): boolean => onlyMissed && row.block_hash !== null;
  const staying = known.filter(stays);
  for (const { row } of staying) if (row.block_hash !== block.hash) throw inTwoBlocks(row, block);
  const seen: SeenDeposit[] = [
    ...staying.map(({ row, hit }) => ({
      row,
      hit,
      purse: purseOf(purses, hit),
      isNews: false,
      entered: false,
    })),
    ...(await placeInBlock(
      trx,
      block,
      known.filter(one => !stays(one)),
      purses,
    )),
  ];
  seen.push(...(await insertFresh(trx, block, fresh, purses)));
  await observe(trx, block, seen);
  return seen;
}

async function lockPurses(trx: Db, hits: readonly Hit[]): Promise<ReadonlyMap<PurseId, PurseRow>> {
  const rows = await sharePurses(
    trx,
    hits.map(hit => hit.purseId),
  );
  return new Map(rows.map(row => [row.id, row]));
}

function inTwoBlocks({ id }: TransactionRow, { number }: Place): PurserError {
  return new PurserError('rpc_inconsistent', `deposit ${id} is in another block than ${String(number)}`);
}

function purseOf(purses: ReadonlyMap<PurseId, PurseRow>, { purseId }: Hit): PurseRow {
  const purse = purses.get(purseId);
  if (!purse) throw new Error(`purse ${purseId} vanished; purses are never deleted`);
  return purse;
}

/** The deposits of these chain transactions to these purses, locked until the database transaction ends. */
function knownDeposits(
  trx: Db,
  block: Pick<BlockHeader, 'chainId'>,
  hits: readonly Hit[],
): Promise<TransactionRow[]> {
  const hashes = [...new Set(hits.map(hit => hit.txHash))];
  const purses = [...new Set(hits.map(hit => hit.purseId))];
  return (
    trx
      .selectFrom('transactions')
      .selectAll()
      .where('chain_id', '=', block.chainId)
      .where(sql<boolean>`tx_hash = any (${hashes})`)
      // Only of these purses: a deposit of another purse must not be locked before that purse.
      .where(sql<boolean>`purse_id = any (${purses})`)
      .orderBy('id')
      .forNoKeyUpdate()
      .execute()
  );
}

/**
 * Places all known deposits with one statement, because a reorg may leave many. Their rows are locked, so the
 * values computed here stay valid.
 */
async function placeInBlock(
  trx: Db,
  block: Place,
  placed: readonly KnownHit[],
  purses: ReadonlyMap<PurseId, PurseRow>,
): Promise<readonly SeenDeposit[]> {
  if (placed.length === 0) return [];
  const values = placed.map(({ row, hit }) => ({
    id: row.id,
    ...columnsInBlock(row, hit, purseOf(purses, hit)),
  }));
  const { rows } = await sql<TransactionRow>`
    update transactions t
    set ordinal = v.ordinal, amount = v.amount, status = v.status, compliance_status = v.compliance_status,
      late = v.late, quiet = v.quiet, version = v.version, mined_at = coalesce(t.mined_at, ${block.minedAt}),
      block_number = ${block.number}::bigint, block_hash = ${block.hash}
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as v (id text, ordinal text, amount numeric(78, 0),
      status text, compliance_status text, late boolean, quiet boolean, version integer)
    where t.id = v.id
    returning t.*
  `.execute(trx);
  const byId = new Map(rows.map(row => [row.id, row]));
  return placed.map(({ row: known, hit }) => {
    const row = byId.get(known.id);
    if (!row) throw new Error(`deposit ${known.id} vanished; deposits are never deleted`);
    return {
      row,
      hit,
      purse: purseOf(purses, hit),
      isNews: isBack(known),
      entered: known.block_hash === null,
    };
  });
}

/** True if the deposit's status says that it is in no block: then its return is news. */
function isBack(known: TransactionRow): boolean {
  return isForecast(known) || known.status === 'REORGED';
}

/**
 * The columns that a block changes in a known deposit. A deposit that is judged or posted keeps its state.
 */
function columnsInBlock(known: TransactionRow, hit: Hit, purse: PurseRow) {
  if (!isBack(known)) {
    const { ordinal, amount, status, compliance_status, late, quiet, version } = known;
    return { ordinal, amount: amount.toString(), status, compliance_status, late, quiet, version };
  }
  return {
    ordinal: hit.ordinal,
    amount: hit.amount.toString(),
    status: 'PENDING_COMPLIANCE_CHECK',
    compliance_status: 'IN_PROGRESS',
    late: isLate(purse, known),
    // Dust that a reorg took out after its sum had reached the minimum stays loud.
    quiet: hit.amount < hit.listed.minDeposit && (known.quiet || known.status !== 'REORGED'),
    version: known.version + 1,
  };
}

/** One statement for all, so that a block's cost grows with its transfers, not with round trips. */
async function insertFresh(
  trx: Db,
  block: Place,
  hits: readonly Hit[],
  purses: ReadonlyMap<PurseId, PurseRow>,
): Promise<readonly SeenDeposit[]> {
  if (hits.length === 0) return [];
  const byId = new Map(hits.map(hit => [newId('txn') as string, hit]));
  const values = [...byId].map(([id, hit]) => {
    const purse = purseOf(purses, hit);
    return {
      id,
      account_id: purse.account_id,
      customer_id: purse.customer_id,
      purse_id: purse.id,
      tx_hash: hit.txHash,
      kind: hit.kind,
      ordinal: hit.ordinal,
      currency: hit.currency,
      address_from: hit.fromChecksum,
      amount: hit.amount.toString(),
      late: isLate(purse),
      quiet: hit.amount < hit.listed.minDeposit,
    };
  });
  const { rows } = await sql<TransactionRow>`
    insert into transactions (id, account_id, customer_id, purse_id, chain_id, tx_hash, kind, ordinal, currency,
      address_from, amount, status, compliance_status, late, quiet, version, block_number, block_hash, mined_at)
    select v.id, v.account_id, v.customer_id, v.purse_id, ${block.chainId}::bigint, v.tx_hash, v.kind, v.ordinal,
      v.currency, v.address_from, v.amount, 'PENDING_COMPLIANCE_CHECK', 'IN_PROGRESS', v.late, v.quiet, 1,
      ${block.number}::bigint, ${block.hash}, ${block.minedAt}
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as v (id text, account_id text, customer_id text,
      purse_id text, tx_hash text, kind text, ordinal text, currency text, address_from text,
      amount numeric(78, 0), late boolean, quiet boolean)
    returning *
  `.execute(trx);
  return rows.map(row => {
    const hit = byId.get(row.id);
    if (!hit) throw new Error(`deposit ${row.id} matches no transfer of the block`);
    return { row, hit, purse: purseOf(purses, hit), isNews: true, entered: true };
  });
}

async function observe(
  trx: Db,
  block: Place & Pick<FoundBlock, 'source'>,
  seen: readonly SeenDeposit[],
): Promise<void> {
  const sources = seen.map(({ hit }) =>
    hit.kind === 'native' || hit.kind === 'internal' ? block.source : null,
  );
  await sql`
    insert into observations (chain_id, block_hash, transaction_id, block_number, source)
    select ${block.chainId}::bigint, ${block.hash}, v.id, ${block.number}::bigint, v.source
    from unnest(${seen.map(({ row }) => row.id)}::text[], ${sources}::text[]) as v (id, source)
    -- The same block came back after a fork: it is canonical again.
    on conflict (chain_id, block_hash, transaction_id) do update set canonical = true
  `.execute(trx);
}
