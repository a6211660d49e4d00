import { computeAddress } from 'ethers';
import { pay } from '../../testkit/chain/payers/pay.ts';
import { steeringUrl } from '../../testkit/chain/rpc/steeringUrl.ts';
import type { TestNetwork } from '../../testkit/chain/startTestNetwork.ts';
import { reviewedKey, sanctionedKey } from '../../testkit/sanctionedPayer.ts';

/** A reorg loses only so many transactions of a seed. */
const mostGaps = 100;
/** Nobody's address. */
const nobody = `0x${'de'.repeat(20)}`;

/**
 * A lost transaction leaves a gap in its sender's nonces, and those after it wait for ever. A payer's wallet would send
 * something with that nonce; so do we, until nothing waits.
 */
export async function fillGaps(network: TestNetwork): Promise<void> {
  const keys = new Map(
    [network.faucetKey, sanctionedKey, reviewedKey].map(key => [computeAddress(key).toLowerCase(), key]),
  );
  for (let filled = 0; filled < mostGaps; filled++) {
    const pending = (await network.request('eth_pendingTransactions')) as readonly {
      readonly from: string;
    }[];
    const [first] = pending;
    if (!first) return;
    const key = keys.get(first.from.toLowerCase()) ?? network.faucetKey;
    const rpcUrl = steeringUrl(network.rpcUrl);
    await pay({ rpcUrl, key, to: nobody, currency: { contract: null }, amount: 1n });
    await network.mine(1);
  }
}
