import { ChainClock } from './clock.ts';
import type { Step } from './journal.ts';
import { mayBeMined } from './mayBeMined.ts';
import type { EvmNode, Head } from './node.ts';
import { readHead } from './node.ts';
import { optionalInteger } from './rpc/chainMethods.ts';
import { RpcError } from './rpc/rpcError.ts';

/** A step no longer has the same result. */
export class StepError extends Error {
  override readonly name = 'StepError';
}

/** A node and the steps that led to its state. The same steps on a fresh node make its twin. */
export class Branch {
  readonly node: EvmNode;
  readonly clock: ChainClock;
  readonly #steps: { readonly step: Step; readonly height: number }[] = [];
  readonly #startHeight: number;
  #head: Head;
  /** Heights of blocks with transactions, ascending. */
  #busyHeights: number[] = [];

  private constructor(node: EvmNode, head: Head) {
    this.node = node;
    this.clock = new ChainClock(head.timestamp);
    this.#head = head;
    this.#startHeight = head.number;
  }

  /** Begins a branch at the node's present state: the chain's start, without steps. */
  static async begin(node: EvmNode): Promise<Branch> {
    return new Branch(node, await readHead(node));
  }

  get head(): Head {
    return this.#head;
  }

  get startHeight(): number {
    return this.#startHeight;
  }

  get steps(): readonly Step[] {
    return this.#steps.map(({ step }) => step);
  }

  /**
   * How many steps lead to the block of this height, including steps after it and before the next block, so
   * that snapshots stay valid. The height must be below the head and not below the start.
   */
  stepsTo(height: number): number {
    // An `evm_revert` may have returned to the block later.
    const arrival = this.#steps.findLastIndex(
      placed => placed.height === height && placed.step.head !== undefined,
    );
    const endsIt = (step: Step): boolean =>
      step.head !== undefined || ('call' in step && step.call === 'evm_setNextBlockTimestamp');
    return this.#steps.findIndex(({ step }, at) => at > arrival && endsIt(step));
  }

  /** Whether the last block with a transaction has fewer than `settleBlocks` blocks above it. */
  isSettling(settleBlocks: number): boolean {
    const busy = this.#busyHeights.at(-1);
    return busy !== undefined && this.#head.number - busy < settleBlocks;
  }

  mayBeMined(): Promise<boolean> {
    return mayBeMined(this.node);
  }

  /** Adds a step that was taken. */
  took(step: Step): void {
    this.#steps.push({ step, height: this.#head.number });
  }

  /** Mines one block at this time, in seconds since 1970, and returns the step. */
  async mine(timestamp: number): Promise<Step> {
    await this.node.request('evm_mine', [timestamp]);
    this.clock.mined(timestamp);
    this.#head = await readHead(this.node);
    if (this.#head.transactions > 0) this.#busyHeights.push(this.#head.number);
    return { mine: timestamp, head: this.#head.hash };
  }

  /** Makes any call but mining, in the same way for a new call and for a replay. */
  async apply(method: string, params: readonly unknown[]): Promise<unknown> {
    switch (method) {
      case 'evm_increaseTime':
        return this.clock.increase(optionalInteger(params[0], 'the number of seconds') ?? 0);
      case 'evm_setNextBlockTimestamp':
        this.clock.setNext(optionalInteger(params[0], 'the timestamp') ?? 0, this.#head.timestamp);
        return null;
      case 'evm_snapshot': {
        const id = await this.node.request(method, params);
        this.clock.snapshot(String(id));
        return id;
      }
      case 'evm_revert': {
        const reverted = await this.node.request(method, params);
        if (reverted !== true) return reverted;
        this.clock.revert(String(params[0]));
        this.#head = await readHead(this.node);
        this.#busyHeights = this.#busyHeights.filter(height => height <= this.#head.number);
        return reverted;
      }
      default:
        return this.node.request(method, params);
    }
  }

  /** Repeats a step. Throws `StepError` if the result differs. */
  async replay(step: Step): Promise<void> {
    try {
      if ('mine' in step) {
        await this.mine(step.mine);
      } else {
        const result = await this.apply(step.call, step.params);
        if (JSON.stringify(result) !== JSON.stringify(step.result)) {
          throw new StepError(`${step.call} now gives ${JSON.stringify(result)}`);
        }
      }
    } catch (error) {
      if (error instanceof RpcError) throw new StepError(`the node now refuses it (${error.message})`);
      throw error;
    }
    if (step.head !== undefined && step.head !== this.#head.hash) {
      throw new StepError(`block ${String(this.#head.number)} is now ${this.#head.hash}`);
    }
    this.took(step);
  }
}
