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
  /** Whether the merchant's money is swept while all this goes on. */
  readonly sweeps: boolean;
  /** Each is played once, unless the seed ends before. */
  readonly scenes: readonly Scene[];
  /** The weight of each kind of step. */
  readonly weights: Readonly<Record<Kind, number>>;
}

/** The kinds of steps that are chosen by themselves; the others follow one of these, or belong to a scene. */
export type Kind = Exclude<
  Step['do'],
  | ('endSession' | 'faultsEnd' | 'restore' | 'unblock' | 'paySession' | 'refund')
  | ('undo' | 'resume' | 'mining' | 'deaf' | 'credited' | 'expired' | 'restarted')
>;

/** Some steps in an order that chance rarely finds (`scenes.ts`). */
const scenes = ['rush', 'lie', 'lost', 'lastLook', 'early', 'replaced', 'hidden'] as const;
export type Scene = (typeof scenes)[number];

/** The network whose native coins can be found by traces. */
export const traced = 'ETHEREUM';

/** Whether native coins are found by traces throughout, so that what contracts send is credited by itself. */
export const hasTraces = (flavour: Pick<Flavour, 'weights' | 'scenes'>, network: string): boolean =>
  network === traced && flavour.weights.source === 0 && !flavour.scenes.includes('hidden');

export function flavourOf(seed: number, choice: Choice, coins: readonly Coin[]): Flavour {
  const all = [...new Set(coins.map(({ network }) => network))];
  const networks = all.filter(() => choice.chance(50));
  if (networks.length === 0) networks.push(choice.one(all));
  // In turn, so that no scene is missing from a dozen seeds.
  const first = scenes[seed % scenes.length] ?? scenes[0];
  if (first === 'hidden' && !networks.includes(traced)) networks.push(traced);
  const sometimes = (percent: number, weight: number): number => (choice.chance(percent) ? weight : 0);
  const reviews = choice.chance(20);
  const provider = sometimes(25, 6);
  // Where the provider fails, payers whom it would decline are the ones that matter.
  const declines = choice.chance(provider > 0 ? 75 : 25);
  // What only a balance shows is told exactly if its block stays and no node fails.
  const isHidden = first === 'hidden' && provider === 0;
  const second = isHidden
    ? 'rush'
    : choice.one(scenes.filter(scene => scene !== first && scene !== 'hidden'));
  const unlessHidden = (weight: number): number => (isHidden ? 0 : weight);
  const chosen = provider > 0 ? [] : [first, second];
  const deep = choice.chance(30);
  return {
    reviews,
    deep,
    // What a fork below finality takes after it was swept, the treasury owes: stories of their own show that.
    sweeps: seed % 4 === 0 && !deep && !chosen.includes('lost'),
    declines,
    strange: choice.chance(30),
    networks,
    // They wait for credits, which do not come while the provider fails.
    scenes: chosen,
    coins: coins.filter(({ network }) => networks.includes(network)),
    weights: {
      pay: 40,
      mine: 30,
      rest: 15,
      customer: sometimes(30, 2),
      purse: sometimes(30, 2),
      reorg: unlessHidden(sometimes(60, 12)),
      expire: sometimes(20, 4),
      block: sometimes(40, 6),
      decide: reviews ? 8 : 0,
      session: sometimes(50, 12),
      charge: sometimes(40, 8),
      fault: unlessHidden(sometimes(50, 12)),
      provider,
      receiver: sometimes(40, 6),
      kill: sometimes(40, 5),
      freeze: sometimes(20, 6),
      cut: sometimes(30, 5),
      clock: sometimes(15, 3),
      source: networks.includes(traced) ? sometimes(15, 4) : 0,
      rescan: sometimes(30, 4),
    },
  };
}
