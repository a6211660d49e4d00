import { DefaultLogger, Runtime } from '@temporalio/worker';

const installed = Symbol.for('purser.test.quietRuntime');

/** Temporal's runtime of this process, which logs errors alone. A process has one, and several test files. */
export function installQuietRuntime(): void {
  if (Reflect.has(globalThis, installed)) return;
  Reflect.set(globalThis, installed, true);
  Runtime.install({ logger: new DefaultLogger('ERROR') });
}
