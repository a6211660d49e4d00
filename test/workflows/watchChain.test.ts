import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/activity';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Activities } from '../../activities/createActivities.ts';
import type { BlockHash } from '../../domain/address.ts';
import type { NamedBlock } from '../../domain/scanning/fork.ts';
import type { ChainReport } from '../../domain/scanning/messages.ts';
import type { WorkflowServer } from './runPurse.ts';
import { startWorkflowServer, until } from './runPurse.ts';

let server: WorkflowServer;
beforeAll(async () => {
  server = await startWorkflowServer();
}, 120_000);
afterAll(() => server.environment.teardown());

type ScanChain = Activities['scanChain'];
/** The input of each scan; `shifts` are the outcomes, and after the last it scans on. */
async function watch(network: string, shifts: readonly ScanChain[], story: (chain: Chain) => Promise<void>) {
  const { client, nativeConnection: connection } = server.environment;
  const taskQueue = randomUUID();
  const inputs: Parameters<ScanChain>[0][] = [];
  const ended = Promise.withResolvers<number>();
  const activities: Pick<Activities, 'scanChain'> = {
    scanChain: input => {
      inputs.push(input);
      return shifts[inputs.length - 1]?.(input) ?? ended.promise;
    },
  };
  const { workflowBundle } = server;
  const worker = await Worker.create({ connection, taskQueue, workflowBundle, activities });
  await worker.runUntil(async () => {
    const args = [{ network }];
    const handle = await client.workflow.start('watchChain', {
      workflowId: `chain/${network}`,
      taskQueue,
      args,
    });
    const running = client.workflow.getHandle(`chain/${network}`);
    await story({
      inputs,
      report: () => running.query<ChainReport>('status'),
      resume: newChain => running.signal('resume', ...(newChain ? [newChain] : [])),
      result: () => handle.result(),
    });
    // It never ends by itself, and neither does the last shift otherwise.
    await running.terminate().catch(() => undefined);
    ended.resolve(0);
  });
}
interface Chain {
  readonly inputs: readonly Parameters<ScanChain>[0][];
  readonly report: () => Promise<ChainReport>;
  readonly resume: (newChain?: NamedBlock) => Promise<void>;
  readonly result: () => Promise<unknown>;
}
const named: NamedBlock = { height: 7, hash: `0x${'5'.repeat(64)}` as BlockHash };
const shift = () => Promise.resolve(0);
const stop = (code: string) => () => Promise.reject(ApplicationFailure.nonRetryable(`${code} it is`, code));

it('a chain is scanned shift after shift, each in a run of its own', async () => {
  await watch('SHIFTS', [shift, shift, shift], async ({ inputs, report }) => {
    await until(() => Promise.resolve(inputs.length === 4));
    expect(await report()).toEqual({ network: 'SHIFTS', state: 'scanning' });
    expect(inputs).toEqual(Array.from({ length: 4 }, () => ({ network: 'SHIFTS' })));
  });
});

it.each(['reorg_too_deep', 'wrong_chain', 'chain_disagreement', 'wrong_native_source'])(
  'a chain that is stopped by %s stays stopped until it is resumed, and then is scanned shift after shift',
  async code => {
    const network = code.toUpperCase();
    await watch(network, [shift, stop(code), stop(code), shift], async ({ inputs, report, resume }) => {
      for (const times of [2, 3]) {
        await until(() => Promise.resolve(inputs.length === times));
        await until(async () => (await report()).state === 'stopped');
        expect(await report()).toMatchObject({ code, message: `${code} it is` });
        await (times === 2 ? resume(named) : resume());
      }
      await until(() => Promise.resolve(inputs.length === 5));
      // Named by one signal for one try; later tries begin without any permission.
      const none = undefined;
      expect(inputs.map(({ newChain }) => newChain)).toEqual([none, none, named, none, none]);
    });
  },
);

it('a watcher whose network left the registry ends by itself, and continues when the network returns', async () => {
  const removed = stop('network_not_found');
  await watch('REMOVED', [shift, removed], async ({ inputs, report, result }) => {
    await expect(result()).resolves.toBeUndefined();
    expect(inputs).toHaveLength(2);
    expect(await report()).toMatchObject({ state: 'stopped', code: 'network_not_found' });
  });
  // As a starting worker does that knows the network.
  await watch('REMOVED', [shift], async ({ inputs, report }) => {
    await until(() => Promise.resolve(inputs.length === 2));
    expect(await report()).toEqual({ network: 'REMOVED', state: 'scanning' });
  });
});

it('a chain that fails for an unknown reason ends its run visibly', async () => {
  await watch('BROKEN', [stop('internal')], async ({ result }) => {
    await expect(result()).rejects.toThrow('Workflow execution failed');
  });
});
