import { computeAddress } from 'ethers';
import { testRegistry } from '../../cli/stack/testChains.ts';
import { parseAmount } from '../../domain/money.ts';
import { newPayer } from '../../testkit/chain/payers/newPayer.ts';
import { pay } from '../../testkit/chain/payers/pay.ts';
import { sendTransaction } from '../../testkit/chain/payers/sendTransaction.ts';
import type { TestStack } from '../e2e/testStack.ts';
import type { WalletCall } from './injectedWallet.ts';
import { WalletRefusal } from './injectedWallet.ts';

const { currencies, networks } = testRegistry();

/** Gives a payer 100 of each native coin and 1,000 of each token. */
export async function fund(stack: TestStack, key: string): Promise<void> {
  const funded = networks.map(({ code }) => {
    const { rpcUrl, faucetKey } = stack.network(code);
    const tokens = currencies.flatMap(({ network, contract, decimals }) =>
      network === code && contract !== null ? [{ contract, amount: 1000n * 10n ** BigInt(decimals) }] : [],
    );
    return newPayer({ rpcUrl, faucetKey, key, native: 10n ** 20n, tokens });
  });
  await Promise.all(funded);
}

export interface Sending {
  readonly key: string;
  readonly to: string;
  readonly code: string;
  readonly whole: string;
}

/** Sends money from a wallet that the page does not know; returns the transaction's hash. */
export async function send(stack: TestStack, { key, to, code, whole }: Sending): Promise<string> {
  const currency = currencies.find(each => each.code === code);
  const amount = currency && parseAmount(whole, currency.decimals);
  if (!currency || amount === undefined) throw new Error(`cannot send ${whole} ${code}`);
  return pay({ rpcUrl: stack.network(currency.network).rpcUrl, key, to, currency, amount });
}

/**
 * The answers of a browser wallet that really sends. It is on Polygon until it is told to switch, and sends
 * on its current network: on the wrong network if nobody tells it.
 */
export function walletOf(stack: TestStack, key: string): (call: WalletCall) => Promise<unknown> {
  let chain = stack.network('POLYGON');
  return async ({ method, params = [] }) => {
    const given = (params[0] ?? {}) as Readonly<Record<string, string>>;
    switch (method) {
      case 'eth_requestAccounts':
        return [computeAddress(key)];
      case 'eth_chainId':
        return `0x${chain.chainId.toString(16)}`;
      case 'wallet_switchEthereumChain': {
        const wanted = networks.find(({ chainId }) => chainId === Number(given['chainId']));
        if (!wanted) throw new WalletRefusal(4902);
        chain = stack.network(wanted.code);
        return null;
      }
      case 'eth_sendTransaction': {
        const { to = null, value = '0x0', data = '0x' } = given;
        return sendTransaction({ rpcUrl: chain.rpcUrl, key, to, value: BigInt(value), data });
      }
      default:
        throw new WalletRefusal(4200);
    }
  };
}
