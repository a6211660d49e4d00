import { expect } from 'vitest';
import { auditBooks } from '../../cli/audit/auditBooks.ts';
import { auditAsJson } from '../../cli/audit/showAudit.ts';
import type { Owner } from '../db/fixtures.ts';
import type { NodeWatcher } from '../e2e/scanning/nodeWatcher.ts';
import { eventually } from '../e2e/testStack.ts';
import type { Payers, Way } from './ways.ts';
import { ways } from './ways.ts';

/** Pays a purse in each way, each in a block of its own. Returns the owners in the order of the ways. */
export async function payEveryWay(
  watcher: NodeWatcher,
  payers: Payers,
  chosen = ways,
): Promise<readonly Owner[]> {
  const owners: Owner[] = [];
  for (const way of chosen) {
    const owner = await watcher.newOwner();
    await way.pay(payers, owner.address);
    await payers.chain.mine(1);
    owners.push(owner);
  }
  return owners;
}

/** What a purse must have been found to get. A balance shows all that contracts paid as one sum. */
function expected({ moves }: Way, { network }: NodeWatcher): readonly (readonly [string, bigint])[] {
  if (network.nativeSource !== 'topLevel') return moves;
  const calls = moves.filter(([kind]) => kind === 'internal');
  const sum = calls.reduce((total, [, amount]) => total + amount, 0n);
  return [
    ...moves.filter(([kind]) => kind !== 'internal'),
    ...(sum > 0n ? [['internal', sum] as const] : []),
  ];
}

/** Each transfer is recorded and credited, and none twice; the books match the chain. */
export async function expectOnce(
  watcher: NodeWatcher,
  owners: readonly Owner[],
  chosen = ways,
): Promise<void> {
  for (const [at, way] of chosen.entries()) {
    const owner = owners[at];
    if (!owner) throw new Error(`nobody was paid by ${way.name}`);
    const moves = expected(way, watcher);
    const sum = moves.reduce((total, [, amount]) => total + amount, 0n);
    const currency = way.moves.some(([kind]) => kind === 'token') ? watcher.usdt : watcher.eth;
    await eventually(
      `what ${way.name} paid is credited`,
      async () => (await watcher.credited(owner, currency)) >= sum,
    );
    expect([way.name, await watcher.credited(owner, currency)]).toEqual([way.name, sum]);
    const rows = await watcher.db
      .selectFrom('transactions')
      .select(['kind', 'amount'])
      .where('purse_id', '=', owner.purseId)
      .where('block_hash', 'is not', null)
      .orderBy('amount')
      .execute();
    expect([way.name, rows.map(({ kind, amount }) => [kind, amount])]).toEqual([way.name, moves]);
  }
  expect(await audit(watcher)).toEqual({ verdict: 'clean', differences: [], failure: null });
}

/** The result of an audit of the watcher's books and chain. */
export async function audit({ db, registry, pool }: NodeWatcher) {
  const report = auditAsJson(await auditBooks({ db, registry, poolOf: () => pool }), registry);
  return {
    verdict: report.verdict,
    differences: report.checks.flatMap(({ check, differences }) =>
      differences.map(({ where, expected: due, found }) => [check, where, due, found]),
    ),
    failure: report.chains[0]?.failure ?? null,
  };
}
