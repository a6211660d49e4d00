import type { Rpc } from '../../chain/rpc/rpc.ts';
import { bigQuantity } from '../../chain/wireValues.ts';
import { saveGasPrice } from '../../db/sweeping/gasPrices.ts';
import { planSweeps } from '../../db/sweeping/planSweeps.ts';
import { tellNoDestination } from '../../db/sweeping/tellNoDestination.ts';
import { sweepingAccounts } from '../../db/sweeping/sweepingAccounts.ts';
import type { Network, Registry } from '../../domain/registry.ts';
import { nativeOf, networkOf } from '../../domain/registry.ts';
import type { PlannerInput } from '../../domain/sweeping/messages.ts';
import { sweepPolicyOf } from '../../domain/sweeping/sweepPolicy.ts';
import type { ActivityDeps } from '../deps.ts';
import { askFreezeLists } from './askFreezeLists.ts';
import { mapErrors } from '../mapErrors.ts';
import { withEndpoint } from '../scanning/scan.ts';

/**
 * Plans what the policy says for each account that sweeps on a network. Several may do so at once. What no
 * destination gets is told once a day. Returns the seconds until
 * the next round. Throws `rpc_unavailable` if no node says what gas costs, or whom a token froze.
 */
export function createPlanRound({ db, registry, poolOf }: Pick<ActivityDeps, 'db' | 'registry' | 'poolOf'>) {
  return ({ network: code }: PlannerInput): Promise<number> =>
    mapErrors(async () => {
      const network = networkOf(registry, code);
      const accounts = await sweepingAccounts(db, code);
      const gasPrice =
        accounts.length > 0 && countsCost(registry, network)
          ? await withEndpoint(poolOf(network).background(), readGasPrice)
          : undefined;
      if (gasPrice !== undefined) await saveGasPrice(db, code, gasPrice);
      for (const accountId of accounts) {
        await askFreezeLists(db, registry, network, accountId, () => poolOf(network).background());
        const wish = { accountId, network: code, requestedBy: null, ...(gasPrice && { gasPrice }) };
        const { left } = await db.transaction().execute(trx => planSweeps(trx, registry, wish));
        await tellNoDestination(db, registry, wish, left);
      }
      return sweepPolicyOf(network).everySeconds;
    });
}

/** Without weights nothing can be compared with the price of gas. */
function countsCost(registry: Registry, { code }: Network): boolean {
  return (nativeOf(registry, code)?.tierWeight ?? 0n) > 0n;
}

async function readGasPrice(rpc: Rpc): Promise<bigint> {
  return bigQuantity(await rpc.call('eth_gasPrice', []), 'gas price');
}
