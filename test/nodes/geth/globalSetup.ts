import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findGeth } from '../../../testkit/servers/findGeth.ts';
import { printedProgress } from '../../../testkit/servers/progress.ts';
import { sharePostgres } from '../../sharePostgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The program geth. */
    geth: string;
  }
}

/** Finds or compiles go-ethereum before a test needs it. Throws `StartError` if that is not possible. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const geth = await findGeth({
    env: process.env,
    fallbackToolFolder: join(import.meta.dirname, '../../../.purser/tools'),
    progress: printedProgress(process.stderr),
  });
  project.provide('geth', geth);
  return (await sharePostgres(project)).stop;
}
