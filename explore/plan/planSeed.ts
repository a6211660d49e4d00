import { languageTags } from '../../api/checkout/messages/index.ts';
import type { PayerVerdict } from '../../domain/testMode.ts';
import type { Choice } from '../../simulate/plan/choice.ts';
import { choiceOf } from '../../simulate/plan/choice.ts';
import type { Coin } from '../../simulate/plan/coins.ts';
import { acceptedBy, orderOf } from './order.ts';
import type { Plan, Step } from './steps.ts';
import { troubled, troubles } from './steps.ts';

/** The kinds of steps that are chosen by themselves; the others follow one of these. */
type Kind = Exclude<Step['do'], 'online' | 'troubleEnds' | 'resume' | 'mine' | 'decide'>;

/** What a payer does and what happens around them. The same seed, number of steps and coins give the same plan. */
export function planSeed(seed: number, steps: number, coins: readonly Coin[]): Plan {
  const choice = choiceOf(seed);
  const order = orderOf(choice, coins);
  const script = !choice.chance(10);
  const payer: Plan['payer'] = {
    language: choice.weighted([
      [5, 'en'],
      [1, 'de'],
      [1, 'es'],
      [3, 'ar'],
    ]),
    size: choice.weighted([
      [3, 'phone'],
      [2, 'desktop'],
      [1, 'narrow'],
    ]),
    scheme: choice.one(['light', 'dark']),
    script,
  };
  const writer = new PlanWriter(choice, { coins, accepted: acceptedBy(order, coins), script, steps });
  while (writer.steps.length < steps) writer.add();
  return { seed, payer, order, steps: writer.steps };
}

interface Surroundings {
  readonly coins: readonly Coin[];
  readonly accepted: readonly Coin[];
  readonly script: boolean;
  readonly steps: number;
}

class PlanWriter {
  readonly steps: Step[] = [];
  readonly #choice: Choice;
  readonly #coins: readonly Coin[];
  readonly #accepted: readonly Coin[];
  readonly #networks: readonly string[];
  /** From this step on, payments may end the story. */
  readonly #lateFrom: number;
  readonly #weights: readonly (readonly [number, Kind])[];

  constructor(choice: Choice, { coins, accepted, script, steps }: Surroundings) {
    this.#choice = choice;
    this.#coins = coins;
    this.#accepted = accepted;
    this.#lateFrom = steps * 0.6;
    this.#networks = [...new Set(accepted.map(({ network }) => network))];
    const sometimes = (percent: number, weight: number): number => (choice.chance(percent) ? weight : 0);
    const withScript = (weight: number): number => (script ? weight : 0);
    this.#weights = [
      [10, 'choose'],
      [3, 'otherWay'],
      [4, 'reload'],
      [3, 'back'],
      [2, 'forward'],
      [4, 'language'],
      [withScript(4), 'copy'],
      [3, 'pressAll'],
      [2, 'keyboard'],
      [2, 'resize'],
      [2, 'scheme'],
      [3, 'return'],
      [sometimes(20, 3), 'wrongLink'],
      [sometimes(50, 4), 'tab'],
      [sometimes(30, 3), 'turn'],
      [sometimes(30, 2), 'closeTab'],
      [withScript(sometimes(40, 5)), 'offline'],
      [withScript(sometimes(40, 5)), 'trouble'],
      [14, 'pay'],
      [sometimes(40, 6), 'pause'],
      [sometimes(40, 6), 'reorg'],
      [sometimes(40, 4), 'endSession'],
      [sometimes(15, 2), 'block'],
      [sometimes(25, 3), 'otherOrder'],
      [sometimes(8, 2), 'restartApi'],
    ];
  }

  add(): void {
    const choice = this.#choice;
    const kind = choice.weighted(this.#weights);
    switch (kind) {
      case 'choose':
        this.#write({ do: kind, nth: choice.number(0, 3) });
        return;
      case 'language':
        this.#write({ do: kind, language: choice.one(languageTags) });
        return;
      case 'keyboard':
        this.#write({ do: kind, nth: choice.number(0, 12) });
        return;
      case 'resize':
        this.#write({ do: kind, size: choice.one(['phone', 'desktop', 'narrow']) });
        return;
      case 'scheme':
        this.#write({ do: kind, scheme: choice.one(['light', 'dark']) });
        return;
      case 'wrongLink':
        this.#write({ do: kind, times: choice.one([1, 1, 12]) });
        return;
      case 'tab':
        this.#write({
          do: kind,
          language: choice.chance(40) ? choice.one(languageTags) : null,
          // Also a way to pay that this order does not have.
          pay: choice.chance(50) ? choice.one(this.#coins).code : null,
        });
        return;
      case 'offline':
        this.#write({ do: kind });
        this.#happens();
        this.#write({ do: 'online' });
        return;
      case 'trouble':
        this.#write({ do: kind, how: choice.one(troubles), of: choice.one(troubled) });
        this.#happens();
        this.#write({ do: 'troubleEnds' });
        return;
      case 'pay':
        this.#pay();
        return;
      case 'pause':
        this.#pause();
        return;
      case 'reorg':
        this.#write({
          do: kind,
          network: choice.one(this.#networks),
          depth: choice.number(1, 2),
          lose: choice.chance(40),
        });
        return;
      case 'closeTab':
      case 'turn':
      case 'reload':
      case 'back':
      case 'forward':
      case 'otherWay':
      case 'copy':
      case 'pressAll':
      case 'return':
      case 'endSession':
      case 'block':
      case 'otherOrder':
      case 'restartApi':
        this.#write({ do: kind });
    }
  }

  /** Something that the page must show later, while it cannot. */
  #happens(): void {
    if (this.#choice.chance(20)) this.#write({ do: 'endSession' });
    else this.#pay();
  }

  /** Money is seen, and stays unconfirmed for a while. */
  #pause(): void {
    const choice = this.#choice;
    const coin = choice.one(this.#accepted);
    const { network } = coin;
    this.#write({ do: 'pause', network });
    this.#pay(coin);
    if (choice.chance(30)) this.#write({ do: 'endSession' });
    for (let some = choice.number(0, 2); some > 0; some--) {
      this.#write({ do: 'mine', network, blocks: choice.number(1, 3) });
    }
    if (choice.chance(30)) this.#write({ do: 'reorg', network, depth: 1, lose: choice.chance(50) });
    this.#write({ do: 'resume', network });
  }

  #pay(of?: Coin): void {
    const choice = this.#choice;
    const coin = of ?? choice.one(choice.chance(90) ? this.#accepted : this.#coins);
    // A listed payer gets its money first, for which a paused chain has no block.
    const mayBeListed = of === undefined ? 1 : 0;
    const verdict = choice.weighted<PayerVerdict>([
      [17, 'approve'],
      [mayBeListed, 'decline'],
      [2 * mayBeListed, 'review'],
    ]);
    const isLate = this.steps.length >= this.#lateFrom;
    this.#write({
      do: 'pay',
      currency: coin.code,
      percent: choice.weighted([
        [isLate ? 6 : 1, 100],
        [4, choice.number(20, 99)],
        [2, choice.number(1, 19)],
        [isLate ? 2 : 0, choice.number(101, 250)],
      ]),
      verdict,
    });
    if (verdict === 'review' && choice.chance(70)) {
      this.#write({ do: 'decide', verdict: choice.one(['approve', 'approve', 'decline']) });
    }
  }

  #write(step: Step): void {
    this.steps.push(step);
  }
}
