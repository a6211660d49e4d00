import type { SweepStory } from '../sweeps/stories.ts';
import type { Change } from './mutants.ts';

/** A mechanism of sweeps taken out, in one place or in all that stand behind each other, and the story that must notice. */
export interface SweepMutant {
  readonly name: string;
  readonly changes: readonly Change[];
  readonly story: SweepStory;
}

export const sweepMutants: readonly SweepMutant[] = [
  {
    name: 'the bytes of a sweep are on disk before a node has them',
    story: 'disk',
    changes: [
      {
        file: 'activities/sending/sendTogether.ts',
        find: 'const taken =\n',
        replace: 'await giveAll(deps.rpc, signed);\n    const taken =\n',
      },
    ],
  },
  {
    name: 'a sweep moves no more than was credited',
    story: 'held',
    changes: [
      {
        file: 'db/sweeping/claimItems.ts',
        find: 'const amount = kept.reduce((sum, id) => sum + (amounts.get(id) ?? 0n), 0n) - group.moved;',
        replace:
          'const amount = kept.reduce((sum, id) => sum + (amounts.get(id) ?? 0n), 0n) - group.moved + (floorOf.get(key(group.purseId, group.currency)) ?? 0n);',
      },
      {
        file: 'db/sweeping/claimItems.ts',
        find: '    floor: baseUnits(floor),',
        replace: '    floor: baseUnits(floor * 0n),',
      },
    ],
  },
  {
    name: 'the floor of an item is what is held beside it',
    story: 'lost',
    changes: [
      {
        file: 'db/sweeping/claimItems.ts',
        find: '    floor: baseUnits(floor),',
        replace: '    floor: baseUnits(floor * 0n),',
      },
    ],
  },
  {
    name: 'the signer leaves out what is not due any more',
    story: 'leftOut',
    changes: [
      {
        file: 'activities/sweeping/judgeItems.ts',
        find: 'if (!isDue) return',
        replace: 'if (!isDue && plan.length === 0) return',
      },
      {
        file: 'db/sweeping/saveSigned.ts',
        find: 'if (rows[0]?.due !== true) return false;',
        replace: 'if (rows.length === 0) return false;',
      },
    ],
  },
  {
    name: 'what is swept is not planned again',
    story: 'again',
    changes: [
      {
        file: 'db/sweeping/sweepable.ts',
        find: 'and t.chain_id = ${chain_id} and t.swept_in is null',
        replace: 'and t.chain_id = ${chain_id}',
      },
      {
        file: 'db/sweeping/claimItems.ts',
        find: 'where id = any (${ids}) and swept_in is null and',
        replace: 'where id = any (${ids}) and',
      },
    ],
  },
  {
    name: 'a deposit is claimed by one sweep, whoever plans',
    story: 'planners',
    changes: [
      {
        file: 'db/sweeping/planSweeps.ts',
        find: 'select pg_advisory_xact_lock(hashtextextended(',
        replace: 'select abs(0 * hashtextextended(',
      },
      {
        file: 'db/sweeping/claimItems.ts',
        find: '    for no key update skip locked\n',
        replace: '',
      },
      {
        file: 'db/migrations/0025_sweeps.ts',
        find: 'create unique index sweep_item_deposits_key',
        replace: 'create index sweep_item_deposits_key',
      },
    ],
  },
  {
    name: 'the items of a sweep are saved with its nonce',
    story: 'again',
    changes: [
      {
        file: 'activities/sweeping/sendSweep.ts',
        find: 'saveSigned(trx, signed),',
        replace: 'Promise.resolve(trx !== db && saveSigned !== undefined),',
      },
    ],
  },
  {
    name: 'an item that the sweeper skipped is not booked',
    story: 'lost',
    changes: [
      {
        file: 'db/sweeping/settleSweep.ts',
        find: 'const skipped = new Map((send?.skipped ?? []).map(',
        replace: 'const skipped = new Map((send?.skipped ?? []).slice(0, 0).map(',
      },
    ],
  },
  {
    name: 'a sweep is withdrawn once its deposit is reversed',
    story: 'withdrawn',
    changes: [
      {
        file: 'db/sweeping/settleSweep.ts',
        find: "if (!(await isDue(trx, id))) await withdrawIntent(trx, { kind: 'sweep', id });",
        replace:
          "if (!(await isDue(trx, id)) && send.skipped.length < 0) await withdrawIntent(trx, { kind: 'sweep', id });",
      },
    ],
  },
];
