import {
  ActivityFailure,
  ApplicationFailure,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  patched,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/createActivities.ts';
import type { ErrorCode } from '../domain/errors.ts';
import { purseTaskQueue, statusQuery, usualHeartbeatMs } from '../domain/messages.ts';
import type { NamedBlock } from '../domain/scanning/fork.ts';
import type { ChainReport, ScanInput, WatchInput } from '../domain/scanning/messages.ts';
import { resumeChainSignal, scannerTaskQueue } from '../domain/scanning/messages.ts';
import { attention } from './attention.ts';

const scanning = {
  startToCloseTimeout: 2 * 60 * 60 * 1000,
  summary: 'Scan the chain; its heartbeat has height and head',
  // Retried at once, at any attempt: an attempt ends with its worker's death, and the scanner rests by
  // itself.
  retry: { initialInterval: 500, backoffCoefficient: 1, maximumInterval: 1_000 },
} as const;

/** A worker of another queue, such as a test's, scans by itself. */
function scanners(heartbeatTimeout: number): Pick<Activities, 'scanChain'> {
  const ownQueue = workflowInfo().taskQueue !== purseTaskQueue;
  // Within this time a dead worker is noticed, and the chain given to another.
  const options = { ...scanning, heartbeatTimeout };
  return proxyActivities<Activities>(ownQueue ? options : { ...options, taskQueue: scannerTaskQueue });
}

const resume = defineSignal<[newChain?: NamedBlock]>(resumeChainSignal);
const status = defineQuery<ChainReport>(statusQuery);

/**
 * Keeps one chain scanned for ever. What no retry can mend (a fork deeper than finality, a node of another
 * chain, two nodes that contradict each other over a final block) stops this chain alone, until an operator
 * signals `resume`. A deep fork is then followed if the signal names a block of the new chain; without one
 * the chain is looked at again. The workflow ends if the network was taken out of the registry.
 */
export async function watchChain(input: WatchInput): Promise<void> {
  const { network, heartbeatMs = usualHeartbeatMs } = input;
  let resumed = false;
  let named: NamedBlock | undefined;
  let stoppedBy: Stop | undefined;
  const toResume =
    'Resume a stopped chain after its cause was handled. A deep fork is followed if {"height": …, "hash": …} names a block of the new chain.';
  setHandler(
    resume,
    newChain => {
      resumed = true;
      named = newChain;
    },
    { description: toResume },
  );
  setHandler(
    status,
    () => (stoppedBy ? { network, state: 'stopped', ...stoppedBy } : { network, state: 'scanning' }),
    { description: 'Whether the chain is scanned, or what stopped it.' },
  );

  for (;;) {
    setCurrentDetails(`Scanning ${network}. The pending activity's heartbeat has height and head.`);
    stoppedBy = await scanUntilStopped({ network, ...(named && { newChain: named }) }, heartbeatMs);
    if (!stoppedBy) break;
    if (stoppedBy.code === 'network_not_found' && patched('2026-11-removed-network')) {
      // A worker that knows the network again starts this workflow again.
      setCurrentDetails(
        `Ended: ${stoppedBy.message}. If the network is listed again, scanning continues where it ended.`,
      );
      return;
    }
    setCurrentDetails(
      `**${network} is stopped** (\`${stoppedBy.code}\`): ${stoppedBy.message}. Send the signal \`${resumeChainSignal}\` to resume it.`,
    );
    upsertSearchAttributes([...attention(true)]);
    resumed = false;
    named = undefined;
    await condition(() => resumed);
    upsertSearchAttributes([...attention(false)]);
    stoppedBy = undefined;
  }
  await continueAsNew<typeof watchChain>(input);
}

/** What no retry can mend. */
const stopCodes = [
  'reorg_too_deep',
  'wrong_chain',
  'chain_disagreement',
  'wrong_native_source',
  'network_not_found',
] as const satisfies readonly ErrorCode[];

interface Stop {
  readonly code: ErrorCode;
  readonly message: string;
}

async function scanUntilStopped(input: ScanInput, heartbeatMs: number): Promise<Stop | undefined> {
  try {
    await scanners(heartbeatMs).scanChain(input);
    return undefined;
  } catch (error) {
    const cause = error instanceof ActivityFailure ? error.cause : undefined;
    const code = stopCodes.find(stop => cause instanceof ApplicationFailure && cause.type === stop);
    if (code === undefined || !cause) throw error;
    return { code, message: cause.message };
  }
}
