import type { Choice } from './choice.ts';
import type { Coin } from './coins.ts';
import type { Flavour } from './flavour.ts';
import { hasTraces } from './flavour.ts';
import type { StepOf } from './steps.ts';

/** A way in which the coin can be paid so that the outcome is known. */
export function wayOf(choice: Choice, coin: Coin, flavour: Flavour): StepOf<'pay'>['via'] {
  const isToken = coin.contract !== null;
  // Where there are no traces, what contracts send is shown by balances, and a person decides.
  const traced = !isToken && hasTraces(flavour, coin.network);
  const { strange } = flavour;
  return choice.weighted([
    [12, 'direct'],
    [isToken ? 3 : 0, 'batch'],
    [traced ? 3 : 0, 'internal'],
    [traced ? 1 : 0, 'self-destruct'],
    [traced ? 2 : 0, 'batch'],
    [strange && isToken ? 2 : 0, 'look-alike'],
    [strange && isToken ? 1 : 0, 'fee-token'],
    [strange ? 1 : 0, 'nft'],
    [strange ? 1 : 0, 'reverted'],
  ]);
}

/** From the minimum to some hundred times as much, in base units, with digits in every place. */
export function amountOf(choice: Choice, { minimum }: Coin): bigint {
  return minimum + (minimum * BigInt(choice.number(0, 2_000_000))) / 10_000n;
}

/** From a twentieth of the minimum to just below it, in base units. */
export function dustOf(choice: Choice, { minimum }: Coin): bigint {
  return (minimum * BigInt(choice.number(500, 9_999))) / 10_000n;
}
