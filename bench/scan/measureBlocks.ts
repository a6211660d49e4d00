import type { RecordedBlock } from '../fixture/shape.ts';
import type { RecordedNode } from '../processes/startNode.ts';
import { countMethods } from '../processes/startNode.ts';
import type { Floor, FloorTimes } from './floor.ts';
import type { Scanner } from './startScanner.ts';

/** How many blocks come before those that count: compiled code, connections and caches are then what they will be. */
const warmUp = 20;

export interface Measured {
  /** By database, then by block, without those to warm up. */
  readonly scanMs: readonly (readonly number[])[];
  readonly floors: readonly (readonly FloorTimes[])[];
  /** How many calls of each method the last block took. */
  readonly calls: Readonly<Record<string, number>>;
  readonly rssPeakMb: number;
}

/**
 * Lets the chain grow block by block, and each database's scanner take the block, then its floor. They go in turn
 * block by block, and each is first as often as the others: whatever disturbs the machine disturbs all alike.
 */
export async function measureBlocks(
  blocks: readonly RecordedBlock[],
  { node, scanner, floors }: { node: RecordedNode; scanner: Scanner; floors: readonly Floor[] },
): Promise<Measured> {
  const scanMs = floors.map((): number[] => []);
  const floorTimes = floors.map((): FloorTimes[] => []);
  let calls: Readonly<Record<string, number>> = {};
  let rssPeakMb = 0;
  for (const [nth, block] of blocks.entries()) {
    const turns = floors.map((_, turn) => (turn + nth) % floors.length);
    for (const database of turns) {
      await node.setHead(block.number);
      const walked = await scanner.walk(database, block.number);
      // Once the block is committed the scanner looks for pending transactions: that is not of the block.
      const made = (await node.setHead(block.number)).filter(({ at }) => at < walked.committedAt);
      const floor = await floors[database]?.measure(block, made);
      rssPeakMb = walked.rssPeakMb;
      calls = countMethods(made);
      if (nth < warmUp || !floor) continue;
      scanMs[database]?.push(walked.ms);
      floorTimes[database]?.push(floor);
    }
  }
  return { scanMs, floors: floorTimes, calls, rssPeakMb };
}
