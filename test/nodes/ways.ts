import type { TransactionLike } from 'ethers';
import { id, Wallet } from 'ethers';
import type { Currency } from '../../domain/registry.ts';
import { deployContract } from '../../testkit/chain/contracts/deployContract.ts';
import { approve } from '../../testkit/chain/payers/approve.ts';
import { pay } from '../../testkit/chain/payers/pay.ts';
import { payBatch } from '../../testkit/chain/payers/payBatch.ts';
import { payInternal } from '../../testkit/chain/payers/payInternal.ts';
import { payRouted } from '../../testkit/chain/payers/payRouted.ts';
import { paySelfDestruct } from '../../testkit/chain/payers/paySelfDestruct.ts';
import { sendTransaction } from '../../testkit/chain/payers/sendTransaction.ts';
import { callRpc } from '../../testkit/chain/rpc/callRpc.ts';
import type { RealChain } from './realChain.ts';

const whole = 10n ** 18n;
const gwei = 10n ** 9n;

/**
 * How blobs are proven to the pool: by one proof (EIP-4844), or by one for each cell since Osaka (EIP-7594).
 */
export type Sidecar = 'blobProof' | 'cellProofs';

export interface Payers {
  readonly chain: RealChain;
  readonly usdt: Currency;
  readonly sidecar: Sidecar;
}

type Moved = readonly ['native' | 'internal' | 'token', bigint];

/** A way to pay a purse, and the transfers that a node shows of it. */
export interface Way {
  readonly name: string;
  readonly moves: readonly Moved[];
  /** Sends one transaction to the pool. */
  pay(payers: Payers, to: string): Promise<unknown>;
}

const coin = { contract: null } as const;
const via = ({ chain }: Payers) => ({ rpcUrl: chain.rpcUrl, key: chain.faucetKey });

/** Each type has its own sender: pools take no blob of a sender with other transactions. */
const senderOf = (type: string): Wallet => new Wallet(id(`purser payer ${type}`));
/** It gets the code of a contract (EIP-7702), and pays like one. */
const delegated = new Wallet(id('purser delegated account'));

const zero = (bytes: number): string => '00'.repeat(bytes);
/** The point at infinity (BLS12-381): the commitment of a blob of zeros, and each proof of it. */
const infinity = `c0${zero(47)}`;
const cells = 128;

const typed: Readonly<Record<string, (payers: Payers, to: string) => Promise<TransactionLike>>> = {
  legacy: async () => ({ type: 0, gasPrice: 20n * gwei }),
  'with an access list': async (_, to) => ({
    type: 1,
    gasPrice: 20n * gwei,
    accessList: [{ address: to, storageKeys: [] }],
  }),
  'with a dynamic fee and data': async () => ({ type: 2, data: '0x1234' }),
  'with a blob': async ({ sidecar }) => ({
    type: 3,
    maxFeePerBlobGas: 20n * gwei,
    blobs: [
      {
        data: `0x${zero(131_072)}`,
        commitment: `0x${infinity}`,
        proof: `0x${sidecar === 'blobProof' ? infinity : infinity.repeat(cells)}`,
      },
    ],
    ...(sidecar === 'cellProofs' && { blobWrapperVersion: 1 }),
  }),
  'that sets code': async payers => {
    const { address } = await deployContract({ ...via(payers), name: 'BatchPayer' });
    const { chainId } = payers.chain;
    return { type: 4, authorizationList: [await delegated.authorize({ address, chainId, nonce: 0 })] };
  },
};

/** Sends a transaction of a type with the payer's next nonce. */
async function sendTyped(payers: Payers, name: string, fields: TransactionLike): Promise<unknown> {
  const { rpcUrl, chainId } = payers.chain;
  const sender = senderOf(name);
  const nonce = Number(await callRpc(rpcUrl, 'eth_getTransactionCount', [sender.address, 'pending']));
  const fees = fields.gasPrice === undefined ? { maxFeePerGas: 20n * gwei, maxPriorityFeePerGas: gwei } : {};
  const signed = await sender.signTransaction({ chainId, nonce, gasLimit: 500_000n, ...fees, ...fields });
  return callRpc(rpcUrl, 'eth_sendRawTransaction', [signed]);
}

const ofTypes = Object.entries(typed).map(([name, fields], at): Way => ({
  name: `a transaction ${name}`,
  moves: [['native', BigInt(at + 1) * whole]],
  pay: async (payers, to) =>
    sendTyped(payers, name, { ...(await fields(payers, to)), to, value: BigInt(at + 1) * whole }),
}));

/** In this order: an account gets its code before it pays. */
export const ways: readonly Way[] = [
  ...ofTypes,
  {
    name: 'an account with the code of a contract',
    moves: [['internal', 6n * whole]],
    pay: async (payers, to) => {
      const { abi } = await deployContract({ ...via(payers), name: 'BatchPayer' });
      const data = abi.encodeFunctionData('pay', [[[to, 6n * whole]], []]);
      return sendTransaction({ ...via(payers), to: delegated.address, data, value: 6n * whole });
    },
  },
  {
    name: 'a contract',
    moves: [['internal', 7n * whole]],
    pay: (payers, to) => payInternal({ ...via(payers), to, amount: 7n * whole }),
  },
  {
    name: 'a contract, several times in one transaction',
    moves: [
      ['internal', whole],
      ['internal', whole],
      ['internal', 2n * whole],
    ],
    pay: (payers, to) =>
      payBatch({
        ...via(payers),
        payments: [1n, 1n, 2n].map(amount => ({ to, currency: coin, amount: amount * whole })),
      }),
  },
  {
    name: 'a contract that destroys itself',
    moves: [['internal', 8n * whole]],
    pay: (payers, to) => paySelfDestruct({ ...via(payers), to, amount: 8n * whole }),
  },
  {
    name: 'a branch that stays, beside one that is reverted',
    moves: [['internal', 9n * whole]],
    pay: (payers, to) =>
      payRouted({
        ...via(payers),
        payments: [
          { to, currency: coin, amount: 3n * whole, reverts: true },
          { to, currency: coin, amount: 9n * whole },
        ],
      }),
  },
  {
    name: 'a transaction that fails',
    moves: [],
    pay: async (payers, to) => {
      const { abi, address } = await deployContract({ ...via(payers), name: 'BatchPayer' });
      // The contract is to pay on more than it gets.
      const data = abi.encodeFunctionData('pay', [[[to, 2n * whole]], []]);
      return sendTyped(payers, 'legacy', { type: 0, gasPrice: 20n * gwei, to: address, value: whole, data });
    },
  },
  {
    name: 'a token',
    moves: [['token', 5_000_000n]],
    pay: (payers, to) => pay({ ...via(payers), to, currency: payers.usdt, amount: 5_000_000n }),
  },
  {
    name: 'a token, twice in one transaction of a contract',
    moves: [
      ['token', 2_000_000n],
      ['token', 2_000_000n],
    ],
    pay: (payers, to) =>
      payBatch({
        ...via(payers),
        payments: [2_000_000n, 2_000_000n].map(amount => ({ to, currency: payers.usdt, amount })),
      }),
  },
];

/** What the ways need: money for their senders, contracts, and the allowance for tokens. */
export async function prepareWays(payers: Payers): Promise<void> {
  const { chain, usdt } = payers;
  for (const name of Object.keys(typed)) {
    const to = senderOf(name).address;
    await pay({ ...via(payers), to, currency: coin, amount: 100n * whole });
  }
  const { address: spender } = await deployContract({ ...via(payers), name: 'BatchPayer' });
  await deployContract({ ...via(payers), name: 'Router' });
  await approve({ ...via(payers), token: usdt.contract ?? '', spender, amount: 1n });
  await chain.mine(1);
}
