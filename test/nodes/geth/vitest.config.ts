import { defineConfig } from 'vitest/config';
import usual from '../../../vitest.config.ts';

/** The tests with go-ethereum, which takes minutes to compile: `npm run test:geth`. */
export default defineConfig({
  test: {
    ...usual.test,
    include: ['test/nodes/geth/**/*.test.ts'],
    exclude: [],
    globalSetup: ['test/nodes/geth/globalSetup.ts'],
    // Each file runs two nodes.
    maxWorkers: 2,
    testTimeout: 120_000,
  },
});
