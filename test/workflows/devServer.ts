import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { inject } from 'vitest';
import { searchAttributes } from '../../domain/searchAttributes.ts';
import { findTemporal } from '../../testkit/servers/findTemporal.ts';
import { silentProgress as progress } from '../../testkit/servers/progress.ts';
import { startTemporal } from '../../testkit/servers/temporal.ts';
import { installQuietRuntime } from './quietRuntime.ts';
import type { WorkflowServer } from './runPurse.ts';
import { recordThrough, recordsRuns } from './runPurse.ts';

/**
 * The server that operators have, instead of the time-skipping one; `dynamicConfig` as in `startTemporal`.
 */
export async function startDevServer(
  dynamicConfig: readonly string[] = [],
): Promise<WorkflowServer & { readonly stop: () => Promise<void> }> {
  installQuietRuntime();
  const folder = await mkdtemp(join(tmpdir(), 'purser-temporal-'));
  const fallbackToolFolder = fileURLToPath(new URL('../../.purser/tools', import.meta.url));
  const server = await startTemporal({
    binary: await findTemporal({ env: process.env, fallbackToolFolder, progress }),
    dbFile: join(folder, 'temporal.sqlite'),
    port: 0,
    uiPort: 0,
    searchAttributes,
    dynamicConfig,
    progress,
  });
  const environment = await TestWorkflowEnvironment.createFromExistingServer({
    address: server.address,
    client: { interceptors: { workflow: [recordsRuns] } },
  });
  recordThrough(environment.client);
  return {
    environment,
    workflowBundle: { codePath: inject('workflowBundle') },
    stop: async () => {
      await environment.teardown();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
