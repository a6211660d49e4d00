import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import type { TestProject } from 'vitest/node';
import { connect } from '../db/connect.ts';
import { migrate } from '../db/migrate.ts';
import { findTemporal } from '../testkit/servers/findTemporal.ts';
import { startPostgres } from '../testkit/servers/postgres.ts';
import { printedProgress, silentProgress } from '../testkit/servers/progress.ts';
import { timeSkippingServer } from '../testkit/servers/timeSkipping.ts';
import { ensureChromium } from '../testkit/browser/findChromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of this run, and its migrated database that nobody connects to. */
    postgres: { readonly url: string; readonly template: string };
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

const template = 'purser_template';

/**
 * Makes what all test files share: one PostgreSQL with a migrated template that each file clones, the
 * workflow code as workers run it, and Temporal's two test servers, found or built before a test needs them.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'purser-test-'));
  // Postgres may run as another user than we do.
  await chmod(folder, 0o755);
  const dataDir = join(folder, 'postgres');
  const postgres = await startPostgres({ dataDir, port: 0, durable: false, progress: silentProgress });
  // Without a terminal a signal ends the process at once, and the server would continue for ever.
  const interrupted = (signal: NodeJS.Signals) => {
    void postgres.stop().finally(() => process.kill(process.pid, signal));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, interrupted);
  await makeTemplate(postgres.url);
  const workflowBundle = await bundleWorkflows(folder);
  project.provide('workflowBundle', workflowBundle);
  // Otherwise the workers of stacks in tests would each make the same one.
  process.env['PURSER_WORKFLOW_BUNDLE'] ??= workflowBundle;
  project.provide('makeRelease', process.env['PURSER_MAKE_RELEASE'] ?? '');
  project.provide('recordHistories', process.env['PURSER_RECORD_HISTORIES'] ?? '');
  project.provide('postgres', { url: postgres.url, template });
  const tools = {
    env: process.env,
    fallbackToolFolder: join(import.meta.dirname, '..', '.purser', 'tools'),
    progress: printedProgress(process.stderr),
  };
  project.provide('timeSkippingServer', await timeSkippingServer(tools));
  await findTemporal(tools);
  ensureChromium(line => process.stderr.write(line));
  return async () => {
    const left = await databasesLeft(postgres.url);
    await postgres.stop();
    if (left.length === 0) await rm(folder, { recursive: true, force: true });
    else process.stderr.write(`Databases of failed tests are left in ${dataDir}: ${left.join(', ')}\n`);
  };
}

async function bundleWorkflows(folder: string): Promise<string> {
  const file = join(folder, 'workflows.js');
  const script = join(import.meta.dirname, '..', 'cli', 'bundleWorkflows.ts');
  await promisify(execFile)(process.execPath, [script, file]);
  return file;
}

async function makeTemplate(url: string): Promise<void> {
  const server = connect(url, { max: 1 });
  await sql`create database ${sql.id(template)}`.execute(server);
  await server.destroy();
  // Nobody may be connected to a template while it is cloned.
  const database = connect(databaseUrl(url, template), { max: 1 });
  await migrate(database);
  await database.destroy();
}

async function databasesLeft(url: string): Promise<readonly string[]> {
  const server = connect(url, { max: 1 });
  const { rows } = await sql<{ name: string }>`
    select datname as name from pg_database where datname like 'test\\_%' order by 1`.execute(server);
  await server.destroy();
  return rows.map(row => row.name);
}

function databaseUrl(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
