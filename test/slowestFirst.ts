import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';

/** Files that take minutes or nearly so: started last, one of them would leave the other cores idle. */
const slow: readonly RegExp[] = [/\/e2e\/scanning\/watchKilled\./, /\/browser\//, /\/e2e\//];

/** The order of the files: the known slow ones first. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- It is the sequencer's method, not an array's.
    const byThemselves = await super.sort(files);
    return byThemselves.toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = slow.findIndex(pattern => pattern.test(moduleId));
  return rank === -1 ? slow.length : rank;
}
