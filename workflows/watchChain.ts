import { defineSearchAttributeKey } from '@temporalio/common';
import {
  ActivityFailure,
  ApplicationFailure,
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type { Activities } from '../activities/createActivities.ts';
import type { ErrorCode } from '../domain/errors.ts';
import type { ChainInput } from '../domain/messages.ts';
import { resumeChainSignal } from '../domain/messages.ts';

const { scanChain } = proxyActivities<Activities>({
  startToCloseTimeout: 2 * 60 * 60 * 1000,
  // A worker that dies is noticed, and the chain given to another, within this time.
  heartbeatTimeout: 12_000,
  retry: { initialInterval: 500, maximumInterval: 10_000 },
});

const resume = defineSignal(resumeChainSignal);
const held = defineSearchAttributeKey('PurserHeld', 'BOOL');

/**
 * Keeps one chain scanned for ever. What no retry can mend (a fork deeper than finality, a node of another
 * chain, two nodes that contradict each other over a final block) stops this chain alone, until an operator signals `resume`; a deep fork is then followed.
 */
export async function watchChain({ network }: ChainInput): Promise<void> {
  let resumed = false;
  setHandler(resume, () => {
    resumed = true;
  });

  let acceptDeepReorg = false;
  for (;;) {
    setCurrentDetails(`Scanning ${network}`);
    const stoppedBy = await scanUntilStopped(network, acceptDeepReorg);
    if (!stoppedBy) break;
    setCurrentDetails(
      `**${network} is stopped**: ${stoppedBy.message}. Send the signal \`${resumeChainSignal}\` to go on.`,
    );
    upsertSearchAttributes([{ key: held, value: true }]);
    resumed = false;
    await condition(() => resumed);
    upsertSearchAttributes([{ key: held, value: false }]);
    acceptDeepReorg = stoppedBy.code === 'reorg_too_deep';
  }
  await continueAsNew<typeof watchChain>({ network });
}

interface Stop {
  readonly code: ErrorCode;
  readonly message: string;
}

async function scanUntilStopped(
  network: ChainInput['network'],
  acceptDeepReorg: boolean,
): Promise<Stop | undefined> {
  try {
    await scanChain({ network, acceptDeepReorg });
    return undefined;
  } catch (error) {
    const cause = error instanceof ActivityFailure ? error.cause : undefined;
    if (
      cause instanceof ApplicationFailure &&
      (cause.type === 'reorg_too_deep' || cause.type === 'wrong_chain' || cause.type === 'chain_disagreement')
    ) {
      return { code: cause.type, message: cause.message };
    }
    throw error;
  }
}
