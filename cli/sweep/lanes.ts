import { checksumAddress } from '../../chain/deriveAddress.ts';
import type { Db } from '../../db/connect.ts';
import { busyPurses } from '../../db/sending/openPurses.ts';
import { readLane, readOpenSends } from '../../db/sending/readLane.ts';
import type { UnknownTransaction } from '../../db/sending/reconcileLane.ts';
import { listUnknown } from '../../db/sending/reconcileLane.ts';
import type { AccountId } from '../../domain/ids.ts';
import { mostPerGas } from '../../domain/sending/fees.ts';
import type { LaneId, LaneStop, Send } from '../../domain/sending/lane.ts';
import type { SignerNetwork } from '../../domain/sweeping/signerSettings.ts';
import { readArgs } from '../readArgs.ts';
import { laneIn, networkIn, withSigner } from './signerContext.ts';

const usage = `Shows what the operator's key has under way on each network, and what is unknown there. The same of purses that send
by themselves, if something of them is under way or they are stopped.

  npm run sweep -- lanes [--network CODE] [--json]

  --network  one network of PURSER_SIGNER_SETTINGS; the default is all
  --json     the same as JSON
`;

const options = { network: { type: 'string' }, json: { type: 'boolean', default: false } } as const;

/** Of purses, on each network. */
const mostPurses = 100;

interface LaneStatus {
  readonly network: string;
  readonly sender: string;
  /** Null if nothing was sent yet. */
  readonly nextNonce: number | null;
  readonly stopped: LaneStop | null;
  readonly sends: readonly SendStatus[];
  readonly unknown: readonly UnknownTransaction[];
}

interface SendStatus {
  readonly nonce: number;
  /** `kind:id`, or `nothing`. */
  readonly intent: string;
  readonly status: string;
  readonly withdrawn: boolean;
  readonly attempts: number;
  readonly hash: string | null;
  /** Wei for a unit of gas, at most; null if a person matched the transaction. */
  readonly price: string | null;
}

/** Returns what to print. */
export async function lanes(args: readonly string[]): Promise<string> {
  const { values } = readArgs({ run: 'npm run sweep -- lanes', usage, options, args });
  return withSigner(async (settings, db) => {
    const networks = values.network === undefined ? settings.networks : [networkIn(settings, values.network)];
    const found = (
      await Promise.all(networks.map(network => statusesOf(db, settings.account, network)))
    ).flat();
    return values.json ? JSON.stringify(found, null, 2) : found.map(shown).join('\n');
  });
}

async function statusesOf(
  db: Db,
  account: AccountId,
  network: SignerNetwork,
): Promise<readonly LaneStatus[]> {
  const purses = await busyPurses(db, account, network.chainId, mostPurses);
  const lanesOf = [laneIn(network), ...purses.map(sender => ({ chainId: network.chainId, sender }))];
  return Promise.all(lanesOf.map(id => statusOf(db, network, id)));
}

async function statusOf(db: Db, network: SignerNetwork, id: LaneId): Promise<LaneStatus> {
  const lane = await readLane(db, id);
  return {
    network: network.code,
    sender: checksumAddress(id.sender),
    nextNonce: lane?.nextNonce ?? null,
    stopped: lane?.stopped ?? null,
    sends: (await readOpenSends(db, id)).map(sendStatus),
    unknown: await listUnknown(db, id),
  };
}

function sendStatus({ nonce, intent, status, withdrawn, minedHash, attempts }: Send): SendStatus {
  const newest = attempts.at(-1);
  return {
    ...{ nonce, status, withdrawn, attempts: attempts.length },
    intent: intent ? `${intent.kind}:${intent.id}` : 'nothing',
    hash: minedHash ?? newest?.hash ?? null,
    price: newest ? String(mostPerGas(newest.fees)) : null,
  };
}

function shown({ network, sender, nextNonce, stopped, sends, unknown }: LaneStatus): string {
  if (nextNonce === null) return `${network}: nothing was sent from ${sender} yet`;
  return [
    `${network}: ${sender}, next nonce ${String(nextNonce)}`,
    ...(stopped ? [`  stopped: ${stopped.code}: ${stopped.detail}`] : []),
    ...sends.map(
      ({ nonce, intent, status, withdrawn, attempts, hash, price }) =>
        `  ${String(nonce)}  ${intent}  ${status}${withdrawn ? ', withdrawn' : ''}  ${String(hash)}, ` +
        `attempt ${String(attempts)} at ${String(price)} wei a unit of gas`,
    ),
    ...unknown.map(
      ({ nonce, hash, blockNumber }) =>
        `  ${String(nonce)}  UNKNOWN  ${hash} in ${blockNumber === null ? 'no block' : `block ${String(blockNumber)}`}`,
    ),
  ].join('\n');
}
