import type { Authorization } from 'ethers';
import { Signature } from 'ethers';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import { askInGroups } from '../../chain/askInGroups.ts';
import type { PurseOnChain } from '../../chain/sweeping/readPurses.ts';
import { readPurses } from '../../chain/sweeping/readPurses.ts';
import { simulateItem } from '../../chain/sweeping/simulateItem.ts';
import type { SweepItem } from '../../chain/sweeping/sweepCall.ts';
import type { PurseFinding } from '../../db/findings/recordPurseFindings.ts';
import type { KeptAuthorization } from '../../db/sweeping/authorizations.ts';
import { markAuthorizations, usableAuthorizations } from '../../db/sweeping/authorizations.ts';
import type { AuthorizationBox } from '../../db/authorizations/sealAuthorization.ts';
import { CannotOpenAuthorization } from '../../db/authorizations/sealAuthorization.ts';
import type { PlanItem } from '../../db/sweeping/readSweepPlan.ts';
import type { Address } from '../../domain/address.ts';
import type { ChainId } from '../../domain/registry.ts';
import type { SkipReason } from '../../domain/sweeping/sweep.ts';
import type { SweepSigningDeps } from './deps.ts';
import { findUsedKeys } from './findUsedKeys.ts';

interface Contracts {
  readonly chainId: ChainId;
  readonly sweeper: Address;
  readonly delegate: Address;
}

type IncludedItem = SweepItem & { readonly position: number };

export interface JudgedItems {
  /** Purses whose key somebody used. */
  readonly usedKeys: readonly PurseFinding[];
  readonly included: readonly IncludedItem[];
  readonly dropped: readonly { readonly position: number; readonly reason: SkipReason }[];
  readonly authorizations: readonly {
    readonly authority: Address;
    readonly nonce: number;
    readonly authorization: Authorization;
  }[];
}

/**
 * Which items of a plan would move coins now, and the authorizations that they need: the chain says which purses are
 * delegated. An item that a node knows would be skipped is left out: it would cost its gas, and tell nothing new.
 */
export async function judgeItems(
  { db, deriver, box }: Pick<SweepSigningDeps, 'db' | 'deriver'> & { readonly box: AuthorizationBox },
  rpc: Rpc,
  contracts: Contracts,
  plan: readonly PlanItem[],
): Promise<JudgedItems> {
  const items = plan.map(({ fingerprint, index, destination, ...item }) => ({
    ...item,
    to: destination,
    // Of another key, nobody here knows the address.
    purse: fingerprint === deriver.fingerprint ? deriver.derive(index).address : null,
  }));
  const purses = [...new Set(items.flatMap(({ purse }) => purse ?? []))];
  const onChain = await readPurses(rpc, purses, contracts.delegate);
  await markAuthorizations(
    db,
    contracts,
    [...onChain].map(([address, { code, nonce }]) => ({ address, nonce, isOurs: code === 'ours' })),
  );
  const bare = [...onChain].flatMap(([address, { code, nonce }]) =>
    code === 'none' ? [{ address, nonce }] : [],
  );
  const ids = new Map(items.flatMap(({ purse, purseId }) => (purse ? [[purse, purseId] as const] : [])));
  const usedKeys = await findUsedKeys(db, rpc, contracts, onChain, ids);
  const kept = openAll(box, contracts, await usableAuthorizations(db, contracts, bare));

  const judged = await askInGroups(
    items,
    async ({ isDue, isOpen, purse, position, token, amount, floor, to }) => {
      const item = { position, purse: purse ?? to, token, amount, floor, to };
      if (!isDue) return { item, reason: 'not_due' as const };
      if (!isOpen) return { item, reason: 'destination' as const };
      const known = purse === null ? 'not_authorized' : reasonOf(onChain.get(purse), kept.has(purse));
      const simulated = { ...item, isAuthorized: kept.has(item.purse) };
      return { item, reason: known ?? (await simulateItem(rpc, contracts, simulated)) };
    },
  );
  const included = judged.flatMap(({ item, reason }) => (reason === null ? [item] : []));
  const dropped = judged.flatMap(({ item: { position }, reason }) =>
    reason === null ? [] : [{ position, reason }],
  );
  const used = new Set(included.map(({ purse }) => purse));
  const authorizations = [...kept.values()].filter(({ authority }) => used.has(authority));
  return { usedKeys, included, dropped, authorizations };
}

function reasonOf(purse: PurseOnChain | undefined, isKept: boolean): SkipReason | null {
  if (purse?.code === 'ours' || (purse?.code === 'none' && isKept)) return null;
  return purse?.code === 'other' ? 'code' : 'not_authorized';
}

type OpenedAuthorization = JudgedItems['authorizations'][number];

/** One that does not open, as it was sealed with a former key, is as good as none: the others of the batch go on. */
function openAll(
  box: AuthorizationBox,
  { chainId, delegate }: Contracts,
  kept: ReadonlyMap<Address, KeptAuthorization>,
): ReadonlyMap<Address, OpenedAuthorization> {
  const opened = new Map<Address, OpenedAuthorization>();
  for (const { authority, nonce, sealed } of kept.values()) {
    try {
      const { yParity, r, s } = box.open({ chainId, delegate, authority, nonce }, sealed);
      const signature = Signature.from({ r, s, yParity });
      const authorization = { address: delegate, chainId: BigInt(chainId), nonce: BigInt(nonce), signature };
      opened.set(authority, { authority, nonce, authorization });
    } catch (error) {
      if (!(error instanceof CannotOpenAuthorization)) throw error;
    }
  }
  return opened;
}
