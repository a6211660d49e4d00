import { measureProofs } from '../../db/measureProofs.ts';
import { readScanners } from '../../db/readScanners.ts';
import type { Registry } from '../../domain/registry.ts';
import type { Reading } from './reading.ts';
import { reading } from './reading.ts';

const neverBegun = { height: null, head: null, finalHeight: null, caughtUpAt: null, stopped: null } as const;

/** Where the scanners stand, and the blocks that wait for a second node. */
export function chainReadings({ networks }: Registry): readonly Reading[] {
  const scanners = reading({
    name: 'scanners',
    labels: ['network'],
    gauges: {
      purser_scanner_height: 'The last block that was scanned.',
      purser_scanner_head: 'The head of the chain as the node last told it.',
      purser_scanner_final_height: 'The last block that is final; -1 for none.',
      purser_scanner_lag_blocks: 'Blocks between the scanned height and the head.',
      purser_scanner_caught_up_seconds: "Seconds since the scanner last stood at its node's head.",
      purser_scanner_stopped: {
        help: '1 while the scanner stands until an operator resumes it, with the error code that stopped it.',
        labels: ['network', 'code'],
      },
    },
    read: async db => {
      const states = await readScanners(db);
      return networks.flatMap(({ code: network }) => {
        const { height, head, finalHeight, caughtUpAt, stopped } = states.get(network) ?? neverBegun;
        // What is not known yet has no sample, which an alert can tell from 0.
        return [
          ['purser_scanner_stopped', stopped ? 1 : 0, { network, code: stopped?.code ?? '' }],
          ['purser_scanner_final_height', finalHeight, { network }],
          ['purser_scanner_height', height, { network }],
          ['purser_scanner_head', head, { network }],
          [
            'purser_scanner_lag_blocks',
            height === null || head === null ? null : Math.max(0, head - height),
            { network },
          ],
          ['purser_scanner_caught_up_seconds', caughtUpAt && secondsSince(caughtUpAt), { network }],
        ];
      });
    },
  });
  const proofs = reading({
    name: 'proofs',
    labels: ['network'],
    gauges: {
      purser_blocks_unproven: 'Final blocks with money in them that a second node has not confirmed yet.',
      purser_blocks_unproven_oldest_seconds: 'Seconds since the oldest of them was mined.',
    },
    read: async db => {
      const measured = await measureProofs(db);
      return networks.flatMap(({ code: network }) => {
        const found = measured.find(proof => proof.network === network);
        return [
          ['purser_blocks_unproven', found?.blocks ?? 0, { network }],
          ['purser_blocks_unproven_oldest_seconds', found?.oldestSeconds ?? 0, { network }],
        ];
      });
    },
  });
  return [scanners, proofs];
}

function secondsSince(at: Date): number {
  return Math.max(0, (Date.now() - at.getTime()) / 1000);
}
