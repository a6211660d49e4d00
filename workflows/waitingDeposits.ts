import type { TransactionId } from '../domain/ids.ts';
import type { DepositFacts } from '../domain/messages.ts';

/** Why a deposit waits for a person, and what is known about it. */
export interface WaitingDeposit {
  readonly transactionId: TransactionId;
  readonly why: string | undefined;
  readonly facts: DepositFacts | undefined;
}

/** How many deposits' facts are asked for in one step: more are not shown one by one. */
const askedAtOnce = 50;

/** What is shown of the deposits that wait for a person. A deposit that no longer waits is forgotten. */
export class WaitingDeposits {
  #ids: readonly TransactionId[] = [];
  readonly #why = new Map<TransactionId, string>();
  readonly #facts = new Map<TransactionId, DepositFacts>();
  readonly #asked = new Set<TransactionId>();

  /** These, and no others, wait now. */
  are(ids: readonly TransactionId[]): void {
    this.#ids = ids;
    const now = new Set(ids);
    for (const id of this.#asked) {
      if (now.has(id)) continue;
      this.#asked.delete(id);
      this.#facts.delete(id);
    }
    for (const id of this.#why.keys()) if (!now.has(id)) this.#why.delete(id);
  }

  because(ids: readonly TransactionId[], why: string): void {
    for (const id of ids) this.#why.set(id, why);
  }

  /** The deposits that are shown and whose facts were not asked for. */
  unasked(): readonly TransactionId[] {
    return this.#ids.slice(0, askedAtOnce).filter(id => !this.#asked.has(id));
  }

  asked(ids: readonly TransactionId[]): void {
    for (const id of ids) this.#asked.add(id);
  }

  /** Asking for the facts of these failed. */
  askingFailed(ids: readonly TransactionId[]): void {
    for (const id of ids) if (!this.#facts.has(id)) this.#asked.delete(id);
  }

  answered(facts: readonly DepositFacts[]): void {
    for (const fact of facts)
      if (this.#asked.has(fact.transactionId)) this.#facts.set(fact.transactionId, fact);
  }

  list(): readonly WaitingDeposit[] {
    return this.#ids.map(transactionId => ({
      transactionId,
      why: this.#why.get(transactionId),
      facts: this.#facts.get(transactionId),
    }));
  }
}
