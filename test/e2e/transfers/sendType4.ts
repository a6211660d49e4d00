import { Wallet } from 'ethers';
import type { TransferWorld } from './transferWorld.ts';

/** Sends a transaction with an authorization (EIP-7702), as the method `delegated` does. */
export async function type4(world: TransferWorld): Promise<unknown> {
  const { anvil, payee } = world;
  const wallet = Wallet.createRandom();
  await world.setBalance(wallet.address, 10n ** 18n);
  const authorization = wallet.authorizeSync({ address: payee, chainId: anvil.chainId, nonce: 1 });
  const raw = await wallet.signTransaction({
    ...{ type: 4, chainId: anvil.chainId, nonce: 0, to: wallet.address, gasLimit: 200_000n },
    ...{ maxFeePerGas: 10n ** 11n, maxPriorityFeePerGas: 10n ** 9n },
    authorizationList: [authorization],
  });
  return anvil.request('eth_sendRawTransaction', [raw]);
}
