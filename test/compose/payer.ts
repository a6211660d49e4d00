import { setTimeout as sleep } from 'node:timers/promises';
import type { Currency } from '../../domain/registry.ts';
import type { BaseUnits } from '../../domain/money.ts';
import { baseUnits } from '../../domain/money.ts';
import { pay } from '../../testkit/chain/payers/pay.ts';
import { testAccounts } from '../../testkit/chain/payers/testAccounts.ts';
import type { World } from './world.ts';

/** Between two payments of the traffic, in ms. */
const pauseMs = 5000;

export interface Payee {
  /** The merchant's name of the customer. */
  readonly customer: string;
  readonly address: string;
}

export interface Sent {
  readonly customer: string;
  readonly coin: string;
  readonly amount: BaseUnits;
  readonly txHash: string;
}

/** Pays customers, in every coin of every network in turn, until it is stopped. It records what it has sent. */
export class Payer {
  readonly sent: Sent[] = [];
  readonly #world: World;
  readonly #signal: AbortSignal;
  readonly #stop = new AbortController();
  #traffic: Promise<void> | undefined;
  #failure: unknown;

  constructor(world: World, signal: AbortSignal) {
    this.#world = world;
    this.#signal = AbortSignal.any([signal, this.#stop.signal]);
  }

  async pay({ customer, address }: Payee, currency: Currency, amount: BaseUnits): Promise<void> {
    const rpcUrl = this.#world.rpcUrl(currency.network);
    const key = testAccounts().faucet.privateKey;
    const txHash = await pay({ rpcUrl, key, to: address, currency, amount });
    this.sent.push({ customer, coin: currency.code, amount, txHash });
  }

  start(payees: readonly [Payee, ...Payee[]]): void {
    this.#traffic = this.#payOn(payees).catch((error: unknown) => {
      if (!this.#signal.aborted) this.#failure = error;
    });
  }

  /** Waits until as many payments more were sent. Throws if the traffic has failed. */
  async more(count: number): Promise<void> {
    for (const until = this.sent.length + count; this.sent.length < until;) {
      if (this.#failure !== undefined) throw new Error('the payer has failed', { cause: this.#failure });
      this.#signal.throwIfAborted();
      await sleep(200);
    }
  }

  /** Throws if the traffic has failed. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#traffic;
    if (this.#failure !== undefined) throw new Error('the payer has failed', { cause: this.#failure });
  }

  async #payOn(payees: readonly [Payee, ...Payee[]]): Promise<void> {
    const { currencies } = this.#world;
    for (let turn = 0; !this.#signal.aborted; turn++) {
      const payee = payees[Math.floor(turn / currencies.length) % payees.length] ?? payees[0];
      const currency = currencies[turn % currencies.length];
      if (!currency) throw new Error('the registry has no currency');
      await this.pay(payee, currency, amountOf(currency, turn));
      await sleep(pauseMs, undefined, { signal: this.#signal });
    }
  }
}

/** Above the minimum, and another one each time: so a payment that is credited twice does not look like another. */
function amountOf({ minDeposit, decimals }: Currency, turn: number): BaseUnits {
  const step = 10n ** BigInt(Math.max(0, decimals - 4));
  return baseUnits(2n * minDeposit + BigInt(turn) * step);
}
