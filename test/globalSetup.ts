import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { findTemporal } from '../testkit/servers/findTemporal.ts';
import { printedProgress } from '../testkit/servers/progress.ts';
import { timeSkippingServer } from '../testkit/servers/timeSkipping.ts';
import { ensureChromium } from '../testkit/browser/findChromium.ts';
import { sharePostgres } from './sharePostgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the test server with skipped time for workflow tests. */
    timeSkippingServer: string;
    /** The file of the workflow code, as workers run it. */
    workflowBundle: string;
    /** The folder for recorded histories of workflows; empty for none. */
    recordHistories: string;
    /** The folder for databases of a release; empty for none. */
    makeRelease: string;
  }
}

/**
 * Makes what all test files share: one PostgreSQL with a migrated template that each file clones, the
 * workflow code as workers run it, and Temporal's two test servers, found or built before a test needs them.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { folder, stop } = await sharePostgres(project);
  const workflowBundle = await bundleWorkflows(folder);
  project.provide('workflowBundle', workflowBundle);
  // Otherwise the workers of stacks in tests would each make the same one.
  process.env['PURSER_WORKFLOW_BUNDLE'] ??= workflowBundle;
  project.provide('makeRelease', process.env['PURSER_MAKE_RELEASE'] ?? '');
  project.provide('recordHistories', process.env['PURSER_RECORD_HISTORIES'] ?? '');
  const tools = {
    env: process.env,
    fallbackToolFolder: join(import.meta.dirname, '..', '.purser', 'tools'),
    progress: printedProgress(process.stderr),
  };
  project.provide('timeSkippingServer', await timeSkippingServer(tools));
  await findTemporal(tools);
  ensureChromium(line => process.stderr.write(line));
  return stop;
}

async function bundleWorkflows(folder: string): Promise<string> {
  const file = join(folder, 'workflows.js');
  const script = join(import.meta.dirname, '..', 'cli', 'bundleWorkflows.ts');
  await promisify(execFile)(process.execPath, [script, file]);
  return file;
}
