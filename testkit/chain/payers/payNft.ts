import { randomInt } from 'node:crypto';
import type { Via } from '../contracts/deployContract.ts';
import { deployContract } from '../contracts/deployContract.ts';
import type { FreshTokenPayment } from './payFreshToken.ts';
import { sendTransaction } from './sendTransaction.ts';

/** Sends a collectible (ERC-721) of the payer's own contract. Throws as `sendTransaction` does. */
export async function payNft({
  to,
  tokenId = BigInt(randomInt(2 ** 47)),
  ...via
}: Via & { readonly to: string; readonly tokenId?: bigint }): Promise<
  FreshTokenPayment & { readonly tokenId: bigint }
> {
  const { rpcUrl, key } = via;
  const nft = await deployContract({ ...via, name: 'TestNft', args: ['Test Collectible', 'TNFT'] });
  const data = nft.abi.encodeFunctionData('mint', [to.toLowerCase(), tokenId]);
  const txHash = await sendTransaction({ rpcUrl, key, to: nft.address, data });
  return { txHash, contract: nft.address, tokenId };
}
