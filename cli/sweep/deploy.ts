import { checksumAddress } from '../../chain/deriveAddress.ts';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import { deploySweeper } from '../../chain/sweeping/deploySweeper.ts';
import {
  addOperatorCall,
  findSweeperFault,
  hasCode,
  isOperator,
} from '../../chain/sweeping/inspectSweeper.ts';
import type { SweeperDeployment, SweeperIdentity } from '../../chain/sweeping/sweeperDeployment.ts';
import { sweeperDeployment } from '../../chain/sweeping/sweeperDeployment.ts';
import type { Db } from '../../db/connect.ts';
import { readLane } from '../../db/sending/readLane.ts';
import { findSweeper } from '../../db/sweepers/findSweeper.ts';
import { lockDeployment } from '../../db/sweepers/lockDeployment.ts';
import { saveSweeper } from '../../db/sweepers/saveSweeper.ts';
import type { Address } from '../../domain/address.ts';
import { parseAddress } from '../../domain/address.ts';
import { destinationCall } from '../../domain/sweeping/destination.ts';
import type { DelegatedNetwork, SignerSettings } from '../../domain/sweeping/signerSettings.ts';
import { readOperatorAddress, readOperatorKey } from '../../signerSettings.ts';
import { readArgs } from '../readArgs.ts';
import { signerEnvironment } from '../stack/runningStack.ts';
import { identityOf, networkIn, openNode, requireDelegated, withSigner } from './signerContext.ts';

const usage = `Deploys the sweeper and the delegate of the account on a network, and saves them. If they are there, it only
checks them. It may be run again after anything.

  npm run sweep -- deploy --network CODE [--destination 0x…]

  --network      a network of PURSER_SIGNER_SETTINGS
  --destination  an address that coins should go to; the command prints what the owner sends to propose it

The operator's key pays: PURSER_OPERATOR_KEYSTORE, PURSER_OPERATOR_PASSWORD_FILE. If the chain has no factory for
contracts (CREATE2) at its known address, the command pays 0.01 coins to the factory's keyless account and deploys it.
`;

const options = {
  network: { type: 'string' },
  destination: { type: 'string', multiple: true },
} as const;

/** Returns what to print. */
export async function deploy(args: readonly string[]): Promise<string> {
  const { values } = readArgs({ run: 'npm run sweep -- deploy', usage, options, args });
  return withSigner(async (settings, db) => {
    const network = requireDelegated(networkIn(settings, values.network));
    const deployment = sweeperDeployment(identityOf(settings, network));
    const destinations = (values.destination ?? []).map(text => destinationIn(text, deployment));
    const rpc = await openNode(network);
    const deployed = await lockDeployment(db, network.chainId, () => provide(settings, network, { db, rpc }));
    return report({ network, deployment, deployed, destinations, rpc });
  });
}

/** Deploys what is missing, checks all, and saves it. Returns what it deployed. */
async function provide(
  settings: SignerSettings,
  network: DelegatedNetwork,
  { db, rpc }: { readonly db: Db; readonly rpc: Rpc },
): Promise<readonly string[]> {
  const { account } = settings;
  const identity = identityOf(settings, network);
  const { sweeper, delegate, purseCodeHash } = sweeperDeployment(identity);
  const saved = await findSweeper(db, account, network.code);
  if (saved && (saved.sweeper !== sweeper || saved.chain_id !== network.chainId))
    throw new Error(
      `${account} has the sweeper ${saved.sweeper} on ${network.code}, with other settings or of another release: a ` +
        `second one beside it is not supported`,
    );
  const deployed = (await hasCode(rpc, sweeper)) ? [] : await deployFrom(network, identity, { db, rpc });
  const fault = await findSweeperFault(rpc, identity);
  if (fault) throw new Error(`the sweeper ${sweeper} is refused: ${fault}`);
  await saveSweeper(db, {
    account_id: account,
    network: network.code,
    chain_id: network.chainId,
    owner: network.owner,
    delay_seconds: network.delaySeconds,
    sweeper,
    delegate,
    purse_code_hash: purseCodeHash,
  });
  return deployed;
}

/**
 * Sends from the operator's key by itself. If the key has a lane, that would be a transaction that the lane never
 * signed, and stop it.
 */
async function deployFrom(
  network: DelegatedNetwork,
  identity: SweeperIdentity,
  { db, rpc }: { readonly db: Db; readonly rpc: Rpc },
): Promise<readonly string[]> {
  const key = await readOperatorKey(signerEnvironment());
  if (await readLane(db, { chainId: network.chainId, sender: key.address }))
    throw new Error(`${key.address} has a lane on ${network.code} already: deploy from another key`);
  return deploySweeper(rpc, key, identity, network);
}

interface Deployed {
  readonly network: DelegatedNetwork;
  readonly deployment: SweeperDeployment;
  readonly deployed: readonly string[];
  readonly destinations: readonly Address[];
  readonly rpc: Rpc;
}

async function report({ network, deployment, deployed, destinations, rpc }: Deployed): Promise<string> {
  const { sweeper, delegate } = deployment;
  const owner = checksumAddress(network.owner);
  const operator = readOperatorAddress(signerEnvironment());
  const isKnown = operator !== null && (await isOperator(rpc, sweeper, operator));
  const calls = [
    ...(operator === null || isKnown ? [] : [['addOperator', operator, addOperatorCall(operator)] as const]),
    ...destinations.map(
      address => ['proposeDestination', address, destinationCall('propose', sweeper, address).data] as const,
    ),
  ];
  return [
    `${network.code}, chain ${String(network.chainId)}: ${deployed.length === 0 ? 'all was there' : `deployed ${deployed.join(' and ')}`}, and checked.`,
    `  sweeper   ${checksumAddress(sweeper)}`,
    `  delegate  ${checksumAddress(delegate)}`,
    `  owner     ${owner}`,
    ...((await hasCode(rpc, network.owner))
      ? []
      : [
          `warning: the owner has no code on this chain. One key can take all coins at once: let it be a Safe.`,
        ]),
    ...(operator === null ? ['PURSER_OPERATOR_KEYSTORE is not set: no operator is shown.'] : []),
    ...(isKnown ? [`The operator ${checksumAddress(operator)} is added.`] : []),
    ...(calls.length === 0 ? [] : ['The owner sends these calls to the sweeper:']),
    ...calls.map(([name, address, data]) => `  ${name}(${checksumAddress(address)})  ${data}`),
    ...(destinations.length === 0
      ? ['For the call that proposes a destination: --destination 0x…']
      : [`A destination is active ${String(network.delaySeconds)} seconds after its proposal.`]),
  ].join('\n');
}

function destinationIn(text: string, { sweeper, delegate }: SweeperDeployment): Address {
  const address = parseAddress(text);
  if (!address || (/[A-F]/.test(text.slice(2)) && checksumAddress(address) !== text))
    throw new Error('--destination must be an address, and its capitals its checksum');
  if (/^0x0+$/.test(address) || address === sweeper || address === delegate)
    throw new Error(`coins at ${address} could never be moved again`);
  return address;
}
