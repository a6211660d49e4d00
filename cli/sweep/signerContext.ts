import { requireMode } from '../../activities/sending/requireMode.ts';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import { createRpc } from '../../chain/rpc/rpc.ts';
import { requireChain } from '../../chain/sending/ownNodes.ts';
import type { SweeperIdentity } from '../../chain/sweeping/sweeperDeployment.ts';
import type { Db } from '../../db/connect.ts';
import { connect } from '../../db/connect.ts';
import { parseAddress } from '../../domain/address.ts';
import { PurserError } from '../../domain/errors.ts';
import type { LaneId } from '../../domain/sending/lane.ts';
import type {
  DelegatedNetwork,
  SignerNetwork,
  SignerSettings,
} from '../../domain/sweeping/signerSettings.ts';
import { readOperatorAddress, readSignerEnv } from '../../signerSettings.ts';
import { signerEnvironment } from '../stack/runningStack.ts';

/** The import of a long file, and the wait for another deployment, are statements that take long. */
const longestStatementMs = 15 * 60 * 1000;

/** Runs a command with the signer's settings and database. Throws if the account is not of the settings' mode. */
export async function withSigner<T>(work: (settings: SignerSettings, db: Db) => Promise<T>): Promise<T> {
  const { databaseUrl, settings } = readSignerEnv(signerEnvironment());
  const db = connect(databaseUrl, { max: 2, applicationName: 'purser-sweep', longestStatementMs });
  try {
    await requireMode(db, settings);
    return await work(settings, db);
  } finally {
    await db.destroy();
  }
}

/** A network of the settings by its code. Throws if it is not one of them. */
export function networkIn({ networks }: SignerSettings, code: string | undefined): SignerNetwork {
  const network = networks.find(one => one.code === code);
  if (network) return network;
  throw new Error(`--network must be one of ${networks.map(one => one.code).join(', ')}`);
}

/** The lane of the operator's key on a network, for which no password is needed, or of a purse by its address. */
export function laneIn({ chainId }: SignerNetwork, purse?: string): LaneId {
  if (purse !== undefined) {
    const address = parseAddress(purse);
    if (!address) throw new Error('--purse must be an address, 0x…');
    return { chainId, sender: address };
  }
  const sender = readOperatorAddress(signerEnvironment());
  if (!sender) throw new Error('PURSER_OPERATOR_KEYSTORE is not set');
  return { chainId, sender };
}

export function requireDelegated(network: SignerNetwork): DelegatedNetwork {
  if (network.method === 'delegated') return network;
  throw new Error(
    `${network.code} has the method ${network.method}: there are no contracts and no authorizations`,
  );
}

export function identityOf({ account }: SignerSettings, network: DelegatedNetwork): SweeperIdentity {
  const { owner, chainId, delaySeconds } = network;
  return { account, owner, chainId, delaySeconds };
}

/**
 * The first of the network's endpoints that answers. Throws `wrong_chain` if one of them serves another chain,
 * be it a later one: it would be used sooner or later. Throws `rpc_unavailable` if none answers.
 */
export async function openNode({ code, chainId, rpc: urls }: SignerNetwork): Promise<Rpc> {
  const never = new AbortController().signal;
  const well: Rpc[] = [];
  let failure: unknown;
  for (const [at, url] of urls.entries()) {
    const rpc = createRpc(url, never, { name: `${code}#${String(at + 1)}` });
    try {
      await requireChain(rpc, chainId);
      well.push(rpc);
    } catch (error) {
      if (error instanceof PurserError && error.code === 'wrong_chain') throw error;
      failure = error;
    }
  }
  const [first] = well;
  if (!first) throw failure;
  return first;
}
