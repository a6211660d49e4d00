import { measureFindings } from '../../db/findings/measureFindings.ts';
import { measureLanes } from '../../db/sending/measureLanes.ts';
import { countNeedingAPerson, measureSweeps } from '../../db/sweeping/measureSweeps.ts';
import type { Gauges } from './gauges.ts';
import { gaugesOf } from './gauges.ts';

/** Gauges of what is sent from keys of our own, and of the sweeps that it is sent for. */
export function laneGauges(): readonly Gauges[] {
  const lanes = gaugesOf({
    name: 'lanes',
    labels: ['network', 'sender'],
    gauges: {
      purser_lane_stopped: '1 for a lane from which nothing is sent until a person has decided.',
      purser_lane_unmined: 'Nonces of a lane that were given away and are in no block.',
      purser_lane_unmined_oldest_seconds: 'Seconds since the oldest of them was given away; 0 for none.',
    },
    read: async db =>
      (await measureLanes(db)).flatMap(({ network, sender, stopped, unmined, oldestSeconds }) => {
        const labels = { network, sender };
        return [
          ['purser_lane_stopped', stopped === null ? 0 : 1, labels],
          ['purser_lane_unmined', unmined, labels],
          ['purser_lane_unmined_oldest_seconds', oldestSeconds ?? 0, labels],
        ] as const;
      }),
  });
  const sweeps = gaugesOf({
    name: 'sweeps',
    labels: ['network'],
    gauges: {
      purser_sweeps_planned: 'Sweeps that are planned and have no nonce yet.',
      purser_sweeps_planned_oldest_seconds: 'Seconds since the oldest of them was planned; 0 for none.',
      purser_sweeps_under_way: 'Sweeps whose transaction is not final yet.',
      purser_sweep_no_destination: 'Accounts whose money waits as no destination is active.',
    },
    read: async db =>
      (await measureSweeps(db)).flatMap(({ network, planned, oldestPlannedSeconds, underWay, homeless }) => [
        ['purser_sweeps_planned', planned, { network }] as const,
        ['purser_sweeps_planned_oldest_seconds', oldestPlannedSeconds ?? 0, { network }] as const,
        ['purser_sweeps_under_way', underWay, { network }] as const,
        ['purser_sweep_no_destination', homeless, { network }] as const,
      ]),
  });
  const stuck = gaugesOf({
    name: 'stuck sweeps',
    labels: ['currency'],
    gauges: {
      purser_sweep_needs_a_person:
        'Purses whose coins of a currency were skipped so often that a person must ask for them by name.',
    },
    read: async db =>
      (await countNeedingAPerson(db)).map(
        ({ currency, purses }) => ['purser_sweep_needs_a_person', purses, { currency }] as const,
      ),
  });
  const findings = gaugesOf({
    name: 'findings',
    labels: ['network', 'kind'],
    gauges: {
      purser_findings_open:
        'What happened at purses without a transaction of ours, is final, and was explained by nobody.',
    },
    read: async db =>
      (await measureFindings(db)).map(
        ({ network, kind, open }) => ['purser_findings_open', open, { network, kind }] as const,
      ),
  });
  return [lanes, sweeps, stuck, findings];
}
