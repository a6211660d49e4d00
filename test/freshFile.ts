import { afterAll, vi } from 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    /** What the test process used for the file, in ms. The processes that the file started are not in it. */
    cpuMs?: number;
  }
}

// Files share a process, and the packages that it loaded; our own modules, and what they hold, are each file's own.
vi.resetModules();

const before = process.cpuUsage();
// oxlint-disable-next-line no-empty-pattern -- Vitest reads the parameter's text, which must be a pattern.
afterAll(({}, { file }) => {
  const { user, system } = process.cpuUsage(before);
  file.meta.cpuMs = (user + system) / 1000;
});
