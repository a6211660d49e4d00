import { createRpc } from '../../chain/rpc/rpc.ts';
import { createOwnNodes } from '../../chain/sending/ownNodes.ts';
import type { PurseKeys } from '../../chain/sending/purseKeys.ts';
import type { SigningKey } from '../../chain/sending/signingKey.ts';
import type { Db } from '../../db/connect.ts';
import type { SignerSettings } from '../../domain/sweeping/signerSettings.ts';
import type { Sender } from './deps.ts';
import { createSendQueue } from './sendQueue.ts';

/** An attempt that is not mined within this time is replaced by one that pays more, in ms: five blocks of Ethereum. */
const raiseAfterMs = 60_000;
/** Pools keep some 64 transactions of a sender; a price that is too low then delays few. */
const inFlight = 16;

/** What sends from the operator's key and from purses, for each network of the signer's settings. Calls no node yet. */
export function createSenders(
  { account, networks }: SignerSettings,
  {
    db,
    key,
    purseKeys,
    stop,
  }: {
    readonly db: Db;
    readonly key: SigningKey;
    readonly purseKeys?: PurseKeys | undefined;
    readonly stop: AbortSignal;
  },
): readonly Sender[] {
  const queue = createSendQueue();
  return networks.map(
    ({ code, chainId, method, rpc, dailyGas, maxFeePerGas: cap, replacementBumpPercent: bumpPercent }) => {
      const nodeAt = (url: string, at: number) => createRpc(url, stop, { name: `${code}#${String(at + 1)}` });
      const [first, ...others] = rpc.map(nodeAt);
      if (!first) throw new Error(`network ${code} has no node`);
      return {
        db,
        key,
        queue,
        ...(method === 'transfer' && purseKeys && { purseKeys }),
        accountId: account,
        network: { code, chainId },
        nodes: createOwnNodes(chainId, [first, ...others]),
        policy: { cap, bumpPercent, raiseAfterMs, inFlight, dailyGas },
      };
    },
  );
}
