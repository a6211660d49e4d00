import type { Rpc } from '../../chain/rpc/rpc.ts';
import type { PurseOnChain } from '../../chain/sweeping/readPurses.ts';
import { readPurses } from '../../chain/sweeping/readPurses.ts';
import type { Db } from '../../db/connect.ts';
import type { PurseFinding } from '../../db/findings/recordPurseFindings.ts';
import { highestNonces } from '../../db/findings/recordPurseFindings.ts';
import type { Address } from '../../domain/address.ts';
import type { PurseId } from '../../domain/ids.ts';
import type { ChainId } from '../../domain/registry.ts';

interface Contracts {
  readonly chainId: ChainId;
  readonly delegate: Address;
}

/**
 * The purses whose key somebody used: they have another's code, or a nonce that our authorizations do not explain. The
 * authorization of a purse that has our code was used; one that is not used yet raises no nonce. A suspicious purse
 * is read again, as a block may have come between its code and its nonce.
 */
export async function findUsedKeys(
  db: Db,
  rpc: Rpc,
  { chainId, delegate }: Contracts,
  onChain: ReadonlyMap<Address, PurseOnChain>,
  idOf: ReadonlyMap<Address, PurseId>,
): Promise<readonly PurseFinding[]> {
  const highest = await highestNonces(db, chainId, [...onChain.keys()]);
  const kindOf = (address: Address, { code, nonce }: PurseOnChain): PurseFinding['kind'] | null => {
    if (code === 'other') return 'purse_code';
    // An authorization that was used before a restore may be known no more: it had the nonce 0.
    const last = Math.max(highest.get(address) ?? 0, 0);
    return nonce > (code === 'ours' ? last + 1 : last) ? 'purse_nonce' : null;
  };
  const suspects = [...onChain].filter(([address, purse]) => kindOf(address, purse) !== null);
  if (suspects.length === 0) return [];
  const again = await readPurses(
    rpc,
    suspects.map(([address]) => address),
    delegate,
  );
  return [...again].flatMap(([address, purse]) => {
    const kind = kindOf(address, purse);
    const purseId = idOf.get(address);
    return kind && purseId ? [{ purseId, kind, nonce: purse.nonce }] : [];
  });
}
