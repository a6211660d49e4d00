import { readNonce } from '../../chain/readNonce.ts';
import type { PurseKeys } from '../../chain/sending/purseKeys.ts';
import { readRollupFee } from '../../chain/sending/readRollupFee.ts';
import { recordPurseFindings } from '../../db/findings/recordPurseFindings.ts';
import type { OpenPurse } from '../../db/sending/openPurses.ts';
import { openPurses } from '../../db/sending/openPurses.ts';
import { readPurseGas } from '../../db/sending/purseGas.ts';
import { readOpenSends } from '../../db/sending/readLane.ts';
import { gasOfNothing } from '../../domain/sending/nextSteps.ts';
import type { SenderDeps } from './deps.ts';
import type { Tended } from './tendLane.ts';
import { tendLane } from './tendLane.ts';

/**
 * Looks once at what purses have under way, and does what it needs, as `tendLane` does. If the chain is past what a purse
 * signed, somebody used its key: that is a finding. Throws `rpc_unavailable`, `rpc_inconsistent`.
 */
export async function tendPurses(deps: SenderDeps, keys: PurseKeys): Promise<readonly Tended[]> {
  const { db, rpc, accountId, network } = deps;
  const all: Tended[] = [];
  for (const purse of await openPurses(db, accountId, network.chainId)) {
    const key = keys.keyOf(purse.index);
    // It has a key of another seed: that one's signer looks after it.
    if (key.address !== purse.sender) continue;
    const { purseId } = purse;
    const cap = await capOf(deps, purse);
    const policy = { ...deps.policy, inFlight: 1, cap };
    const tended = await tendLane({ ...deps, key, purseId, policy });
    if (tended.some(({ did }) => did === 'stop')) {
      const place = { accountId, network: network.code, chainId: network.chainId };
      const nonce = await readNonce(rpc, purse.sender);
      await recordPurseFindings(db, place, [{ purseId, kind: 'purse_nonce', nonce }]);
    }
    all.push(...tended.map(one => ({ ...one, purseId })));
  }
  return all;
}

/**
 * The most that the purse may offer for a unit of gas: what it has for gas pays it, and no coin of a customer. Although the
 * settings' cap was raised meanwhile, or a rollup's fee.
 */
async function capOf(
  { db, rpc, network, policy }: SenderDeps,
  { purseId, sender }: OpenPurse,
): Promise<bigint> {
  const { chainId } = network;
  const newest = (await readOpenSends(db, { chainId, sender })).at(-1)?.attempts.at(-1);
  if (!newest) return policy.cap;
  const { available } = await readPurseGas(db, { chainId, purseId });
  const left = available - (await readRollupFee(rpc, newest));
  const gas = newest.gasLimit > gasOfNothing ? newest.gasLimit : gasOfNothing;
  const payable = left > 0n ? left / gas : 0n;
  return payable < policy.cap ? payable : policy.cap;
}
