import { setTimeout as sleep } from 'node:timers/promises';
import type { NetworkCode } from '../../domain/registry.ts';
import { chainWorkflowId } from '../../domain/scanning/messages.ts';
import type { World } from '../../simulate/world/startWorld.ts';

/** What docs/operating.md promises when a process dies: its chains have another owner within this time, in ms. */
export const takenOverWithinMs = 12_000;
/** How long is waited to say how late it was. */
const patienceMs = 60_000;
const lookEveryMs = 20;

type Scanned = Pick<World, 'db' | 'stack' | 'temporal'>;

/** The networks whose scanner runs in this process. */
export async function chainsOf({ stack, temporal }: Scanned, pid: number): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { code } of stack.networks) {
    const id = chainWorkflowId(code as NetworkCode);
    const { raw } = await temporal.workflow.getHandle(id).describe();
    // The SDK's worker calls itself `{pid}@{host}`.
    const owner = raw.pendingActivities?.[0]?.lastWorkerIdentity ?? '';
    if (owner.startsWith(`${String(pid)}@`)) found.push(code);
  }
  return found;
}

/** How often each chain was claimed. */
export async function epochsOf({ db }: Pick<World, 'db'>): Promise<ReadonlyMap<string, number>> {
  const rows = await db.selectFrom('chain_cursors').select(['network', 'epoch']).execute();
  return new Map(rows.map(({ network, epoch }) => [network, epoch]));
}

/** Waits until all of these chains were claimed again, and returns since when, in ms after `since`. */
export async function takenOver(
  world: Pick<World, 'db'>,
  chains: readonly string[],
  before: ReadonlyMap<string, number>,
  since: number,
): Promise<number> {
  for (;;) {
    const now = await epochsOf(world);
    const waited = performance.now() - since;
    if (chains.every(code => (now.get(code) ?? 0) > (before.get(code) ?? 0))) return waited;
    if (waited > patienceMs)
      throw new Error(`${chains.join(', ')} had no scanner for ${String(patienceMs)} ms`);
    await sleep(lookEveryMs);
  }
}
