import type { Authorization } from 'ethers';
import { concat, getCreateAddress, id, Interface, toQuantity, Wallet } from 'ethers';
import { create2Factory, factoryDeployment } from '../../chain/sweeping/create2Factory.ts';
import type { ContractArtifacts } from '../../contracts/compileContracts.ts';
import type { Address } from '../../domain/address.ts';
import { chainId } from './shape.ts';

/** EIP-7825: the most gas of one transaction. */
export const mostGas = 2n ** 24n;
/** Wei for a unit of gas; far above the base fee of empty blocks. */
const pricePerGas = 100_000_000_000n;
/** How many transactions are sent before a block is mined. */
const perBlock = 20;

/** Everybody on the bench's chain is known by a name. */
export const walletOf = (name: string): Wallet => new Wallet(id(name));
export const addressOf = (name: string): Address => walletOf(name).address.toLowerCase() as Address;

export interface Receipt {
  readonly status: string;
  readonly gasUsed: string;
  readonly effectiveGasPrice: string;
  readonly blockNumber: string;
  readonly blockHash: string;
  readonly logs: readonly { readonly address: string; readonly topics: readonly string[] }[];
}

export interface BenchTransaction {
  readonly from: string;
  readonly to: string | null;
  readonly data?: string;
  readonly value?: bigint;
  readonly gasLimit?: bigint;
  readonly authorizations?: readonly Authorization[];
}

type Request = (method: string, params: readonly unknown[]) => Promise<unknown>;

/** A chain that mines when it is asked to. */
export class BenchChain {
  readonly request: Request;
  readonly #artifacts: ContractArtifacts;
  readonly #nonces = new Map<string, number>();

  constructor(request: Request, artifacts: ContractArtifacts) {
    this.request = request;
    this.#artifacts = artifacts;
  }

  abi(contract: string): Interface {
    return new Interface(this.#artifact(contract).abi);
  }

  async mine(): Promise<void> {
    await this.request('evm_mine', []);
  }

  /** Sends and mines all of them, many in a block, in their order. Throws if one fails. */
  async sendAll(all: readonly BenchTransaction[]): Promise<readonly Receipt[]> {
    const receipts: Receipt[] = [];
    for (let at = 0; at < all.length; at += perBlock) {
      const hashes: string[] = [];
      for (const each of all.slice(at, at + perBlock)) hashes.push(await this.#send(each));
      await this.mine();
      for (const hash of hashes) receipts.push(await this.receipt(hash));
    }
    return receipts;
  }

  async send(transaction: BenchTransaction): Promise<Receipt> {
    const [receipt] = await this.sendAll([transaction]);
    if (!receipt) throw new Error('there is no receipt');
    return receipt;
  }

  /** Throws if the transaction failed, or is not mined. */
  async receipt(hash: string): Promise<Receipt> {
    const receipt = (await this.request('eth_getTransactionReceipt', [hash])) as Receipt | null;
    if (receipt?.status !== '0x1') throw new Error(`${hash} ${receipt ? 'failed' : 'is not mined'}`);
    return receipt;
  }

  async deploy(name: string, ...args: readonly unknown[]): Promise<Address> {
    const from = addressOf('deployer');
    const nonce = this.#nonces.get('deployer') ?? 0;
    await this.send({
      ...{ from: 'deployer', to: null },
      data: concat([this.#artifact(name).bytecode, this.abi(name).encodeDeploy(args)]),
    });
    return getCreateAddress({ from, nonce }).toLowerCase() as Address;
  }

  /** Deploys what sweepers are deployed through. */
  async deployFactory(): Promise<void> {
    const { sender, price, signed } = factoryDeployment;
    await this.send({ from: 'deployer', to: sender, value: price });
    await this.request('eth_sendRawTransaction', [signed]);
    await this.mine();
    if ((await this.request('eth_getCode', [create2Factory, 'latest'])) === '0x') {
      throw new Error('the factory could not be deployed');
    }
  }

  /** Gives each address so much of a token, or of native coins (null). */
  async fund(token: Address | null, holders: readonly string[], amount: bigint): Promise<void> {
    if (token === null) {
      for (const holder of holders) {
        await this.request('hardhat_setBalance', [holder, toQuantity(amount)]);
      }
      return;
    }
    const abi = this.abi('TestToken');
    await this.sendAll(
      holders.map(holder => ({
        ...{ from: 'deployer', to: token, gasLimit: 100_000n },
        data: abi.encodeFunctionData('mint', [holder, amount]),
      })),
    );
  }

  async #send({
    from,
    to,
    data = '0x',
    value = 0n,
    gasLimit = mostGas,
    authorizations = [],
  }: BenchTransaction): Promise<string> {
    const nonce = this.#nonces.get(from) ?? 0;
    const signed = await walletOf(from).signTransaction({
      ...{ type: authorizations.length > 0 ? 4 : 2, chainId, nonce, to, data, value, gasLimit },
      ...{ maxFeePerGas: pricePerGas, maxPriorityFeePerGas: 1n },
      ...(authorizations.length > 0 && { authorizationList: [...authorizations] }),
    });
    const hash = String(await this.request('eth_sendRawTransaction', [signed]));
    this.#nonces.set(from, nonce + 1);
    return hash;
  }

  #artifact(name: string): ContractArtifacts[string] {
    const artifact = this.#artifacts[name];
    if (!artifact) throw new Error(`there is no contract ${name}`);
    return artifact;
  }
}
