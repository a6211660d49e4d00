import { defineSearchAttributeKey } from '@temporalio/common';
import {
  ActivityFailure,
  ApplicationFailure,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type { Activities } from '../activities/createActivities.ts';
import type { ErrorCode } from '../domain/errors.ts';
import type { ChainInput, ChainReport } from '../domain/messages.ts';
import { resumeChainSignal, statusQuery } from '../domain/messages.ts';

const { scanChain } = proxyActivities<Activities>({
  startToCloseTimeout: 2 * 60 * 60 * 1000,
  // A worker that dies is noticed, and the chain given to another, within this time.
  heartbeatTimeout: 12_000,
  retry: { initialInterval: 500, maximumInterval: 10_000 },
});

const resume = defineSignal(resumeChainSignal);
const status = defineQuery<ChainReport>(statusQuery);
const held = defineSearchAttributeKey('PurserHeld', 'BOOL');

/**
 * Keeps one chain scanned for ever. What no retry can mend (a fork deeper than finality, a node of another
 * chain, two nodes that contradict each other over a final block) stops this chain alone, until an operator signals `resume`; a deep fork is then followed.
 */
export async function watchChain({ network }: ChainInput): Promise<void> {
  let resumed = false;
  let stoppedBy: Stop | undefined;
  const toResume =
    'Go on with a chain that stands, after what stopped it was looked at; a deep fork is followed.';
  setHandler(
    resume,
    () => {
      resumed = true;
    },
    { description: toResume },
  );
  setHandler(
    status,
    () => (stoppedBy ? { network, state: 'stopped', ...stoppedBy } : { network, state: 'scanning' }),
    { description: 'Whether the chain is scanned, or what stopped it.' },
  );

  let acceptDeepReorg = false;
  for (;;) {
    setCurrentDetails(`Scanning ${network}. The pending activity's heartbeat has height and head.`);
    stoppedBy = await scanUntilStopped(network, acceptDeepReorg);
    if (!stoppedBy) break;
    setCurrentDetails(
      `**${network} is stopped** (\`${stoppedBy.code}\`): ${stoppedBy.message}. Send the signal \`${resumeChainSignal}\` to go on.`,
    );
    upsertSearchAttributes([{ key: held, value: true }]);
    resumed = false;
    await condition(() => resumed);
    upsertSearchAttributes([{ key: held, value: false }]);
    acceptDeepReorg = stoppedBy.code === 'reorg_too_deep';
    stoppedBy = undefined;
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
