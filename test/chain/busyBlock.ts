import type { TransactionRequest } from 'ethers';
import { Interface, Wallet, concat, id, toBeHex, zeroPadValue } from 'ethers';
import type { Listed } from '../../chain/transfers.ts';
import { listedOn } from '../../chain/transfers.ts';
import type { ContractArtifacts } from '../../contracts/compileContracts.ts';
import { compileContracts } from '../../contracts/compileContracts.ts';
import type { Address, BlockHash } from '../../domain/address.ts';
import type { ChainId, Currency, Registry } from '../../domain/registry.ts';
import { sendTransaction } from '../../testkit/chain/payers/sendTransaction.ts';
import { waitMined } from '../../testkit/chain/payers/waitMined.ts';
import type { TestNetwork } from '../../testkit/chain/startTestNetwork.ts';
import { startTestNetwork } from '../../testkit/chain/startTestNetwork.ts';

export const recipient = '0x00000000000000000000000000000000000a11ce' as Address;
export const other = '0x0000000000000000000000000000000000000b0b' as Address;
export const transferTopic = id('Transfer(address,address,uint256)');
export const chainId = 31_337 as ChainId;
/** JSON from the node, which tests change to make it wrong. */
export interface RawTransaction {
  hash: string;
  blockHash: string;
  transactionIndex: string;
  [field: string]: unknown;
}
export interface RawBlock {
  number: string;
  hash: string;
  logsBloom: string;
  receiptsRoot: string;
  transactions: RawTransaction[];
  [field: string]: unknown;
}
export interface RawLog {
  address: string;
  topics: string[];
  data: string;
  blockHash: string;
  transactionHash: string;
  logIndex: string;
  [field: string]: unknown;
}
export interface RawReceipt {
  transactionHash: string;
  transactionIndex: string;
  blockHash: string;
  status: string;
  type: string;
  cumulativeGasUsed: string;
  logs: RawLog[];
  [field: string]: unknown;
}
export interface RawFrame {
  type: string;
  from: string;
  to?: string;
  value?: string;
  error?: string | null;
  revertReason?: string;
  calls?: RawFrame[];
}
export interface RawTrace {
  txHash: string;
  result?: RawFrame;
  error?: string;
}

/** One block of a real node with every kind of transfer, and the node's answers about it. */
export interface BusyBlock {
  readonly number: number;
  readonly hash: BlockHash;
  readonly payer: Address;
  readonly batch: Address;
  readonly usdt: Address;
  readonly dai: Address;
  readonly refused: Address;
  /** Hashes of the transactions, by purpose. */
  readonly sent: Readonly<Record<Deed, string>>;
  readonly block: RawBlock;
  readonly logs: readonly RawLog[];
  readonly receipts: readonly RawReceipt[];
  readonly traces: readonly RawTrace[];
  readonly listed: Listed;
}

type Deed =
  | 'native'
  | 'again'
  | 'nothing'
  | 'listed'
  | 'listedNothing'
  | 'unlisted'
  | 'refused'
  | 'batch'
  | 'failed'
  | 'creation'
  | 'collectible'
  | `small${1 | 2 | 3 | 4 | 5 | 6 | 7}`;

const bytes32 = (value: string | bigint): string =>
  typeof value === 'bigint' ? toBeHex(value, 32) : zeroPadValue(value, 32);
/** EVM: PUSH32 of a word. */
const push = (value: string | bigint): string => concat(['0x7f', bytes32(value)]);
/** EVM: a call that only carries value, whose result is dropped. */
const callWithValue = (to: string, value: bigint): string =>
  concat([...[0n, 0n, 0n, 0n, value, to, 100_000n].map(push), '0xf150']);

/** Makes the block on its own network, which is stopped afterwards. */
export async function makeBusyBlock(hardfork = 'osaka'): Promise<BusyBlock> {
  const artifacts = await compileContracts();
  const network = await startTestNetwork({
    code: 'ETHEREUM',
    chainId,
    nativeCurrency: 'ETH',
    // Deployed below: the testkit's have too little gas for Amsterdam.
    tokens: [],
    port: 0,
    journalFile: null,
    blockTimeMs: 20,
    settleBlocks: 0,
    artifacts,
    hardfork,
  });
  try {
    return await record(network, artifacts);
  } finally {
    await network.stop();
  }
}

async function record(network: TestNetwork, artifacts: ContractArtifacts): Promise<BusyBlock> {
  const { rpcUrl, faucetKey: key } = network;
  const send = async (to: string | null, data: string): Promise<string> =>
    (await waitMined({ rpcUrl, txHash: await sendTransaction({ rpcUrl, key, to, data }) })).contract ?? '';
  const token = new Interface(artifacts['TestToken']?.abi ?? []);
  const batchPayer = new Interface(artifacts['BatchPayer']?.abi ?? []);
  const wallet = new Wallet(key);

  const batch = await send(null, artifacts['BatchPayer']?.bytecode ?? '');
  const newToken = async (symbol: string): Promise<string> => {
    const constructed = token.encodeDeploy([symbol, symbol, 6]);
    const contract = await send(null, concat([artifacts['TestToken']?.bytecode ?? '', constructed]));
    await send(contract, token.encodeFunctionData('mint', [wallet.address, 1_000n]));
    return contract;
  };
  const usdt = await newToken('USDT');
  const dai = await newToken('DAI');
  const refused = await newToken('FEE');
  await send(usdt, token.encodeFunctionData('approve', [batch, 100n]));

  const toToken = (amount: bigint) => token.encodeFunctionData('transfer', [recipient, amount]);
  const payMany = (natives: bigint[], tokens: bigint[]) =>
    batchPayer.encodeFunctionData('pay', [
      natives.map(amount => [recipient, amount]),
      tokens.map(amount => [usdt, recipient, amount]),
    ]);
  // A creation's code runs as its constructor: it pays twice, the second time to a call that fails.
  const paying = concat([callWithValue(recipient, 11n), callWithValue(batch, 12n), '0x00']);
  // With a data word beside its four topics, which must not be read as an amount.
  const collectible = concat([
    ...[7n, 0n].map(push),
    '0x52',
    ...[bytes32(99n), bytes32(recipient), bytes32(other), transferTopic, 32n, 0n].map(push),
    '0xa400',
  ]);
  const deeds: Record<Deed, TransactionRequest> = {
    native: { to: recipient, value: 1n, type: 0, gasPrice: 5_000_000_000n },
    again: { to: recipient, value: 1n },
    nothing: { to: recipient, value: 0n },
    listed: { to: usdt, data: toToken(25n), type: 1, gasPrice: 5_000_000_000n, accessList: [] },
    listedNothing: { to: usdt, data: toToken(0n) },
    unlisted: { to: dai, data: toToken(26n) },
    refused: { to: refused, data: toToken(27n) },
    batch: { to: batch, value: 7n, data: payMany([3n, 4n], [5n, 6n]) },
    failed: { to: batch, value: 8n, data: payMany([3n, 4n], []) },
    creation: { data: paying, value: 30n },
    collectible: { data: collectible },
    small1: { to: recipient, value: 101n },
    small2: { to: recipient, value: 102n },
    small3: { to: recipient, value: 103n },
    small4: { to: recipient, value: 104n },
    small5: { to: recipient, value: 105n },
    small6: { to: recipient, value: 106n },
    small7: { to: recipient, value: 107n },
  };

  await network.pauseMining();
  const first = Number(await network.request('eth_getTransactionCount', [wallet.address, 'latest']));
  const sent: Record<string, string> = {};
  for (const [at, [deed, transaction]] of Object.entries(deeds).entries()) {
    const { type = 2 } = transaction;
    const fees = type === 2 ? { maxFeePerGas: 5_000_000_000n, maxPriorityFeePerGas: 1_000_000_000n } : {};
    const signed = { chainId, gasLimit: 2_000_000n, nonce: first + at, type, ...fees, ...transaction };
    sent[deed] = String(
      await network.request('eth_sendRawTransaction', [await wallet.signTransaction(signed)]),
    );
  }
  await network.mine(1);

  const block = (await network.request('eth_getBlockByNumber', ['latest', true])) as RawBlock;
  const hashes = block.transactions.map(transaction => transaction.hash);
  if (hashes.length !== Object.keys(deeds).length) throw new Error('the block does not hold every deed');
  const tracer = { tracer: 'callTracer' };
  const each = <T>(method: string, ...options: unknown[]): Promise<T[]> =>
    Promise.all(hashes.map(async hash => (await network.request(method, [hash, ...options])) as T));
  const frames = await each<RawFrame>('debug_traceTransaction', tracer);
  return {
    number: Number(block.number),
    hash: block.hash as BlockHash,
    payer: wallet.address.toLowerCase() as Address,
    batch: batch as Address,
    usdt: usdt as Address,
    dai: dai as Address,
    refused: refused as Address,
    sent: sent as Record<Deed, string>,
    block,
    logs: (await network.request('eth_getLogs', [{ blockHash: block.hash }])) as RawLog[],
    receipts: await each<RawReceipt>('eth_getTransactionReceipt'),
    traces: hashes.map((txHash, at) => ({ txHash, ...(frames[at] && { result: frames[at] }) })),
    listed: listedOn(registryOf(usdt, refused), chainId),
  };
}

function registryOf(usdt: string, refused: string): Registry {
  const currency = (code: string, contract: string | null, credit = 'transferred') =>
    ({ code, chainId, contract, credit }) as Currency;
  return {
    networks: [],
    currencies: [
      currency('ETH', null),
      currency('USDT_ETH', usdt),
      currency('FEE_ETH', refused, 'refused'),
      { ...currency('USDT_BSC', usdt), chainId: 56 as ChainId },
    ],
    groups: [],
  };
}
