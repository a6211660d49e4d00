import type { Reporter, TestModule } from 'vitest/node';

const shown = 10;

/** Prints at the end of a run the files that took longest, with the time of their hooks and tests. */
export class SlowestFiles implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    if (modules.length <= shown) return;
    const slowest = modules
      .map(module => ({ file: module.relativeModuleId, ms: module.diagnostic().duration }))
      .toSorted((a, b) => b.ms - a.ms)
      .slice(0, shown);
    const lines = slowest.map(({ file, ms }) => `${(ms / 1000).toFixed(1).padStart(7)} s  ${file}\n`);
    process.stdout.write(`\nThe slowest files:\n${lines.join('')}`);
  }
}
