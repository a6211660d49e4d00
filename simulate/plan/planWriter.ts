import type { Choice } from './choice.ts';
import type { Coin } from './coins.ts';
import { faultOf } from './fault.ts';
import type { Flavour, Kind, Scene } from './flavour.ts';
import { traced } from './flavour.ts';
import { amountOf, dustOf, wayOf } from './payment.ts';
import { reorgOf } from './reorg.ts';
import { sceneOf } from './scenes.ts';
import type { Step } from './steps.ts';
import { behaviours } from './steps.ts';

/** A part that is listed twice is killed twice as often. */
const parts = ['worker', 'worker', 'relay', 'dispatcher', 'api'] as const;
const sweepingParts = ['worker', 'signer', 'relay', 'dispatcher', 'api'] as const;

/** Writes steps that fit those before them. */
export class PlanWriter {
  readonly steps: Step[] = [];
  readonly #choice: Choice;
  readonly #flavour: Flavour;
  /** What declined and reviewed payers may do in this seed: in most seeds there are none. */
  readonly #verdicts: readonly (readonly [number, 'approve' | 'decline' | 'review'])[];
  readonly #dusty: boolean;
  #customers = 0;
  #sessions = 0;
  #charges = 0;
  #traced = true;

  constructor(choice: Choice, flavour: Flavour) {
    this.#choice = choice;
    this.#flavour = flavour;
    this.#verdicts = [
      [90, 'approve'],
      [flavour.declines ? 8 : 0, 'decline'],
      [flavour.reviews ? 12 : 0, 'review'],
    ];
    this.#dusty = choice.chance(40);
  }

  addAny(): void {
    this.add(
      this.#choice.weighted(
        Object.entries(this.#flavour.weights).map(([kind, weight]) => [weight, kind as Kind]),
      ),
    );
  }

  play(scene: Scene): void {
    const customer = this.#choice.number(0, this.#customers - 1);
    for (const step of sceneOf(scene, this.#choice, this.#flavour, customer)) this.#write(step);
  }

  add(kind: Kind): void {
    const choice = this.#choice;
    const customer = (): number => choice.number(0, this.#customers - 1);
    const network = (): string => choice.one(this.#flavour.networks);
    const coin = (): Coin => choice.one(this.#flavour.coins);
    switch (kind) {
      case 'customer':
        this.#customers += 1;
        this.#write({ do: 'customer', currency: coin().code });
        return;
      case 'purse':
        this.#write({ do: 'purse', customer: customer(), currency: coin().code });
        return;
      case 'pay':
        this.#pay(customer());
        return;
      case 'mine':
        this.#write({
          do: 'mine',
          network: network(),
          blocks: choice.weighted([
            [6, 1],
            [2, 2],
            [1, choice.number(3, 8)],
          ]),
        });
        return;
      case 'rest':
        this.#write({ do: 'rest', ms: choice.number(20, 300) });
        return;
      case 'reorg':
        for (const step of reorgOf(choice, network(), this.#flavour)) this.#write(step);
        return;
      case 'decide':
        this.#write({
          do: 'decide',
          customer: customer(),
          verdict: choice.one(['approve', 'approve', 'decline']),
        });
        return;
      case 'block': {
        const who = customer();
        this.#write({ do: 'block', customer: who });
        this.#pay(who);
        if (choice.chance(50)) this.#write({ do: 'unblock', customer: who });
        return;
      }
      case 'session':
        this.#session(customer());
        return;
      case 'charge':
        this.#write({
          do: 'charge',
          customer: customer(),
          currency: coin().code,
          percent: choice.number(1, 120),
          times: choice.weighted([
            [2, 1],
            [1, choice.number(2, 6)],
          ]),
        });
        if (choice.chance(40)) {
          this.#write({
            do: 'refund',
            charge: choice.number(0, this.#charges - 1),
            percent: choice.number(1, 100),
          });
        }
        return;
      case 'fault':
        this.#fault(network());
        return;
      case 'provider':
        this.#write({
          do: 'provider',
          behaviour: choice.one(behaviours),
        });
        // A payer who must be declined comes while nobody can say so.
        if (this.#flavour.declines && choice.chance(60)) this.#pay(customer(), 'decline');
        return;
      case 'receiver':
        this.#write({ do: 'receiver', status: choice.one([500, 503, 429, 404, 204]) });
        return;
      case 'kill':
        this.#write({
          do: 'kill',
          part: choice.one(this.#flavour.sweeps ? sweepingParts : parts),
          afterMs: choice.number(0, 800),
        });
        return;
      case 'freeze':
        this.#write({ do: 'freeze', forMs: choice.number(2500, 5000) });
        return;
      case 'expire':
        this.#write({ do: 'expire', customer: customer() });
        return;
      case 'cut':
        this.#write({ do: 'cut', role: choice.one(['purser_api', 'purser_worker']) });
        return;
      case 'clock':
        this.#write({ do: 'clock', network: network(), seconds: choice.one([5, 60, 3600, 86_400]) });
        return;
      case 'source':
        this.#write({ do: 'source', network: traced, source: this.#traced ? 'topLevel' : 'trace' });
        return;
      case 'rescan':
        this.#write({ do: 'rescan', network: network() });
    }
  }

  #pay(customer: number, by?: 'decline'): void {
    const choice = this.#choice;
    const coin = choice.one(this.#flavour.coins);
    const verdict = by ?? choice.weighted(this.#verdicts);
    const isDust = this.#dusty && choice.chance(40);
    this.#write({
      do: 'pay',
      customer,
      currency: coin.code,
      amount: String(isDust ? dustOf(choice, coin) : amountOf(choice, coin)),
      via: verdict === 'approve' ? wayOf(choice, coin, this.#flavour) : 'direct',
      verdict,
      count: isDust
        ? choice.number(1, 6)
        : choice.weighted([
            [8, 1],
            [1, 2],
          ]),
    });
  }

  #session(customer: number): void {
    const choice = this.#choice;
    const coin = choice.one(this.#flavour.coins);
    this.#write({ do: 'session', customer, currency: coin.code, amount: String(amountOf(choice, coin)) });
    this.#sessions += 1;
    for (let payments = choice.number(0, 2); payments > 0; payments--) {
      this.#write({
        do: 'paySession',
        session: choice.chance(80) ? this.#sessions - 1 : choice.number(0, this.#sessions - 1),
        percent: choice.weighted([
          [5, 100],
          [2, 50],
          [1, choice.number(1, 200)],
        ]),
      });
    }
    if (choice.chance(15)) this.#write({ do: 'endSession', session: choice.number(0, this.#sessions - 1) });
  }

  #fault(network: string): void {
    const choice = this.#choice;
    this.#write(faultOf(choice, network, this.#flavour));
    if (choice.chance(50)) {
      this.add(choice.one(['pay', 'mine']));
      this.#write({ do: 'faultsEnd', network });
    }
  }

  #write(step: Step): void {
    if (step.do === 'charge') this.#charges += 1;
    if (step.do === 'source') this.#traced = step.source === 'trace';
    this.steps.push(step);
  }
}
