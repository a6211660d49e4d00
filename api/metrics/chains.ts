import { measureProofs } from '../../db/scanning/measureProofs.ts';
import { readScanners } from '../../db/scanning/readScanners.ts';
import type { Registry } from '../../domain/registry.ts';
import type { Gauges } from './gauges.ts';
import { gaugesOf } from './gauges.ts';

const neverBegun = {
  height: null,
  head: null,
  finalHeight: null,
  caughtUpMsAgo: null,
  headAgeMs: null,
  readToMsAgo: null,
  stopped: null,
  gap: null,
  passedPurses: 0,
} as const;

/** How far the scanners are, and the blocks that wait for a second node. */
export function chainGauges({ networks }: Registry): readonly Gauges[] {
  const scanners = gaugesOf({
    name: 'scanners',
    labels: ['network'],
    gauges: {
      purser_scanner_height: 'The last block that was scanned.',
      purser_scanner_head: 'The head of the chain that the node last reported.',
      purser_scanner_final_height: 'The last block that is final; -1 for none.',
      purser_scanner_lag_blocks: 'Blocks between the scanned height and the head.',
      purser_scanner_caught_up_seconds: "Seconds since the scanner was last at its node's head.",
      purser_scanner_head_age_seconds:
        'Seconds since the last scanned block was mined; absent for networks that may be quiet.',
      purser_scanner_read_to_seconds: 'Seconds since the moment up to which all of the chain was read.',
      purser_scanner_gap_blocks:
        'Blocks that could not be read in full and whose purses still have to be compared by balance.',
      purser_scanner_gap_purses_passed:
        'Purses whose balances could not be compared after such blocks: a person must compare them.',
      purser_scanner_stopped: {
        help: '1 while the scanner is stopped until an operator resumes it, with the error code that stopped it.',
        labels: ['network', 'code'],
      },
    },
    read: async db => {
      const states = await readScanners(db);
      return networks.flatMap(({ code: network, quietForMs }) => {
        const scanner = states.get(network) ?? neverBegun;
        const { height, head, finalHeight, stopped, gap } = scanner;
        // An unknown value has no sample, so an alert does not mistake it for 0.
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
          ['purser_scanner_caught_up_seconds', seconds(scanner.caughtUpMsAgo), { network }],
          // A chain that makes no block without a transaction may rest for any time.
          [
            'purser_scanner_head_age_seconds',
            quietForMs === null ? seconds(scanner.headAgeMs) : null,
            { network },
          ],
          ['purser_scanner_read_to_seconds', seconds(scanner.readToMsAgo), { network }],
          [
            'purser_scanner_gap_blocks',
            height === null ? null : gap ? gap.to - gap.from + 1 : 0,
            { network },
          ],
          ['purser_scanner_gap_purses_passed', height === null ? null : scanner.passedPurses, { network }],
        ];
      });
    },
  });
  const proofs = gaugesOf({
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

function seconds(ms: number | null): number | null {
  return ms === null ? null : Math.max(0, ms / 1000);
}
