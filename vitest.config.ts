import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import { SlowestFiles } from './test/slowestFiles.ts';
import { SlowestFirst } from './test/slowestFirst.ts';

export default defineConfig({
  test: {
    // With the variable a release's databases are made for the tests of later ones, and nothing is tested.
    include: process.env['PURSER_MAKE_RELEASE']
      ? ['test/firstRelease/makeReleases.ts']
      : ['test/**/*.test.ts'],
    // go-ethereum takes minutes to compile: `npm run test:geth`.
    exclude: [...configDefaults.exclude, 'test/nodes/geth/**'],
    globalSetup: ['test/globalSetup.ts'],
    setupFiles: ['test/freshFile.ts'],
    // Real servers on two cores: slow is not wrong.
    testTimeout: 30_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 15_000 } },
    pool: 'forks',
    // Packages are loaded once for all files of a process; `test/freshFile.ts` has each file load our own code anew.
    isolate: false,
    // A file keeps several processes busy: stacks, browsers, databases. With one file more, the cores were full, and files took three
    // times as long as by themselves.
    maxWorkers: availableParallelism(),
    sequence: { sequencer: SlowestFirst },
    // Before the usual one, whose summary is the last line.
    reporters: [new SlowestFiles(), 'default'],
  },
});
