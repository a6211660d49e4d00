import { readNonce } from '../../chain/readNonce.ts';
import { readLane } from '../../db/sending/readLane.ts';
import type { Resumed } from '../../db/sending/reconcileLane.ts';
import { resumeLane } from '../../db/sending/reconcileLane.ts';
import { stopLane } from '../../db/sending/stopLane.ts';
import { moreOf, readArgs, UsageError } from '../readArgs.ts';
import { laneIn, networkIn, openNode, withSigner } from './signerContext.ts';

const pauseUsage = `Stops sending from the operator's key on a network, until you resume it. What is on its way may still be mined.

  npm run sweep -- pause --network CODE --reason TEXT

  --network  a network of PURSER_SIGNER_SETTINGS
  --reason   why; it is shown
`;

const resumeUsage = `Goes on with sending from the operator's key on a network.

  npm run sweep -- resume --network CODE

  --network  a network of PURSER_SIGNER_SETTINGS

It refuses while a transaction of the key is unknown: docs/operating.md, "A lane is stopped".
`;

const network = { network: { type: 'string' } } as const;
const pauseOptions = { ...network, reason: { type: 'string' } } as const;

/** Returns what to print. */
export async function pause(args: readonly string[]): Promise<string> {
  const run = 'npm run sweep -- pause';
  const { values } = readArgs({ run, usage: pauseUsage, options: pauseOptions, args });
  const detail = values.reason?.trim() ?? '';
  if (detail === '') throw new UsageError(`--reason is required\n${moreOf(run)}`);
  return withSigner(async (settings, db) => {
    const id = laneIn(networkIn(settings, values.network));
    if (await stopLane(db, id, { code: 'paused', detail })) return 'Nothing more is signed.';
    const lane = await readLane(db, id);
    if (!lane) throw new Error('nothing was sent from this key on this network yet');
    return `It was stopped already: ${lane.stopped?.code ?? ''}.`;
  });
}

const refusals: Readonly<Record<Exclude<Resumed, 'resumed'>, string>> = {
  unmatched: 'a transaction of the key is unknown; npm run sweep -- reconcile says what it was',
  unseen: 'the chain has transactions of the key that the scanner has not seen yet',
};

/** Returns what to print. */
export async function resume(args: readonly string[]): Promise<string> {
  const { values } = readArgs({
    run: 'npm run sweep -- resume',
    usage: resumeUsage,
    options: network,
    args,
  });
  return withSigner(async (settings, db) => {
    const of = networkIn(settings, values.network);
    const id = laneIn(of);
    if (!(await readLane(db, id))) throw new Error('nothing was sent from this key on this network yet');
    const resumed = await resumeLane(db, id, await readNonce(await openNode(of), id.sender));
    if (resumed !== 'resumed') throw new Error(`the lane stays stopped: ${refusals[resumed]}`);
    return 'The lane is open.';
  });
}
