import type { Answer } from './answerFalsely.ts';
import type { FeedLog } from './logFilter.ts';
import { logFilter } from './logFilter.ts';
import { RpcError, rpcErrorCodes } from './rpcError.ts';

interface Header extends Readonly<Record<string, unknown>> {
  readonly number: string;
  readonly hash: string;
  readonly parentHash: string;
}

interface FedBlock {
  readonly header: Header;
  readonly logs: readonly FeedLog[];
}

interface Subscriber {
  header(header: Header): void;
  log(log: FeedLog): void;
}

/** How many blocks deep a reorg may be so that the feed still reports every block and log. */
const remembered = 256;
/** How many blocks before the first subscription the feed reads, in case a reorg removes them. */
const readBack = 32;

/**
 * Notifies subscribers of new heads and logs as geth does. After a reorg it first sends the logs of the
 * blocks that left, latest first, with `removed: true`, then the new blocks, lowest first. Without
 * subscribers it reads nothing.
 */
export class HeadFeed {
  readonly #ask: Answer;
  readonly #onError: (error: unknown) => void;
  readonly #subscribers = new Set<Subscriber>();
  /** The chain's last blocks that were reported, lowest first. */
  #reported: FedBlock[] = [];
  #work: Promise<void> = Promise.resolve();
  #isDue = false;

  constructor(ask: Answer, onError: (error: unknown) => void) {
    this.#ask = ask;
    this.#onError = onError;
  }

  /** Notifies the subscriber from now on, until the returned function is called. Throws `RpcError`. */
  async subscribe(kind: unknown, filter: unknown, notify: (result: unknown) => void): Promise<() => void> {
    const subscriber = subscriberOf(kind, filter, notify);
    const begun = this.#work.then(() => (this.#subscribers.size === 0 ? this.#begin() : undefined));
    this.#work = begun.then(
      () => void this.#subscribers.add(subscriber),
      () => undefined,
    );
    await begun;
    return () => {
      this.#subscribers.delete(subscriber);
    };
  }

  /** The head may have changed. */
  wake(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    this.#work = this.#work.then(async () => {
      this.#isDue = false;
      if (this.#subscribers.size > 0) await this.#report();
    });
    this.#work = this.#work.catch((error: unknown) => {
      // The chain was stopped, or a block left the chain while it was read: then another change follows.
      if (!(error instanceof RpcError)) this.#onError(error);
    });
  }

  async #begin(): Promise<void> {
    this.#reported = [];
    this.#reported = (await this.#newBlocks(readBack)).added;
  }

  async #report(): Promise<void> {
    const { added, parent } = await this.#newBlocks(Infinity);
    const sharedCount = this.#reported.findIndex(({ header }) => header.hash === parent) + 1;
    const left = this.#reported.slice(sharedCount).toReversed();
    this.#reported = [...this.#reported.slice(0, sharedCount), ...added].slice(-remembered);
    for (const subscriber of this.#subscribers) {
      for (const { logs } of left) {
        for (const log of logs.toReversed()) subscriber.log({ ...log, removed: true });
      }
      for (const { header, logs } of added) {
        subscriber.header(header);
        for (const log of logs) subscriber.log(log);
      }
    }
  }

  /**
   * At most `limit` blocks that were not yet reported, lowest first, and the hash of their parent. No block
   * is lower than those already reported.
   */
  async #newBlocks(limit: number): Promise<{ readonly added: FedBlock[]; readonly parent: string }> {
    const blocks: FedBlock[] = [];
    const known = new Set(this.#reported.map(({ header }) => header.hash));
    const floor = Number(this.#reported[0]?.header.number ?? 0);
    let header = headerOf(await this.#ask('eth_getBlockByNumber', ['latest', false]));
    while (!known.has(header.hash) && Number(header.number) >= floor && blocks.length < limit) {
      const logs = (await this.#ask('eth_getLogs', [{ blockHash: header.hash }])) as FeedLog[];
      blocks.push({ header, logs });
      if (Number(header.number) === 0) break;
      header = headerOf(await this.#ask('eth_getBlockByHash', [header.parentHash, false]));
    }
    return { added: blocks.toReversed(), parent: header.hash };
  }
}

/** The fields of a block that `newHeads` sends. */
function headerOf(block: unknown): Header {
  if (block === null) throw new RpcError(rpcErrorCodes.failed, 'the block left the chain');
  const body = new Set(['transactions', 'uncles', 'size', 'totalDifficulty', 'withdrawals']);
  return Object.fromEntries(Object.entries(block as Header).filter(([key]) => !body.has(key))) as Header;
}

function subscriberOf(kind: unknown, filter: unknown, notify: (result: unknown) => void): Subscriber {
  switch (kind) {
    case 'newHeads':
      return { header: notify, log: () => undefined };
    case 'logs': {
      const matches = logFilter(filter);
      return {
        header: () => undefined,
        log(log) {
          if (matches(log)) notify(log);
        },
      };
    }
    default:
      throw new RpcError(rpcErrorCodes.invalidParams, 'only newHeads and logs can be subscribed to');
  }
}
