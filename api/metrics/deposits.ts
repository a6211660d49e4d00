import { countHeldDeposits } from '../../db/deposits/countHeldDeposits.ts';
import { declineKinds, measureDeclines } from '../../db/deposits/measureDeclines.ts';
import type { DepositWait } from '../../db/deposits/measureDeposits.ts';
import { measureDeposits } from '../../db/deposits/measureDeposits.ts';
import { countPurses } from '../../db/purses/countPurses.ts';
import type { TransactionStatus } from '../../domain/deposits/states.ts';
import { purseStates } from '../../domain/deposits/states.ts';
import type { Registry } from '../../domain/registry.ts';
import type { Gauges } from './gauges.ts';
import { gaugesOf } from './gauges.ts';

/** What an unfinished deposit can wait for. Each has a sample, 0 if there is none. */
const waits: readonly (readonly [TransactionStatus, readonly DepositWait[]])[] = [
  ['MEM_POOL_FOUND', ['block']],
  ['PENDING_COMPLIANCE_CHECK', ['verdict', 'finality', 'posting', 'dust']],
  ['DECLINED', ['finality', 'posting', 'dust']],
];

/** Purses by state, unfinished deposits by what they wait for, recently declined deposits, and held ones. */
export function depositGauges({ networks, currencies }: Registry): readonly Gauges[] {
  const unfinished = gaugesOf({
    name: 'deposits',
    labels: ['network', 'status', 'wait'],
    gauges: {
      purser_deposits_pending: 'Unfinished deposits, by status and by what they wait for.',
      purser_deposits_oldest_seconds: 'Seconds since the oldest of them was first seen; 0 for none.',
    },
    read: async db => {
      const measured = await measureDeposits(db);
      return networks.flatMap(({ code: network, chainId }) =>
        waits.flatMap(([status, kinds]) =>
          kinds.flatMap(wait => {
            const found = measured.find(
              one => one.chainId === chainId && one.status === status && one.wait === wait,
            );
            const labels = { network, status, wait };
            return [
              ['purser_deposits_pending', found?.count ?? 0, labels],
              ['purser_deposits_oldest_seconds', found?.oldestSeconds ?? 0, labels],
            ] as const;
          }),
        ),
      );
    },
  });
  const declines = gaugesOf({
    name: 'declines',
    labels: ['network', 'took'],
    gauges: {
      purser_declines_last_hour:
        'Deposits declined in the past hour, by what was declined with them: their purse, nothing, or nothing because they are below the minimum.',
    },
    read: async db => {
      const measured = await measureDeclines(db);
      return networks.flatMap(({ code: network, chainId }) =>
        declineKinds.map(took => {
          const found = measured.find(one => one.chainId === chainId && one.took === took);
          return ['purser_declines_last_hour', found?.count ?? 0, { network, took }] as const;
        }),
      );
    },
  });
  const held = gaugesOf({
    name: 'held',
    slow: true,
    labels: ['currency'],
    gauges: { purser_deposits_held: 'Deposits that are held after a decline.' },
    read: async db => {
      const counts = new Map((await countHeldDeposits(db)).map(({ currency, count }) => [currency, count]));
      return currencies.map(({ code }) => [
        'purser_deposits_held',
        counts.get(code) ?? 0,
        { currency: code },
      ]);
    },
  });
  const purses = gaugesOf({
    name: 'purses',
    slow: true,
    labels: ['state'],
    gauges: { purser_purses: 'Purses by state; an estimate if there are more than about 100,000.' },
    read: async db => {
      const counts = new Map((await countPurses(db)).map(({ state, count }) => [state, count]));
      return purseStates.map(state => ['purser_purses', counts.get(state) ?? 0, { state }]);
    },
  });
  return [unfinished, declines, held, purses];
}
