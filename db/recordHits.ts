import { sql } from 'kysely';
import type { ChecksumAddress } from '../domain/address.ts';
import type { PurseId } from '../domain/ids.ts';
import { newId } from '../domain/ids.ts';
import type { Currency } from '../domain/registry.ts';
import type { BlockHeader, Transfer } from '../domain/transfer.ts';
import type { Db } from './connect.ts';
import type { PurseRow, TransactionRow } from './schema.ts';
import { sharePurses } from './sharePurses.ts';

/** A transfer to one of our purses. */
export interface Hit extends Transfer {
  readonly purseId: PurseId;
  readonly listed: Currency;
  readonly fromChecksum: ChecksumAddress;
}

export interface SeenDeposit {
  readonly row: TransactionRow;
  readonly hit: Hit;
  readonly purse: PurseRow;
  /** It is new in a block, or back in one: not just found again where it was. */
  readonly told: boolean;
}

/**
 * Records the transfers of one block to purses: deposits with their observations. A deposit that is known, as
 * seen pending, dropped, or taken out by a reorg, is put into this block under the id it has. One that is
 * posted keeps its state: settlement sees that its block changed.
 *
 * The caller holds the chain's cursor. Purses are locked `for share`: whether a deposit is late is decided
 * against an archiving that runs at the same time by who comes first.
 */
export async function recordHits(
  trx: Db,
  block: BlockHeader,
  hits: readonly Hit[],
): Promise<readonly SeenDeposit[]> {
  if (hits.length === 0) return [];
  const purses = await lockPurses(trx, hits);
  const known = await knownDeposits(trx, block, hits);
  const seen: SeenDeposit[] = [];
  const fresh: Hit[] = [];
  for (const hit of hits) {
    const row = takeKnown(known, hit);
    if (row) seen.push(await placeInBlock(trx, block, row, hit, purseOf(purses, hit)));
    else fresh.push(hit);
  }
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

function purseOf(purses: ReadonlyMap<PurseId, PurseRow>, { purseId }: Hit): PurseRow {
  const purse = purses.get(purseId);
  if (!purse) throw new Error(`purse ${purseId} vanished; purses are never deleted`);
  return purse;
}

/** The deposits of these transactions, whose rows stay as they are until this transaction ends. */
function knownDeposits(trx: Db, block: BlockHeader, hits: readonly Hit[]): Promise<TransactionRow[]> {
  const hashes = [...new Set(hits.map(hit => hit.txHash))];
  const purses = [...new Set(hits.map(hit => hit.purseId))];
  return (
    trx
      .selectFrom('transactions')
      .selectAll()
      .where('chain_id', '=', block.chainId)
      .where(sql<boolean>`tx_hash = any (${hashes})`)
      // Of these purses alone: the row of another is not to be locked before its purse.
      .where(sql<boolean>`purse_id = any (${purses})`)
      .orderBy('id')
      .forNoKeyUpdate()
      .execute()
  );
}

/**
 * Takes the row that stands for the hit out of `known`: the same transfer, else one that was only forecast. A
 * forecast cannot know the place in the receipt, nor what a token keeps of the amount.
 */
function takeKnown(known: TransactionRow[], hit: Hit): TransactionRow | undefined {
  const ofHit = (row: TransactionRow): boolean =>
    row.tx_hash === hit.txHash &&
    row.purse_id === hit.purseId &&
    row.currency === hit.currency &&
    row.kind === hit.kind;
  const exact = known.findIndex(
    row => ofHit(row) && row.ordinal === hit.ordinal && row.amount === hit.amount,
  );
  const at =
    exact >= 0
      ? exact
      : known.findIndex(row => ofHit(row) && (row.status === 'MEM_POOL_FOUND' || row.status === 'DROPPED'));
  return at < 0 ? undefined : known.splice(at, 1)[0];
}

async function placeInBlock(
  trx: Db,
  block: BlockHeader,
  known: TransactionRow,
  hit: Hit,
  purse: PurseRow,
): Promise<SeenDeposit> {
  const inBlock = {
    block_number: block.number,
    block_hash: block.hash,
    mined_at: known.mined_at ?? block.minedAt,
  };
  const told = known.status === 'MEM_POOL_FOUND' || known.status === 'DROPPED' || known.status === 'REORGED';
  const row = await trx
    .updateTable('transactions')
    .where('id', '=', known.id)
    .set(
      told
        ? {
            ...inBlock,
            ordinal: hit.ordinal,
            amount: hit.amount,
            status: 'PENDING_COMPLIANCE_CHECK',
            compliance_status: 'IN_PROGRESS',
            late: known.late || purse.state === 'ARCHIVED',
            // One that a reorg took out after its sum had reached the minimum is quiet no more.
            quiet: hit.amount < hit.listed.minDeposit && (known.quiet || known.status !== 'REORGED'),
            version: known.version + 1,
          }
        : inBlock,
    )
    .returningAll()
    .executeTakeFirstOrThrow();
  return { row, hit, purse, told };
}

/** One statement for all: the cost of a block follows its transfers, not its round trips. */
async function insertFresh(
  trx: Db,
  block: BlockHeader,
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
      late: purse.state === 'ARCHIVED',
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
    if (!hit) throw new Error(`deposit ${row.id} was inserted by nobody`);
    return { row, hit, purse: purseOf(purses, hit), told: true };
  });
}

async function observe(trx: Db, block: BlockHeader, seen: readonly SeenDeposit[]): Promise<void> {
  await sql`
    insert into observations (chain_id, block_hash, transaction_id, block_number)
    select ${block.chainId}::bigint, ${block.hash}, id, ${block.number}::bigint
    from unnest(${seen.map(({ row }) => row.id)}::text[]) as id
    -- The same block came back after a fork: it is canonical again.
    on conflict (chain_id, block_hash, transaction_id) do update set canonical = true
  `.execute(trx);
}
