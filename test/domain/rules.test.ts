import { describe, expect, it } from 'vitest';
import { purseStatus } from '../../domain/deposits/states.ts';
import { newId, parseId } from '../../domain/ids.ts';
import { isBalanced, move } from '../../domain/ledger/ledger.ts';
import { baseUnits } from '../../domain/money.ts';
import type { CurrencyCode } from '../../domain/registry.ts';
import { confirmations, finalHeight } from '../../domain/scanning/finality.ts';
import { maxWebhookAttempts, nextAttemptDelayMs } from '../../domain/webhooks/webhookSchedule.ts';

const heights = { head: 100, safe: 90, finalized: 80 };
const eth = 'ETH' as CurrencyCode;
const usdt = 'USDT_ETH' as CurrencyCode;

describe('finality', () => {
  it('counts the deposit’s block as its first confirmation', () => {
    expect(finalHeight({ kind: 'confirmations', blocks: 1 }, heights, 100)).toBe(100);
    expect(finalHeight({ kind: 'confirmations', blocks: 12 }, heights, 100)).toBe(89);
    expect(confirmations(89, 100)).toBe(12);
  });

  it('follows the scanned height, not the height that the node claims', () => {
    expect(finalHeight({ kind: 'confirmations', blocks: 12 }, heights, 50)).toBe(39);
    expect(finalHeight({ kind: 'tag', tag: 'finalized', maxLag: null }, heights, 50)).toBe(50);
    expect(finalHeight({ kind: 'tag', tag: 'finalized', maxLag: null }, heights, 100)).toBe(80);
  });

  it('refuses a tag that is at the head or next to it, unless the network allows it', () => {
    const policy = { kind: 'tag', tag: 'finalized', maxLag: null } as const;
    const at = (finalized: number) => ({ head: 100, safe: null, finalized });
    for (const [tag, final] of [
      [100, -1],
      [99, -1],
      [98, 98],
    ] as const) {
      expect(finalHeight(policy, at(tag), 100)).toBe(final);
      expect(finalHeight({ ...policy, atHead: true }, at(tag), 100)).toBe(tag);
      expect(finalHeight({ ...policy, maxLag: 30 }, at(tag), 100)).toBe(Math.max(70, final));
    }
  });

  it('finds nothing final if there are too few blocks, or no tag', () => {
    expect(finalHeight({ kind: 'confirmations', blocks: 12 }, heights, 3)).toBe(-1);
    expect(
      finalHeight({ kind: 'tag', tag: 'safe', maxLag: null }, { head: 9, safe: null, finalized: null }, 9),
    ).toBe(-1);
  });
});

describe('the ledger', () => {
  it('moves money in postings that balance', () => {
    expect(isBalanced(move('custody', 'customer', eth, baseUnits(5n)))).toBe(true);
  });

  it('does not balance one currency with another, nor with nothing', () => {
    expect(
      isBalanced([
        { ledger: 'custody', currency: eth, amount: baseUnits(-5n) },
        { ledger: 'customer', currency: usdt, amount: baseUnits(5n) },
      ]),
    ).toBe(false);
    expect(isBalanced([])).toBe(false);
  });
});

describe('ids', () => {
  it('sort by the time of their creation', () => {
    const ids = [3, 1, 2].map(second => newId('txn', new Date(second * 1000)));
    expect(ids.toSorted()).toEqual([ids[1], ids[2], ids[0]]);
  });

  it('are parsed, and nothing else is', () => {
    const id = newId('pur');
    expect(parseId('pur', id)).toBe(id);
    expect(parseId('cus', id)).toBeUndefined();
    expect(parseId('pur', `${id}0`)).toBeUndefined();
    expect(parseId('pur', id.toUpperCase())).toBeUndefined();
  });
});

describe('the webhook schedule', () => {
  it('makes ten attempts over a day', () => {
    const delays = Array.from({ length: maxWebhookAttempts }, (_, made) => nextAttemptDelayMs(made + 1, 0.5));
    expect(delays.slice(0, 3)).toEqual([5000, 295_000, 1_500_000]);
    expect(delays.at(-1)).toBeUndefined();
    expect(delays.slice(0, -1).reduce<number>((total, delay) => total + (delay ?? 0), 0)).toBe(86_400_000);
  });

  it('spreads by a tenth, and waits longer if the endpoint asks, at most a day', () => {
    expect(nextAttemptDelayMs(1, 0)).toBe(4500);
    expect(nextAttemptDelayMs(1, 1)).toBe(5500);
    expect(nextAttemptDelayMs(1, 0.5, 60_000)).toBe(60_000);
    expect(nextAttemptDelayMs(1, 0.5, 10 ** 12)).toBe(86_400_000);
  });
});

it('spells the archived status as integrators compare it', () => {
  expect(purseStatus('ARCHIVED')).toBe('ARCHIEVED');
});
