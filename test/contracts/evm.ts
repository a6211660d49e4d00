import type { Authorization } from 'ethers';
import { concat, getCreateAddress, id, Interface, Wallet } from 'ethers';
import type { ContractArtifacts } from '../../contracts/compileContracts.ts';
import type { EvmNode } from '../../testkit/chain/node.ts';
import { createNode, readHead } from '../../testkit/chain/node.ts';

/** Every account of the tests is known by its name. */
export const wallet = (name: string): Wallet => new Wallet(id(name));
export const addressOf = (name: string): string => wallet(name).address.toLowerCase();

/** The most gas of a transaction (EIP-7825). */
export const mostGas = 2 ** 24;
export const chainId = 31_337;
const pricePerGas = 100_000_000_000n;

export interface Log {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
}

export interface Receipt {
  readonly succeeded: boolean;
  readonly gasUsed: number;
  readonly logs: readonly Log[];
}

interface Transaction {
  readonly from: string;
  readonly to: string | null;
  readonly data?: string;
  readonly value?: bigint;
  readonly gasLimit?: number;
  readonly authorizations?: readonly Authorization[];
}

/** A chain in this process: a block for each transaction, and one second from block to block. */
export class Evm {
  readonly #node: EvmNode;
  readonly #artifacts: ContractArtifacts;
  #now: number;

  private constructor(node: EvmNode, artifacts: ContractArtifacts, now: number) {
    this.#node = node;
    this.#artifacts = artifacts;
    this.#now = now;
  }

  static async start(rich: readonly string[], artifacts: ContractArtifacts): Promise<Evm> {
    const accounts = rich.map(name => ({ key: wallet(name).privateKey, balance: 10n ** 24n }));
    const node = await createNode({ chainId, hardfork: 'osaka', accounts });
    return new Evm(node, artifacts, (await readHead(node)).timestamp);
  }

  close(): Promise<void> {
    return this.#node.close();
  }

  /** The time of the last block, in seconds. */
  get now(): number {
    return this.#now;
  }

  /** The next block is mined this much later. */
  pass(seconds: number): void {
    this.#now += seconds;
  }

  request(method: string, ...params: readonly unknown[]): Promise<unknown> {
    return this.#node.request(method, params);
  }

  abi(contract: string): Interface {
    return new Interface(this.#artifact(contract).abi);
  }

  /** Sends and mines a transaction, failing ones too. */
  async send({
    from,
    to,
    data = '0x',
    value = 0n,
    gasLimit = mostGas,
    ...more
  }: Transaction): Promise<Receipt> {
    const signed = await wallet(from).signTransaction({
      type: more.authorizations ? 4 : 2,
      chainId,
      nonce: Number(await this.request('eth_getTransactionCount', wallet(from).address, 'latest')),
      to,
      data,
      value,
      gasLimit,
      maxFeePerGas: pricePerGas,
      maxPriorityFeePerGas: 0n,
      ...(more.authorizations && { authorizationList: [...more.authorizations] }),
    });
    return this.sendSigned(signed);
  }

  async sendSigned(signed: string): Promise<Receipt> {
    const hash = await this.request('eth_sendRawTransaction', signed);
    this.#now += 1;
    await this.request('evm_mine', this.#now);
    const receipt = (await this.request('eth_getTransactionReceipt', hash)) as {
      readonly status: string;
      readonly gasUsed: string;
      readonly logs: readonly Log[];
    } | null;
    if (!receipt) throw new Error('the transaction was not mined');
    return { succeeded: receipt.status === '0x1', gasUsed: Number(receipt.gasUsed), logs: receipt.logs };
  }

  /** Sends a transaction that must succeed. */
  async change(from: string, to: string, data: string): Promise<void> {
    const { succeeded } = await this.send({ from, to, data });
    if (!succeeded) throw new Error(`a transaction of ${from} failed`);
  }

  async deploy(name: string, ...args: readonly unknown[]): Promise<string> {
    const { bytecode } = this.#artifact(name);
    const deployer = wallet('deployer').address;
    const nonce = Number(await this.request('eth_getTransactionCount', deployer, 'latest'));
    const data = concat([bytecode, this.abi(name).encodeDeploy(args)]);
    const { succeeded } = await this.send({ from: 'deployer', to: null, data });
    if (!succeeded) throw new Error(`${name} could not be deployed`);
    return getCreateAddress({ from: deployer, nonce }).toLowerCase();
  }

  /** What a view function returns. */
  async view(contract: string, to: string, name: string, ...args: readonly unknown[]): Promise<unknown> {
    const abi = this.abi(contract);
    const data = abi.encodeFunctionData(name, args);
    const answer = String(await this.request('eth_call', { to, data }, 'latest'));
    return abi.decodeFunctionResult(name, answer)[0] as unknown;
  }

  /** Native coins if `token` is null. */
  async balance(token: string | null, holder: string): Promise<bigint> {
    if (token === null) return BigInt(String(await this.request('eth_getBalance', holder, 'latest')));
    return (await this.view('TestToken', token, 'balanceOf', holder)) as bigint;
  }

  /** Returns what takes the chain back to here, any number of times. */
  async snapshot(): Promise<() => Promise<void>> {
    let taken = await this.request('evm_snapshot');
    const now = this.#now;
    return async () => {
      await this.request('evm_revert', taken);
      taken = await this.request('evm_snapshot');
      this.#now = now;
    };
  }

  #artifact(name: string): ContractArtifacts[string] {
    const artifact = this.#artifacts[name];
    if (!artifact) throw new Error(`there is no contract ${name}`);
    return artifact;
  }
}
