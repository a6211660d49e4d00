import { sql } from 'kysely';
import type { ErrorCode } from '../../domain/errors.ts';
import type { NetworkCode } from '../../domain/registry.ts';
import type { ForkView } from '../../domain/scanning/fork.ts';
import type { Db } from '../connect.ts';
import { mostTries } from './chainGaps.ts';

/** Where the scanner of a chain stands. Ages are by the database's clock. */
export interface ScannerState {
  readonly height: number | null;
  /** The head that the node last reported. */
  readonly head: number | null;
  readonly finalHeight: number;
  /** How many ms ago it last stood at its node's head; null if it never did. */
  readonly caughtUpMsAgo: number | null;
  /** How many ms ago the last scanned block was mined, by the chain's clock; null if none was scanned. */
  readonly headAgeMs: number | null;
  /** The age in ms of the moment up to which everything was read; null if nothing was. */
  readonly readToMsAgo: number | null;
  /** Why the chain is stopped until an operator resumes it. */
  readonly stopped: {
    readonly code: ErrorCode;
    readonly detail: string;
    readonly fork: ForkView | null;
  } | null;
  /** The latest trouble with reading the chain, unless the scanner has stood at its node's head since. */
  readonly trouble: { readonly code: ErrorCode; readonly detail: string; readonly msAgo: number } | null;
  /** Blocks that may hold money that was not found yet. */
  readonly gap: { readonly from: number; readonly to: number; readonly reason: string } | null;
  /**
   * How many purses could not be compared and were skipped, in open and closed gaps. A person must compare
   * them.
   */
  readonly passedPurses: number;
}

/** Where each chain's scanner stands; a chain that was never claimed is left out. */
export async function readScanners(db: Db): Promise<ReadonlyMap<NetworkCode, ScannerState>> {
  const rows = await db
    .selectFrom('chain_cursors as c')
    .leftJoin('blocks as b', join =>
      join.onRef('b.chain_id', '=', 'c.chain_id').onRef('b.number', '=', 'c.height'),
    )
    .leftJoin('chain_gaps as g', join =>
      join.onRef('g.chain_id', '=', 'c.chain_id').on('g.closed_at', 'is', null),
    )
    .select([
      'c.network',
      'c.height',
      'c.head',
      'c.final_height',
      'c.stopped_code',
      'c.stopped_detail',
      'c.fork',
      'c.trouble_code',
      'c.trouble_detail',
    ])
    .select(['g.from_block', 'g.to_block', 'g.reason'])
    .select(
      sql<number>`(select count(distinct p.purse_id)::int from chain_gap_purses p join chain_gaps of on of.id = p.gap_id
        where of.chain_id = c.chain_id and p.tries >= ${mostTries})`.as('passedPurses'),
    )
    .select([
      msAgo('c.caught_up_at').as('caughtUpMsAgo'),
      msAgo('b.mined_at').as('headAgeMs'),
      msAgo('c.read_to').as('readToMsAgo'),
      msAgo('c.trouble_at').as('troubleMsAgo'),
    ])
    .execute();
  return new Map(
    rows.map(row => [
      row.network,
      {
        height: row.height,
        head: row.head,
        finalHeight: row.final_height,
        caughtUpMsAgo: row.caughtUpMsAgo,
        headAgeMs: row.headAgeMs,
        readToMsAgo: row.readToMsAgo,
        stopped:
          row.stopped_code === null
            ? null
            : { code: row.stopped_code, detail: row.stopped_detail ?? '', fork: row.fork },
        trouble: troubleOf(row),
        gap:
          row.from_block === null || row.to_block === null
            ? null
            : { from: row.from_block, to: row.to_block, reason: row.reason ?? '' },
        passedPurses: row.passedPurses,
      },
    ]),
  );
}

function troubleOf(row: {
  readonly trouble_code: ErrorCode | null;
  readonly trouble_detail: string | null;
  readonly troubleMsAgo: number | null;
  readonly caughtUpMsAgo: number | null;
}): ScannerState['trouble'] {
  const { trouble_code: code, trouble_detail: detail, troubleMsAgo: msAgo, caughtUpMsAgo } = row;
  if (code === null || msAgo === null || msAgo > (caughtUpMsAgo ?? Infinity)) return null;
  return { code, detail: detail ?? '', msAgo };
}

function msAgo(column: string) {
  return sql<number | null>`(extract(epoch from now() - ${sql.ref(column)}) * 1000)::float8`;
}
