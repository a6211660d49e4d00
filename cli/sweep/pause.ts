import { userInfo } from 'node:os';
import { readNonce } from '../../chain/readNonce.ts';
import { openFindings } from '../../db/findings/openFindings.ts';
import type { Resolution } from '../../db/findings/resolveFinding.ts';
import { resolveFinding } from '../../db/findings/resolveFinding.ts';
import { readLane } from '../../db/sending/readLane.ts';
import type { Resumed } from '../../db/sending/reconcileLane.ts';
import { resumeLane } from '../../db/sending/reconcileLane.ts';
import { stopLane } from '../../db/sending/stopLane.ts';
import { parseId } from '../../domain/ids.ts';
import { pausedBy } from '../../domain/sweeping/finding.ts';
import { moreOf, readArgs, UsageError } from '../readArgs.ts';
import { laneIn, networkIn, openNode, withSigner } from './signerContext.ts';

const pauseUsage = `Stops sending from the operator's key on a network, until you resume it. What is on its way may still be mined.

  npm run sweep -- pause --network CODE --reason TEXT

  --network  a network of PURSER_SIGNER_SETTINGS
  --reason   why; it is shown
`;

const resumeUsage = `Goes on with sending from the operator's key on a network, or from one purse that sends by itself.

  npm run sweep -- resume --network CODE [--finding ID --explanation TEXT] [--left UNITS] [--to ID] [--purse 0x…]

  --network      a network of PURSER_SIGNER_SETTINGS
  --finding      a finding, fnd_…, that paused it: it is resolved first
  --explanation  what it was; it is saved with your name on this machine
  --left         how much of what was found left for good, in base units: those that the token counts in. Usually all of it;
                 0 if nothing did
  --to           the destination that got it, dst_…, if it is one of yours: then it is booked as swept
  --purse        the purse whose lane is stopped; absent: the operator's key

It refuses while a transaction of the key is unknown: docs/operating.md, "A lane is stopped". It refuses while another finding
is open: docs/operating.md, "Coins left a purse without us".
`;

const network = { network: { type: 'string' } } as const;
const pauseOptions = { ...network, reason: { type: 'string' } } as const;
const resumeOptions = {
  ...network,
  finding: { type: 'string' },
  explanation: { type: 'string' },
  left: { type: 'string' },
  to: { type: 'string' },
  purse: { type: 'string' },
} as const;

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

const refusals: Readonly<Record<Exclude<Resumed, 'resumed' | 'unexplained'>, string>> = {
  unmatched: 'a transaction of the key is unknown; npm run sweep -- reconcile says what it was',
  unseen: 'the chain has transactions of the key that the scanner has not seen yet',
};

const resumeRun = 'npm run sweep -- resume';

/** Returns what to print. */
export async function resume(args: readonly string[]): Promise<string> {
  const { values } = readArgs({ run: resumeRun, usage: resumeUsage, options: resumeOptions, args });
  const explanation = values.explanation?.trim() ?? '';
  if ((values.finding === undefined) !== (explanation === '')) {
    throw new UsageError(`--finding and --explanation are given together\n${moreOf(resumeRun)}`);
  }
  const said = whatLeft(values);
  return withSigner(async (settings, db) => {
    const of = networkIn(settings, values.network);
    const id = laneIn(of, values.purse);
    if (values.finding !== undefined) {
      const findingId = parseId('fnd', values.finding);
      const by = userInfo().username;
      const kind =
        findingId &&
        (await resolveFinding(db, settings.account, of.code, findingId, { explanation, by, ...said }));
      if (!kind) throw new Error(`no finding ${values.finding} is open on ${of.code}`);
      if (pausedBy[kind] === 'purse') return 'The finding is resolved. The purse is swept again.';
    }
    const left = await openFindings(db, settings.account, of.code);
    const stillOpen = `It stays paused: ${left.join(', ')} ${left.length === 1 ? 'is' : 'are'} not resolved.`;
    if (left.length > 0) {
      if (values.finding === undefined) throw new Error(stillOpen);
      return stillOpen;
    }
    if (!(await readLane(db, id))) {
      if (values.finding === undefined) throw new Error('nothing was sent from this key on this network yet');
      return 'The finding is resolved. Nothing was sent from this key on this network yet.';
    }
    const resumed = await resumeLane(db, id, await readNonce(await openNode(of), id.sender));
    if (resumed === 'unexplained') throw new Error('it stays paused: another finding was made meanwhile');
    if (resumed !== 'resumed') throw new Error(`the lane stays stopped: ${refusals[resumed]}`);
    return 'The lane is open.';
  });
}

/** What `--left` and `--to` say. Throws `UsageError`. */
function whatLeft(values: {
  readonly finding?: string | undefined;
  readonly left?: string | undefined;
  readonly to?: string | undefined;
}): Pick<Resolution, 'left' | 'to'> {
  if (values.finding === undefined && (values.left ?? values.to) !== undefined) {
    throw new UsageError(`--left and --to are about a finding\n${moreOf(resumeRun)}`);
  }
  if (values.left !== undefined && !/^\d{1,78}$/.test(values.left)) {
    throw new UsageError(`--left is a whole number of base units\n${moreOf(resumeRun)}`);
  }
  const to = values.to === undefined ? undefined : parseId('dst', values.to);
  if (values.to !== undefined && !to)
    throw new UsageError(`--to is the id of a destination\n${moreOf(resumeRun)}`);
  return { ...(values.left !== undefined && { left: BigInt(values.left) }), ...(to && { to }) };
}
