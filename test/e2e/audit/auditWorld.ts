import { sql } from 'kysely';
import { expect } from 'vitest';
import type { AuditInput } from '../../../cli/audit/auditBooks.ts';
import { auditBooks } from '../../../cli/audit/auditBooks.ts';
import { auditAsJson } from '../../../cli/audit/showAudit.ts';
import type { ChecksumAddress } from '../../../domain/address.ts';
import type { ComplianceProvider } from '../../../domain/deposits/compliance.ts';
import type { Owner } from '../../db/fixtures.ts';
import type { Watcher } from '../scanning/watcher.ts';
import { startWatcher } from '../scanning/watcher.ts';
import { eventually } from '../testStack.ts';

const whole = 10n ** 18n;
/** For all; small amounts are posted earlier. */
export const finality = { kind: 'confirmations', blocks: 4 } as const;

/** A watcher whose books are audited. */
export interface AuditWorld {
  readonly watcher: Watcher;
  /** The paid owner. */
  readonly owner: Owner;
  audit(options?: Partial<AuditInput>): Promise<Report>;
  pay(to: Owner, amount: bigint): Promise<string>;
  checksumOf(owner: Owner): Promise<ChecksumAddress>;
  /** Leaves the owner with 2 ETH, 5 USDT and some dust, 3 held ETH, and 4 that wait for a verdict. */
  fillBooks(): Promise<{ readonly waiting: ChecksumAddress }>;
  /** Bypasses the guards of the database, as only its owner can. */
  tamper(...statements: readonly ReturnType<typeof sql>[]): Promise<void>;
}

export type Report = ReturnType<typeof auditAsJson>;

export async function startAuditWorld(): Promise<AuditWorld> {
  const declined = new Set<ChecksumAddress>();
  const waiting = new Set<ChecksumAddress>();
  const provider: ComplianceProvider = {
    name: 'test',
    kind: 'inline',
    screen: ({ to }) => {
      const verdict = declined.has(to) ? 'decline' : 'approve';
      return Promise.resolve(waiting.has(to) ? null : { verdict, by: 'test', score: null, raw: {} });
    },
  };
  const watcher = await startWatcher({
    provider,
    network: {
      finality,
      tiers: [{ below: 100n * whole, policy: { kind: 'confirmations', blocks: 1 } }],
      // Nobody finds what a contract sends.
      auditedPurses: 0,
    },
  });
  const owner = await watcher.newOwner();
  const { chain, db, eth, usdt, registry, pool } = watcher;
  const pay: AuditWorld['pay'] = (to, amount) => watcher.pay(to.address, eth, amount);
  const checksumOf: AuditWorld['checksumOf'] = async ({ purseId }) => {
    const row = await db
      .selectFrom('purses')
      .select('address_checksum')
      .where('id', '=', purseId)
      .executeTakeFirstOrThrow();
    return row.address_checksum ?? expect.fail('a purse without its address');
  };
  return {
    watcher,
    owner,
    audit: async options =>
      auditAsJson(await auditBooks({ db, registry, poolOf: () => pool, ...options }), registry),
    pay,
    checksumOf,
    fillBooks: async () => {
      const [bad, silent] = [await watcher.newOwner(), await watcher.newOwner()];
      declined.add(await checksumOf(bad));
      const silentAddress = await checksumOf(silent);
      waiting.add(silentAddress);
      const gone = await pay(owner, whole);
      await chain.mine(1);
      await watcher.caughtUp();
      expect(await watcher.credited(owner, eth)).toBe(whole);
      await chain.reorg({ depth: 1, drop: [gone] });
      await watcher.caughtUp();
      expect(await watcher.credited(owner, eth)).toBe(0n);
      await pay(owner, 2n * whole);
      await watcher.pay(owner.address, usdt, 5_000_000n);
      await watcher.pay(owner.address, usdt, 1n);
      await pay(bad, 3n * whole);
      await pay(silent, 4n * whole);
      await watcher.settle();
      await eventually('the dust is posted', () =>
        db
          .selectFrom('transactions')
          .select('id')
          .where('credited_to', '=', 'unattributed')
          .executeTakeFirst(),
      );
      return { waiting: silentAddress };
    },
    tamper: (...statements) =>
      db.transaction().execute(async trx => {
        await sql`set local session_replication_role = replica`.execute(trx);
        for (const statement of statements) await statement.execute(trx);
      }),
  };
}

/** The differences, by check. */
export function found({ checks }: Report) {
  return Object.fromEntries(
    checks.flatMap(({ check, differences }) =>
      differences.length === 0
        ? []
        : [[check, differences.map(({ where, expected, found: has }) => [where, expected, has])]],
    ),
  );
}

/** The totals of the watcher's network, by currency. */
export function totals({ chains }: Report) {
  return Object.fromEntries(chains[0]?.totals.map(each => [each.currency, each]) ?? []);
}
