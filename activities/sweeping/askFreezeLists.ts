import type { RpcPool } from '../../chain/rpc/rpcPool.ts';
import { readFrozen } from '../../chain/sweeping/readFrozen.ts';
import type { Db } from '../../db/connect.ts';
import { destinationsDue, saveFrozen } from '../../db/sweeping/frozenDestinations.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { Currency, Network, Registry } from '../../domain/registry.ts';
import { withEndpoint } from '../scanning/scan.ts';

/**
 * Asks each token that says whom its issuer froze about the destinations of its coins, before anything is planned to them. Some
 * tokens take what is sent to a frozen address, where it then stays: no simulation shows that. A token that gives no answer
 * changes nothing. Throws `rpc_unavailable`.
 */
export async function askFreezeLists(
  db: Db,
  registry: Registry,
  { code, chainId }: Network,
  accountId: AccountId,
  pool: () => RpcPool,
): Promise<void> {
  const views = new Map(
    registry.currencies
      .filter(({ network }) => network === code)
      .map(one => [one.code, viewOf(one)] as const)
      .filter(([, view]) => view !== undefined),
  );
  const place = { accountId, network: code, chainId };
  for (const due of await destinationsDue(db, registry, place, [...views.keys()])) {
    const view = views.get(due.currency);
    if (!view) continue;
    const isFrozen = await withEndpoint(pool(), rpc => readFrozen(rpc, view, due.address));
    if (isFrozen !== null && isFrozen !== due.wasFrozen) await saveFrozen(db, place, due, isFrozen);
  }
}

function viewOf({ contract, freezeView }: Currency): Parameters<typeof readFrozen>[1] | undefined {
  return contract === null || freezeView === undefined ? undefined : { contract, view: freezeView };
}
