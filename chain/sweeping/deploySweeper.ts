import { readBalance } from '../readBalances.ts';
import type { Rpc } from '../rpc/rpc.ts';
import type { SigningKey } from '../sending/signingKey.ts';
import { create2Factory, factoryDeployment } from './create2Factory.ts';
import { hasCode } from './inspectSweeper.ts';
import type { SendOptions } from './sendAlone.ts';
import { sendAlone, sendSigned, untilNothingPends } from './sendAlone.ts';
import type { SweeperIdentity } from './sweeperDeployment.ts';
import { sweeperDeployment } from './sweeperDeployment.ts';

export type DeployStep = 'factory' | 'sweeper';

/**
 * Deploys the sweeper with its delegate, and the factory before them if the chain has none; `key` pays.
 * Returns what it deployed: nothing if all is there. Only the code at an address says that a step is done, as
 * a stranger may have taken it, so it may be run again after anything. Throws `NotSent`.
 */
export async function deploySweeper(
  rpc: Rpc,
  key: SigningKey,
  identity: SweeperIdentity,
  options: SendOptions,
): Promise<readonly DeployStep[]> {
  const { sweeper, call } = sweeperDeployment(identity);
  const done: DeployStep[] = [];
  const isMissing = async (address: typeof sweeper): Promise<boolean> => !(await hasCode(rpc, address));
  if (!(await isMissing(sweeper))) return done;
  await untilNothingPends(rpc, key.address, options);
  if (await isMissing(create2Factory)) {
    const { sender, price, signed } = factoryDeployment;
    const lacks = price - (await readBalance(rpc, sender));
    if (lacks > 0n) await sendAlone(rpc, key, { to: sender, value: lacks }, options);
    await sendSigned(rpc, signed, options);
    done.push('factory');
  }
  if (await isMissing(sweeper)) {
    await sendAlone(rpc, key, call, options);
    done.push('sweeper');
  }
  return done;
}
