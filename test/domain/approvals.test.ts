import { expect, test } from 'vitest';
import { partSettings } from '../../domain/approvals.ts';
import type { DestinationId } from '../../domain/ids.ts';
import { baseUnits } from '../../domain/money.ts';

const [a, b] = ['dst_a' as DestinationId, 'dst_b' as DestinationId];
const present = {
  ...({ treasury: { ETHEREUM: a }, payoutLimit: { ETH: '2' }, onDecline: 'purse', sends: true } as const),
  unitsOf: (_currency: string, whole: string) => baseUnits(BigInt(whole)),
};

test.each([
  ['nothing', {}, {}, null],
  [
    'what is so already',
    { treasury: { ETHEREUM: a }, payoutLimit: { ETH: '2' }, onDecline: 'purse' } as const,
    {},
    null,
  ],
  ['another treasury', { treasury: { ETHEREUM: b } }, {}, { treasury: { ETHEREUM: b } }],
  ['the first treasury', { treasury: { BSC: b } }, {}, { treasury: { BSC: b } }],
  ['no treasury', { treasury: { ETHEREUM: null } }, { treasury: { ETHEREUM: null } }, null],
  [
    'both',
    { treasury: { ETHEREUM: null, BSC: b } },
    { treasury: { ETHEREUM: null } },
    { treasury: { BSC: b } },
  ],
  ['a higher limit', { payoutLimit: { ETH: '3' } }, {}, { payoutLimit: { ETH: '3' } }],
  ['the first limit', { payoutLimit: { BNB: '1' } }, {}, { payoutLimit: { BNB: '1' } }],
  ['a lower limit', { payoutLimit: { ETH: '1' } }, { payoutLimit: { ETH: '1' } }, null],
  ['no limit', { payoutLimit: { ETH: null } }, { payoutLimit: { ETH: null } }, null],
  ['less is held', { onDecline: 'deposit' } as const, {}, { onDecline: 'deposit' }],
])('%s', (_name, wanted, now, later) => {
  expect(partSettings(wanted, present)).toEqual({ now, later });
});

test('less is held at once while no money can leave; a treasury and a limit wait all the same', () => {
  const wanted = { onDecline: 'deposit', payoutLimit: { ETH: '3' } } as const;
  expect(partSettings(wanted, { ...present, sends: false })).toEqual({
    ...{ now: { onDecline: 'deposit' }, later: { payoutLimit: { ETH: '3' } } },
  });
});

test('more is held at once', () => {
  const wanted = { onDecline: 'purse' } as const;
  expect(partSettings(wanted, { ...present, onDecline: 'deposit' })).toEqual({ now: wanted, later: null });
});
