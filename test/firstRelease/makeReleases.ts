import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, inject, it } from 'vitest';
import { dumpRows } from './rows.ts';
import { startStory } from './story.ts';

const folder = inject('makeRelease');

// Run once, with the code of a release, as `PURSER_MAKE_RELEASE=<folder> npm test`: see vitest.config.ts.
describe.each(['topLevel', 'trace', 'logs7708'] as const)('by %s', nativeSource => {
  it(
    `a database is made with deposits in every state, seen by ${nativeSource}`,
    { timeout: 120_000 },
    async () => {
      const home = join(folder, nativeSource);
      await rm(home, { recursive: true, force: true });
      await mkdir(home, { recursive: true });
      const story = await startStory(nativeSource, join(home, 'chain.jsonl'));
      try {
        await story.deposits();
        await story.merchantSide();
        await story.underWay();
        await story.watcher.pause();
        // In the transaction that writes a signal, so that no relay has it yet.
        const rows = await story.watcher.db.transaction().execute(async trx => {
          await story.leaveSignals(trx);
          return dumpRows(trx);
        });
        await writeFile(join(home, 'rows.jsonl'), rows);
      } finally {
        await story.watcher.stop();
      }
    },
  );
});
