import type { Db } from '../../db/connect.ts';
import { accountsBehind } from '../../db/events/accountsBehind.ts';
import type { Published } from '../../db/events/publishEvents.ts';
import { publishEvents } from '../../db/events/publishEvents.ts';
import { continueReplay } from '../../db/webhooks/continueReplay.ts';
import type { AccountId } from '../../domain/ids.ts';

/** How many accounts are published for in one turn: the next turn goes on from there. */
const accountsPerTurn = 16;

/** How long an account or a replay that failed is left alone, in ms: the others go on meanwhile. */
const restAfterFailureMs = 5000;

/** Where the next turn goes on. */
export interface PublishPlace {
  readonly account: string;
  readonly replay: string;
}

/** Publishes in turns. */
export class Publisher {
  readonly #db: Db;
  readonly #onError: (error: unknown) => void;
  /** The accounts and endpoints whose last step failed, and until when they rest. */
  readonly #resting = new Map<string, number>();

  constructor(db: Db, onError: (error: unknown) => void) {
    this.#db = db;
    this.#onError = onError;
  }

  /**
   * Numbers events and makes their deliveries: a bounded step for each of the next accounts that have events,
   * and a step of one replay. Returns where the next turn goes on, whether anything was done, and whether
   * there are more accounts to look at. A failure of one account is reported, and costs the others nothing.
   */
  async takeTurn(
    place: PublishPlace,
  ): Promise<{ readonly place: PublishPlace; readonly did: boolean; readonly isPart: boolean }> {
    this.#wakeRested();
    const { accounts, replays } = await accountsBehind(this.#db, place.account, accountsPerTurn);
    const { numbered, fannedOut } = await this.#publish(accounts.filter(id => !this.#resting.has(id)));
    const replayed = replays ? await this.#replay(place.replay) : undefined;
    const next = {
      account: accounts.length < accountsPerTurn ? '' : (accounts.at(-1) ?? ''),
      replay: replayed?.endpointId ?? '',
    };
    return {
      place: next,
      did: numbered + fannedOut > 0 || replayed?.did === true,
      isPart: next.account !== '',
    };
  }

  /**
   * Publishes all in one transaction. If that fails, each account has its own, so that it is known whose
   * failure it was.
   */
  async #publish(accounts: readonly AccountId[]): Promise<Published> {
    const sum = { numbered: 0, fannedOut: 0 };
    try {
      return await publishEvents(this.#db, accounts);
    } catch (error) {
      const [only, ...others] = accounts;
      if (only !== undefined && others.length === 0) {
        this.#failed(only, error);
        return sum;
      }
    }
    for (const account of accounts) {
      const step = await this.#publish([account]);
      sum.numbered += step.numbered;
      sum.fannedOut += step.fannedOut;
    }
    return sum;
  }

  async #replay(after: string): Promise<{ readonly endpointId: string; readonly did: boolean } | undefined> {
    const step = await continueReplay(this.#db, after, [...this.#resting.keys()]);
    if (step?.error !== undefined) this.#failed(step.endpointId, step.error);
    return step && { endpointId: step.endpointId, did: step.error === undefined };
  }

  #failed(id: string, cause: unknown): void {
    this.#resting.set(id, Date.now() + restAfterFailureMs);
    this.#onError(
      new Error(`events of ${id} cannot be published now; other events are published`, { cause }),
    );
  }

  #wakeRested(): void {
    for (const [id, until] of this.#resting) if (until <= Date.now()) this.#resting.delete(id);
  }
}
