import { seededRandom } from '../../testkit/chain/seededRandom.ts';

/** Choices that are the same for the same seed. */
export interface Choice {
  /** A whole number from `low` to `high`, both included. */
  number(low: number, high: number): number;
  /** True in so many of 100 cases. */
  chance(percent: number): boolean;
  one<T>(of: readonly T[]): T;
  /** One of the values, each as often as its weight says. Those of weight 0 never. */
  weighted<T>(of: readonly (readonly [weight: number, value: T])[]): T;
}

export function choiceOf(seed: number): Choice {
  const random = seededRandom(seed);
  const number = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
  const one = <T>(of: readonly T[]): T => {
    const value = of[number(0, of.length - 1)];
    if (value === undefined) throw new Error('there is nothing to choose from');
    return value;
  };
  return {
    number,
    chance: percent => random() * 100 < percent,
    one,
    weighted: of => {
      const total = of.reduce((sum, [weight]) => sum + weight, 0);
      let left = random() * total;
      for (const [weight, value] of of) {
        left -= weight;
        if (left < 0) return value;
      }
      return one(of.filter(([weight]) => weight > 0))[1];
    },
  };
}
