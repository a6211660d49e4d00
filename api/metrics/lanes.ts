import { measureLanes } from '../../db/sending/measureLanes.ts';
import type { Gauges } from './gauges.ts';
import { gaugesOf } from './gauges.ts';

/** Gauges of what is sent from keys of our own. */
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
  return [lanes];
}
