import { changesChain, optionalInteger, refuseMethod } from './chainMethods.ts';
import { ChainClock } from './clock.ts';
import type { Journal, JournalEntry } from './journal.ts';
import { ChainJournalError } from './journal.ts';
import type { EvmNode, Head } from './node.ts';
import { readHead } from './node.ts';
import { mayBeMined } from './mayBeMined.ts';
import { RpcError, rpcErrorCodes } from './rpcError.ts';

/** 10,000 blocks take about 3 s, in which nothing else is answered. */
const maxBlocksAtOnce = 10_000;

/**
 * A node whose chain is a pure function of its journal.
 *
 * Calls run one after another, reads too, and a call that changed the chain is in the journal before it is
 * answered: nobody ever sees what a crash could take back, and the order of the journal is that of execution.
 */
export class TestChain {
  readonly #node: EvmNode;
  readonly #journal: Journal;
  readonly #clock: ChainClock;
  #head: Head;
  /** Heights of blocks with transactions, ascending. */
  #busyHeights: number[] = [];
  #queue: Promise<unknown> = Promise.resolve();
  #closed: Promise<void> | undefined;
  /** Why it answers no more. */
  #failure: Error | undefined;

  private constructor(node: EvmNode, journal: Journal, head: Head) {
    this.#node = node;
    this.#journal = journal;
    this.#head = head;
    this.#clock = new ChainClock(head.timestamp);
  }

  /** Replays the journal on a node that is at the journal's start. Throws `ChainJournalError`. */
  static async open(node: EvmNode, journal: Journal): Promise<TestChain> {
    const chain = new TestChain(node, journal, await readHead(node));
    for (const [at, entry] of journal.entries.entries()) {
      await chain.#replay(entry, (reason: string) => new ChainJournalError(journal.file, at + 2, reason));
    }
    return chain;
  }

  /** Answers one JSON-RPC call. Throws `RpcError`; a failed call has changed nothing and is not journalled. */
  call(method: string, params: readonly unknown[]): Promise<unknown> {
    return this.#alone(() => this.#perform(method, params));
  }

  /** Mines `count` blocks. */
  mine(count: number): Promise<void> {
    return this.#alone(() => this.#mineMany(count, 1));
  }

  /**
   * Mines a block if `allowed()` and somebody waits for one: a transaction that can be mined is pending, or the
   * last block with a transaction has fewer than `settleBlocks` blocks upon it. Tells whether it did.
   */
  mineOnDemand(settleBlocks: number, allowed: () => boolean): Promise<boolean> {
    return this.#alone(async () => {
      if (!allowed()) return false;
      const busy = this.#busyHeights.at(-1);
      const settling = busy !== undefined && this.#head.number - busy < settleBlocks;
      if (!settling && !(await mayBeMined(this.#node))) return false;
      await this.#mineBlock(this.#clock.now);
      return true;
    });
  }

  /** Lets the calls that were made come to their end, then closes node and journal. */
  close(): Promise<void> {
    this.#closed ??= this.#queue.then(async () => {
      this.#failure ??= new RpcError(rpcErrorCodes.internal, 'the test network is stopped');
      this.#journal.close();
      await this.#node.close();
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
        await this.#mineBlock(optionalInteger(params[0], 'the timestamp') ?? this.#clock.now);
        return '0x0';
      case 'hardhat_mine': {
        const count = optionalInteger(params[0], 'the number of blocks') ?? 1;
        await this.#mineMany(count, optionalInteger(params[1], 'the interval') ?? 1);
        return true;
      }
      default: {
        const result = await this.#apply(method, params);
        // `false` is how the node says that there was nothing to change.
        if (changesChain(method) && result !== false) {
          const head = method === 'evm_revert' ? { head: this.#head.hash } : {};
          this.#record({
            call: method,
            params: await this.#settled(method, params, result),
            result,
            ...head,
          });
        }
        return result;
      }
    }
  }

  /** Everything but mining: the same for a call that is made and for one that is replayed. */
  async #apply(method: string, params: readonly unknown[]): Promise<unknown> {
    switch (method) {
      case 'evm_increaseTime':
        return this.#clock.increase(optionalInteger(params[0], 'the number of seconds') ?? 0);
      case 'evm_setNextBlockTimestamp':
        this.#clock.setNext(optionalInteger(params[0], 'the timestamp') ?? 0, this.#head.timestamp);
        return null;
      case 'evm_snapshot': {
        const id = await this.#node.request(method, params);
        this.#clock.snapshot(String(id));
        return id;
      }
      case 'evm_revert': {
        const reverted = await this.#node.request(method, params);
        if (reverted !== true) return reverted;
        this.#clock.revert(String(params[0]));
        this.#head = await readHead(this.#node);
        this.#busyHeights = this.#busyHeights.filter(height => height <= this.#head.number);
        return reverted;
      }
      default:
        return this.#node.request(method, params);
    }
  }

  async #mineMany(count: number, interval: number): Promise<void> {
    if (count > maxBlocksAtOnce || interval < 1) {
      throw new RpcError(rpcErrorCodes.invalidParams, `at most ${String(maxBlocksAtOnce)} blocks, 1 s apart`);
    }
    for (let mined = 0; mined < count; mined++) {
      await this.#mineBlock(mined === 0 ? this.#clock.now : this.#head.timestamp + interval);
    }
  }

  async #mineBlock(timestamp: number): Promise<void> {
    await this.#mineAt(timestamp);
    this.#record({ mine: timestamp, head: this.#head.hash });
  }

  async #mineAt(timestamp: number): Promise<void> {
    await this.#node.request('evm_mine', [timestamp]);
    this.#clock.mined(timestamp);
    this.#head = await readHead(this.#node);
    if (this.#head.transactions > 0) this.#busyHeights.push(this.#head.number);
  }

  async #replay(entry: JournalEntry, disagree: (reason: string) => ChainJournalError): Promise<void> {
    try {
      if ('mine' in entry) {
        await this.#mineAt(entry.mine);
      } else {
        const result = await this.#apply(entry.call, entry.params);
        if (JSON.stringify(result) !== JSON.stringify(entry.result)) {
          throw disagree(`${entry.call} now gives ${JSON.stringify(result)}`);
        }
      }
    } catch (error) {
      if (error instanceof RpcError) throw disagree(`the node now refuses it (${error.message})`);
      throw error;
    }
    if (entry.head !== undefined && entry.head !== this.#head.hash) {
      throw disagree(`block ${String(this.#head.number)} is now ${this.#head.hash}`);
    }
  }

  #record(entry: JournalEntry): void {
    try {
      this.#journal.append(entry);
    } catch (error) {
      // The chain is ahead of its journal for good: going on would show what a restart takes back.
      this.#failure = error instanceof Error ? error : new Error(String(error));
      throw this.#failure;
    }
  }

  /** The params with which a call does again what it did: what the node filled in is written out. */
  async #settled(method: string, params: readonly unknown[], result: unknown): Promise<unknown[]> {
    if (method !== 'eth_sendTransaction') return [...params];
    const sent = (await this.#node.request('eth_getTransactionByHash', [result])) as Record<string, unknown>;
    const { from, to, gas, value, input, nonce, maxFeePerGas, maxPriorityFeePerGas, gasPrice } = sent;
    const fee = maxFeePerGas === undefined ? { gasPrice } : { maxFeePerGas, maxPriorityFeePerGas };
    const recipient = to === null ? {} : { to };
    return [{ from, ...recipient, gas, value, data: input, nonce, ...fee }];
  }
}
