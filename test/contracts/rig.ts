import type { Authorization } from 'ethers';
import { ZeroAddress } from 'ethers';
import { join } from 'node:path';
import type { Sources } from '../../contracts/collectSources.ts';
import { collectSources } from '../../contracts/collectSources.ts';
import type { ContractArtifacts } from '../../contracts/compileContracts.ts';
import { compileContracts, compileSources } from '../../contracts/compileContracts.ts';
import { factoryDeployment } from '../../chain/sweeping/create2Factory.ts';
import type { SweeperDeployment } from '../../chain/sweeping/sweeperDeployment.ts';
import { sweeperDeployment } from '../../chain/sweeping/sweeperDeployment.ts';
import type { Address } from '../../domain/address.ts';
import type { ChainId } from '../../domain/registry.ts';
import type { Receipt } from './evm.ts';
import { addressOf, chainId, Evm, wallet } from './evm.ts';

export const delaySeconds = 24 * 3600;
/** What each purse has of each coin at first. */
export const held = 1_000_000n;
const people = ['owner', 'operator', 'thief', 'stranger', 'deployer'] as const;
/** Their authorizations are used. `bare` has none, and the code of `mimicked` is another delegate. */
export const ownPurses = ['purse 0', 'purse 1', 'purse 2'] as const;
export const purses = [...ownPurses, 'bare', 'mimicked'] as const;

export const reasons = ['Failed', 'Destination', 'Code', 'Balance', 'Refused', 'Difference'] as const;
export type Reason = (typeof reasons)[number];

/** How `HostileToken` can misbehave, in its order. */
export const modes = [
  'Honest',
  'IsPaused',
  'ReturnsFalse',
  'MovesAndReturnsFalse',
  'MovesNothing',
  'TakesMore',
  'TakesLess',
  'BurnsGas',
  'BurnsGasAtBalance',
  'ReturnsMuch',
  'RevertsWithMuch',
  'BalanceWithMuch',
  'ShortBalance',
] as const;

/** A coin's contract by its name in the tests; `native` has none. */
export type Coin = 'plain' | 'noReturn' | 'fee' | 'hostile' | 'native';

export interface Item {
  readonly purse: string;
  readonly coin: Coin;
  readonly amount: bigint;
  readonly floor?: bigint;
  readonly to: string;
}

interface Swept extends Receipt {
  /** By the item's place in the batch. */
  readonly skipped: Readonly<Record<number, Reason>>;
}

/** The contracts of `contracts/`, and those that the tests attack them with. */
export async function readHostile(): Promise<ContractArtifacts> {
  const folder = import.meta.dirname;
  const file = 'Hostile.sol';
  const sources = collectSources(folder, [file]);
  const { [file]: hostile } = await compileSources(sources, [file]);
  return { ...(await compileContracts()), ...hostile };
}

const sweepingFolder = join(import.meta.dirname, '../../contracts/sweeping');
export const sweepingFiles = ['Delegate.sol', 'Sweeper.sol'] as const;
export const sweepingSources = (): Sources => collectSources(sweepingFolder, sweepingFiles);

/** A chain with coins and purses that have plenty of them, for sweepers of any build. */
export class Ground {
  readonly evm: Evm;
  readonly coins: Readonly<Record<Coin, string | null>>;
  readonly #reset: () => Promise<void>;

  private constructor(evm: Evm, coins: Ground['coins'], reset: () => Promise<void>) {
    this.evm = evm;
    this.coins = coins;
    this.#reset = reset;
  }

  static async prepare(artifacts: ContractArtifacts): Promise<Ground> {
    const evm = await Evm.start(people, artifacts);
    await evm.send({ from: 'stranger', to: factoryDeployment.sender, value: factoryDeployment.price });
    await evm.sendSigned(factoryDeployment.signed);
    const tokens = {
      plain: await evm.deploy('TestToken', 'Plain', 'PLN', 6),
      noReturn: await evm.deploy('NoReturnToken', 'No return', 'NRT', 6),
      fee: await evm.deploy('FeeToken', 'Fee', 'FEE', 6),
      hostile: await evm.deploy('HostileToken'),
    };
    for (const purse of purses) {
      await evm.send({ from: 'stranger', to: addressOf(purse), value: held });
      for (const token of Object.values(tokens)) {
        const mint = evm.abi('TestToken').encodeFunctionData('mint', [addressOf(purse), held]);
        await evm.change('stranger', token, mint);
      }
    }
    const mimic = (await evm.deploy('MimicDelegate')) as Address;
    await authorize(evm, ['mimicked'], mimic);
    return new Ground(evm, { ...tokens, native: null }, await evm.snapshot());
  }

  /**
   * Takes the chain back to its start, and deploys a sweeper of this build (default: of this release) with one
   * active destination, `treasury`, and the operators `operator` and `thief`.
   */
  async rig(creationCode?: string): Promise<Rig> {
    await this.#reset();
    const owner = addressOf('owner') as Address;
    const identity = { account: 'acc_test', owner, chainId: chainId as ChainId, delaySeconds };
    const deployment = sweeperDeployment(identity, creationCode);
    await this.evm.change('stranger', deployment.call.to, deployment.call.data);
    const rig = new Rig(this, deployment);
    await rig.must('owner', 'addOperator', addressOf('operator'));
    await rig.must('owner', 'addOperator', addressOf('thief'));
    await rig.must('owner', 'proposeDestination', addressOf('treasury'));
    this.evm.pass(delaySeconds);
    await authorize(this.evm, ownPurses, deployment.delegate);
    return rig;
  }
}

/** What purses sign so that `delegate` becomes their code. */
export function authorizationsOf(names: readonly string[], delegate: Address): readonly Authorization[] {
  return names.map(name => wallet(name).authorizeSync({ chainId, address: delegate, nonce: 0 }));
}

/** Gives purses their code, in a transaction that anybody may send. */
export async function authorize(evm: Evm, names: readonly string[], delegate: Address): Promise<void> {
  const authorizations = authorizationsOf(names, delegate);
  const { succeeded } = await evm.send({ from: 'stranger', to: addressOf('stranger'), authorizations });
  if (!succeeded) throw new Error('the authorizations were not used');
}

/** A deployed sweeper and what the tests do with it. */
export class Rig {
  readonly ground: Ground;
  readonly evm: Evm;
  readonly deployment: SweeperDeployment;

  constructor(ground: Ground, deployment: SweeperDeployment) {
    this.ground = ground;
    this.evm = ground.evm;
    this.deployment = deployment;
  }

  /** The data of a call to the sweeper. */
  data(name: string, ...args: readonly unknown[]): string {
    return this.evm.abi('Sweeper').encodeFunctionData(name, args);
  }

  /** Calls the sweeper; false if it reverts. */
  async does(from: string, name: string, ...args: readonly unknown[]): Promise<boolean> {
    return (await this.evm.send({ from, to: this.deployment.sweeper, data: this.data(name, ...args) }))
      .succeeded;
  }

  async must(from: string, name: string, ...args: readonly unknown[]): Promise<void> {
    await this.evm.change(from, this.deployment.sweeper, this.data(name, ...args));
  }

  /** An item as the contract takes it. */
  encoded({ purse, coin, amount, floor = 0n, to }: Item): unknown {
    const token = this.ground.coins[coin] ?? ZeroAddress;
    return { purse: named(purse), token, amount, floor, to: named(to) };
  }

  sweepData(items: readonly Item[]): string {
    return this.data(
      'sweep',
      items.map(item => this.encoded(item)),
    );
  }

  async sweep(items: readonly Item[], from = 'operator', gasLimit?: number): Promise<Swept> {
    const receipt = await this.evm.send({
      from,
      to: this.deployment.sweeper,
      data: this.sweepData(items),
      ...(gasLimit !== undefined && { gasLimit }),
    });
    const abi = this.evm.abi('Sweeper');
    const skipped: Record<number, Reason> = {};
    for (const log of receipt.logs) {
      const event = log.address === this.deployment.sweeper ? abi.parseLog(log) : null;
      const reason = reasons[Number(event?.args['reason'])];
      if (event?.name === 'ItemSkipped' && reason) skipped[Number(event.args['index'])] = reason;
    }
    return { ...receipt, skipped };
  }

  /** Tells the hostile token what to do. */
  async misbehave(name: string, ...args: readonly unknown[]): Promise<void> {
    const data = this.evm.abi('HostileToken').encodeFunctionData(name, args);
    await this.evm.change('stranger', this.ground.coins.hostile ?? '', data);
  }

  /** Deploys a recipient and makes it an active destination. */
  async recipient(name: string, ...args: readonly unknown[]): Promise<string> {
    const recipient = await this.evm.deploy('HostileRecipient');
    const data = this.evm.abi('HostileRecipient').encodeFunctionData(name, args);
    await this.evm.change('stranger', recipient, data);
    await this.must('owner', 'proposeDestination', recipient);
    this.evm.pass(delaySeconds);
    return recipient;
  }

  holds(coin: Coin, holder: string): Promise<bigint> {
    return this.evm.balance(this.ground.coins[coin], named(holder));
  }
}

/** The address of a name, or the address itself. */
function named(name: string): string {
  return name.startsWith('0x') ? name : addressOf(name);
}
