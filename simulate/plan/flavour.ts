import type { Choice } from './choice.ts';
import type { Coin } from './coins.ts';
import type { Step } from './steps.ts';

/** What a seed is about. No seed does everything: what goes wrong is easier to see, and a rule that one kind of
 * step switches off is tested by the seeds without it. */
export interface Flavour {
  readonly coins: readonly Coin[];
  readonly networks: readonly string[];
  /** Whether payers come who must be declined. */
  readonly declines: boolean;
  /** Whether payers come for whom a person must decide. */
  readonly reviews: boolean;
  /** Whether forks may be deeper than finality: they stop the chain until a person names a block of the new one. */
  readonly deep: boolean;
  /** Whether look-alikes, NFTs and failed payments come too: nobody is credited for them. */
  readonly strange: boolean;
  /** The weight of each kind of step. */
  readonly weights: Readonly<Record<Kind, number>>;
}

/** The kinds of steps that are chosen by themselves; the others follow one of these. */
export type Kind = Exclude<
  Step['do'],
  'endSession' | 'faultsEnd' | 'restore' | 'unblock' | 'paySession' | 'refund'
>;

/** Whether native coins are found by traces throughout, so that what contracts send is credited by itself. */
export const hasTraces = ({ weights }: Pick<Flavour, 'weights'>, network: string): boolean =>
  network === 'ETHEREUM' && weights.source === 0;

export function flavourOf(choice: Choice, coins: readonly Coin[]): Flavour {
  const all = [...new Set(coins.map(({ network }) => network))];
  const networks = all.filter(() => choice.chance(50));
  if (networks.length === 0) networks.push(choice.one(all));
  const sometimes = (percent: number, weight: number): number => (choice.chance(percent) ? weight : 0);
  const reviews = choice.chance(20);
  const provider = sometimes(25, 6);
  // Where the provider fails, payers whom it would decline are the ones that matter.
  const declines = choice.chance(provider > 0 ? 75 : 25);
  return {
    reviews,
    deep: choice.chance(30),
    declines,
    strange: choice.chance(30),
    networks,
    coins: coins.filter(({ network }) => networks.includes(network)),
    weights: {
      pay: 40,
      mine: 30,
      rest: 15,
      customer: sometimes(30, 2),
      purse: sometimes(30, 2),
      reorg: sometimes(60, 12),
      expire: sometimes(20, 4),
      block: sometimes(30, 5),
      decide: reviews ? 8 : 0,
      session: sometimes(50, 12),
      charge: sometimes(40, 8),
      fault: sometimes(50, 12),
      provider,
      receiver: sometimes(25, 5),
      kill: sometimes(40, 5),
      freeze: sometimes(20, 6),
      cut: sometimes(30, 5),
      clock: sometimes(15, 3),
      source: networks.includes('ETHEREUM') ? sometimes(15, 4) : 0,
      rescan: sometimes(30, 4),
    },
  };
}
