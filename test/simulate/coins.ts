import { testRegistry } from '../../cli/stack/testChains.ts';
import type { Coin } from '../../simulate/plan/coins.ts';
import { coinsOf } from '../../simulate/plan/coins.ts';
import { must } from '../db/fixtures.ts';

/** The coins of the test chains. */
export const coins: readonly Coin[] = coinsOf(testRegistry());

export const coin = (code: string): Coin => must(coins.find(each => each.code === code));
