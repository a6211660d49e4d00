import type { Reporter, TestModule } from 'vitest/node';

const shown = 10;

/** Prints at the end of a run the files that took longest, with the time of their hooks and tests, and what they used of a core. */
export class SlowestFiles implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    if (modules.length <= shown) return;
    const slowest = modules
      .map(module => ({
        file: module.relativeModuleId,
        ms: module.diagnostic().duration,
        cpuMs: module.meta().cpuMs ?? 0,
      }))
      .toSorted((a, b) => b.ms - a.ms)
      .slice(0, shown);
    const seconds = (ms: number): string => (ms / 1000).toFixed(1).padStart(7);
    const lines = slowest.map(({ file, ms, cpuMs }) => `${seconds(ms)} s ${seconds(cpuMs)} s  ${file}\n`);
    process.stdout.write(`\nThe slowest files (time, CPU of the test process):\n${lines.join('')}`);
  }
}
