import { testAccounts } from '../../testkit/chain/payers/testAccounts.ts';
import { callRpc } from '../../testkit/chain/rpc/callRpc.ts';
import { steeringUrl } from '../../testkit/chain/rpc/steeringUrl.ts';
import { runningStack } from '../stack/runningStack.ts';

export interface ChainVerb {
  /** Its first line has the verb and what it does. */
  readonly usage: string;
  /** Returns the text to print. */
  run(args: readonly string[]): Promise<string>;
}

/** The options that say which chain a verb acts on. */
export const targetOptions = { network: { type: 'string' }, rpc: { type: 'string' } } as const;

interface ChainTarget {
  /** Its name for people. */
  readonly name: string;
  readonly faucetKey: string;
  /** Throws `RpcError`. */
  call(method: string, ...params: readonly unknown[]): Promise<unknown>;
}

/** The chain that a verb acts on. Without a running stack it ends the command, unless `rpc` is given. */
export function chainTarget(values: {
  readonly network?: string | undefined;
  readonly rpc?: string | undefined;
}): ChainTarget {
  const { rpc, network: code = 'ETHEREUM' } = values;
  if (rpc !== undefined) {
    const faucetKey = testAccounts().faucet.privateKey;
    return { name: rpc, faucetKey, call: (method, ...params) => callRpc(steeringUrl(rpc), method, params) };
  }
  const { networks } = runningStack('chain');
  const network = networks.find(candidate => candidate.code === code);
  if (!network) {
    throw new Error(`--network must be one of ${networks.map(candidate => candidate.code).join(', ')}`);
  }
  return {
    name: code,
    faucetKey: network.faucetKey,
    call: (method, ...params) => callRpc(steeringUrl(network.rpc), method, params),
  };
}
