import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/globalSetup.ts'],
    // Real servers on two cores: slow is not wrong.
    testTimeout: 30_000,
    hookTimeout: 120_000,
    pool: 'forks',
  },
});
