import { Branch, StepError } from './branch.ts';
import type { CutOff } from './canonicalSteps.ts';
import { canonicalSteps } from './canonicalSteps.ts';
import type { Finality, Journal, JournalEntry, Step } from './journal.ts';
import { ChainJournalError } from './journal.ts';
import type { EvmNode } from './node.ts';
import { readChain } from './readChain.ts';
import type { Reorg, ReorgOptions } from './reorg.ts';
import { reorganise } from './reorg.ts';
import { changesChain, optionalInteger, refuseMethod } from './rpc/chainMethods.ts';
import { RpcError, rpcErrorCodes } from './rpc/rpcError.ts';
import { settledParams } from './rpc/settledParams.ts';

/** 10,000 blocks take about 3 s. Other calls wait meanwhile. */
const maxBlocksAtOnce = 10_000;
/** How many nodes with orphaned blocks stay readable. Each takes some 30 MB. */
const maxOrphans = 3;

/**
 * A chain that is a pure function of its journal.
 *
 * Calls, reads too, run one after another. A call that changed the chain is in the journal before it is
 * answered. So nobody ever sees a change that a crash could take back, and the journal has the order of
 * execution.
 *
 * A reorg builds a twin of the node from the steps up to the fork and replaces the node by it. The latest
 * earlier nodes (`maxOrphans`) still answer for the orphaned blocks.
 */
export class TestChain {
  readonly #newNode: () => Promise<EvmNode>;
  readonly #journal: Journal;
  #branch: Branch;
  /** Latest first. */
  #orphans: EvmNode[] = [];
  #cutOff: CutOff | undefined;
  #finality: Finality = { lag: 0 };
  #queue: Promise<unknown> = Promise.resolve();
  #closed: Promise<void> | undefined;
  /** Why the chain no longer answers. */
  #failure: Error | undefined;
  #headChanged: () => void = () => undefined;

  private constructor(newNode: () => Promise<EvmNode>, journal: Journal, branch: Branch) {
    this.#newNode = newNode;
    this.#journal = journal;
    this.#branch = branch;
  }

  /**
   * Replays the journal on `node`. This node and those of `newNode` are at the journal's start. Throws
   * `ChainJournalError`.
   */
  static async open(node: EvmNode, newNode: () => Promise<EvmNode>, journal: Journal): Promise<TestChain> {
    const chain = new TestChain(newNode, journal, await Branch.begin(node));
    const { steps, cutOff, finality, latest } = canonicalSteps(journal.entries);
    for (const { step, line } of steps) {
      try {
        await chain.#branch.replay(step);
      } catch (error) {
        if (error instanceof StepError) throw new ChainJournalError(journal.file, line, error.message);
        throw error;
      }
    }
    chain.#branch.clock.given(latest);
    chain.#cutOff = cutOff;
    chain.#finality = finality ?? chain.#finality;
    return chain;
  }

  /**
   * Calls `listener` whenever the head has changed. The call is synchronous, so the listener must not wait
   * for the chain.
   */
  onHead(listener: () => void): void {
    this.#headChanged = listener;
  }

  /**
   * Answers one JSON-RPC call. Throws `RpcError`. A failed call has changed nothing and is not in the
   * journal.
   */
  call(method: string, params: readonly unknown[]): Promise<unknown> {
    return this.#alone(() => this.#perform(method, params));
  }

  /** Mines `count` blocks. */
  mine(count: number): Promise<void> {
    return this.#alone(() => this.#mineMany(count, 1));
  }

  /**
   * Mines a block if `allowed()` and one is needed: a transaction that can be mined is pending, or the last
   * block with a transaction has fewer than `settleBlocks` blocks above it. Returns whether it mined one.
   */
  mineOnDemand(settleBlocks: number, allowed: () => boolean): Promise<boolean> {
    return this.#alone(async () => {
      if (!allowed()) return false;
      if (!this.#branch.isSettling(settleBlocks) && !(await this.#branch.mayBeMined())) return false;
      await this.#mineBlock(this.#branch.clock.now);
      return true;
    });
  }

  /** Replaces the chain's last blocks. If it throws `RpcError`, nothing has changed. */
  reorg(options: ReorgOptions): Promise<Reorg> {
    return this.#alone(async () => {
      const twin = await Branch.begin(await this.#newNode());
      try {
        const { sharedSteps, ...reorg } = await reorganise(this.#branch, twin, options, this.#cutOff);
        this.#record({ reorg: sharedSteps, steps: twin.steps.slice(sharedSteps), head: twin.head.hash });
        this.#cutOff = { sharedSteps, steps: this.#branch.steps.slice(sharedSteps) };
        this.#orphans.unshift(this.#branch.node);
        this.#branch = twin;
        this.#headChanged();
        return reorg;
      } catch (error) {
        await twin.node.close();
        throw error;
      } finally {
        for (const node of this.#orphans.splice(maxOrphans)) await node.close();
      }
    });
  }

  /** Sets which blocks are `safe` and `finalized`: those up to a height, or all but the last ones. */
  finalize(finality: Finality): Promise<void> {
    return this.#alone(async () => {
      this.#record({ finality });
      this.#finality = finality;
      return Promise.resolve();
    });
  }

  /** Waits for the calls under way, then closes the nodes and the journal. */
  close(): Promise<void> {
    this.#closed ??= this.#queue.then(async () => {
      this.#failure ??= new RpcError(rpcErrorCodes.internal, 'the test network is stopped');
      this.#journal.close();
      for (const node of [this.#branch.node, ...this.#orphans]) await node.close();
    });
    this.#queue = this.#closed;
    return this.#closed;
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(() => {
      if (this.#failure) throw this.#failure;
      return work();
    });
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async #perform(method: string, params: readonly unknown[]): Promise<unknown> {
    refuseMethod(method);
    switch (method) {
      case 'evm_mine':
        await this.#mineBlock(optionalInteger(params[0], 'the timestamp') ?? this.#branch.clock.now);
        return '0x0';
      case 'hardhat_mine': {
        const count = optionalInteger(params[0], 'the number of blocks') ?? 1;
        await this.#mineMany(count, optionalInteger(params[1], 'the interval') ?? 1);
        return true;
      }
      default:
        return changesChain(method) ? this.#change(method, params) : this.#read(method, params);
    }
  }

  #read(method: string, params: readonly unknown[]): Promise<unknown> {
    const head = this.#branch.head.number;
    const final = 'height' in this.#finality ? this.#finality.height : head - this.#finality.lag;
    const finalized = Math.max(0, Math.min(final, head));
    return readChain({ node: this.#branch.node, orphans: this.#orphans, finalized }, method, params);
  }

  async #change(method: string, params: readonly unknown[]): Promise<unknown> {
    const result = await this.#branch.apply(method, params);
    // The node answers `false` if there was nothing to change.
    if (result === false) return result;
    const head = method === 'evm_revert' ? { head: this.#branch.head.hash } : {};
    const settled = await settledParams(this.#branch.node, method, params, result);
    this.#take({ call: method, params: settled, result, ...head });
    return result;
  }

  async #mineMany(count: number, interval: number): Promise<void> {
    if (count > maxBlocksAtOnce || interval < 1) {
      throw new RpcError(rpcErrorCodes.invalidParams, `at most ${String(maxBlocksAtOnce)} blocks, 1 s apart`);
    }
    for (let mined = 0; mined < count; mined++) {
      const { clock, head } = this.#branch;
      await this.#mineBlock(mined === 0 ? clock.now : head.timestamp + interval);
    }
  }

  async #mineBlock(timestamp: number): Promise<void> {
    this.#take(await this.#branch.mine(timestamp));
  }

  #take(step: Step): void {
    this.#record(step);
    this.#branch.took(step);
    if (step.head !== undefined) this.#headChanged();
  }

  #record(entry: JournalEntry): void {
    try {
      this.#journal.append(entry);
    } catch (error) {
      // The chain stays ahead of its journal: further answers would show changes that a restart takes back.
      this.#failure = error instanceof Error ? error : new Error(String(error));
      throw this.#failure;
    }
  }
}
