import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // With the variable a release's databases are made for the tests of later ones, and nothing is tested.
    include: process.env['PURSER_MAKE_RELEASE']
      ? ['test/firstRelease/makeReleases.ts']
      : ['test/**/*.test.ts'],
    globalSetup: ['test/globalSetup.ts'],
    // Real servers on two cores: slow is not wrong.
    testTimeout: 30_000,
    hookTimeout: 120_000,
    pool: 'forks',
  },
});
