import type { RecordedBlock } from '../fixture/shape.ts';
import type { RecordedNode } from '../processes/startNode.ts';
import { countMethods } from '../processes/startNode.ts';
import type { Floor, FloorTimes } from './floor.ts';
import type { Scanner } from './startScanner.ts';

/**
 * How many blocks are read before those that count. By then code is compiled, connections are made and caches
 * are filled.
 */
const warmUp = 20;

export interface Measured {
  /** By database, then by block, without the warm-up blocks. */
  readonly scanMs: readonly (readonly number[])[];
  readonly floors: readonly (readonly FloorTimes[])[];
  /** How many calls of each method the last block needed. */
  readonly calls: Readonly<Record<string, number>>;
  readonly rssPeakMb: number;
}

/**
 * Lets the chain grow block by block. For each database the scanner reads the block, and then its floor does.
 * The databases take turns block by block, and each is first equally often: a disturbance of the machine then
 * affects all alike.
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
      // After the commit the scanner reads pending transactions. These calls do not belong to the block.
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
