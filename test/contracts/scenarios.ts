import { expect } from 'vitest';
import { addressOf, mostGas } from './evm.ts';
import type { Coin, Item, Reason, Rig } from './rig.ts';
import { delaySeconds, held, modes } from './rig.ts';

/** What must hold, each under a name that says it. They run on the contracts, and on each mutant of them. */
type Scenario = (rig: Rig) => Promise<void>;

const recipientModes = ['Takes', 'Refuses', 'BurnsGas', 'ReturnsMuch', 'SendsBack'] as const;

const coins: readonly Coin[] = ['plain', 'noReturn', 'fee', 'hostile', 'native'];
const item = (more: Partial<Item> = {}): Item => ({
  purse: 'purse 0',
  coin: 'plain',
  amount: 100n,
  to: 'treasury',
  ...more,
});
const hostile = (more: Partial<Item> = {}): Item => item({ coin: 'hostile', ...more });

/** Sweeps one item, which must be skipped for this reason and move nothing. */
async function isSkipped(rig: Rig, given: Item, reason: Reason, from?: string): Promise<void> {
  const [purse, to] = [await rig.holds(given.coin, given.purse), await rig.holds(given.coin, given.to)];
  const { succeeded, skipped } = await rig.sweep([given], from);
  expect({ succeeded, skipped }).toEqual({ succeeded: true, skipped: { 0: reason } });
  expect(await rig.holds(given.coin, given.purse)).toBe(purse);
  expect(await rig.holds(given.coin, given.to)).toBe(to);
}

async function isSwept(rig: Rig, given: Item, from?: string): Promise<void> {
  const purse = await rig.holds(given.coin, given.purse);
  const { succeeded, skipped } = await rig.sweep([given], from);
  expect({ succeeded, skipped }).toEqual({ succeeded: true, skipped: {} });
  expect(await rig.holds(given.coin, given.purse)).toBe(purse - given.amount);
}

/** The bad item of a batch costs itself alone: the one before it and the one after it are swept. */
async function costsItself(rig: Rig, bad: Item, reason: Reason | null): Promise<void> {
  const good = { coin: 'plain', amount: 7n, to: 'treasury' } as const;
  const batch = [{ ...good, purse: 'purse 1' }, bad, { ...good, purse: 'purse 2' }];
  // `GAS_BEFORE_ITEM` for each, and what every transaction costs.
  const { succeeded, skipped } = await rig.sweep(batch, 'operator', batch.length * 320_000 + 40_000);
  expect({ succeeded, skipped }).toEqual({ succeeded: true, skipped: reason ? { 1: reason } : {} });
  expect(await rig.holds('plain', 'treasury')).toBe(14n);
  expect(await rig.holds(bad.coin, bad.purse)).toBe(reason ? held : held - bad.amount);
}

const mode = (name: (typeof modes)[number]): number => modes.indexOf(name);

export const scenarios = {
  'exact amounts of every coin arrive, and the rest stays': async rig => {
    const batch = coins.map((coin, at) => item({ coin, amount: 100n + BigInt(at) }));
    const { succeeded, skipped } = await rig.sweep(batch);
    expect({ succeeded, skipped }).toEqual({ succeeded: true, skipped: {} });
    for (const { coin, amount } of batch) {
      expect(await rig.holds(coin, 'purse 0'), coin).toBe(held - amount);
      // A fee that the token takes from what arrives does not concern the purse.
      expect(await rig.holds(coin, 'treasury'), coin).toBe(coin === 'fee' ? amount - amount / 100n : amount);
    }
  },
  'the event of a native item says what left': async rig => {
    const { logs } = await rig.sweep([item({ coin: 'native' }), item()]);
    const own = logs.filter(log => log.address === rig.deployment.sweeper);
    const told = own.map(log => rig.evm.abi('Sweeper').parseLog(log)?.args.toArray().map(String));
    expect(told.map(args => args?.map(text => text.toLowerCase()))).toEqual([
      [addressOf('purse 0'), addressOf('treasury'), '100'],
    ]);
  },
  'a purse without code, or with the code of another delegate, is skipped': async rig => {
    for (const coin of ['plain', 'native'] as const) {
      await isSkipped(rig, item({ coin, purse: 'bare' }), 'Code');
      await isSkipped(rig, item({ coin, purse: 'mimicked' }), 'Code');
    }
  },
  'the floor stays in the purse': async rig => {
    for (const coin of coins) {
      await isSkipped(rig, item({ coin, amount: held - 10n, floor: 11n }), 'Balance');
      await isSkipped(rig, item({ coin, amount: held + 1n }), 'Balance');
      await isSkipped(rig, item({ coin, amount: 0n }), 'Balance');
      await isSwept(rig, item({ coin, amount: held - 10n, floor: 10n }));
    }
  },
  'a floor and an amount that together are no number are skipped': async rig => {
    await isSkipped(rig, item({ amount: 100n, floor: 2n ** 256n - 1n }), 'Failed');
    await isSkipped(rig, item({ amount: 2n ** 256n - 1n, floor: 2n }), 'Failed');
  },
  'only active destinations receive': async rig => {
    for (const coin of coins) {
      await isSkipped(rig, item({ coin, to: 'hideout' }), 'Destination', 'thief');
      await isSkipped(rig, item({ coin, to: 'payer' }), 'Destination', 'thief');
      await isSkipped(rig, item({ coin, to: 'purse 1' }), 'Destination', 'thief');
    }
  },
  'a proposed destination receives nothing before the delay is over': async rig => {
    await rig.must('owner', 'proposeDestination', addressOf('vault'));
    await isSkipped(rig, item({ to: 'vault' }), 'Destination');
    // The block of the sweep is one second later than the last.
    rig.evm.pass(delaySeconds - 3);
    await isSkipped(rig, item({ to: 'vault' }), 'Destination');
    await isSwept(rig, item({ to: 'vault' }));
  },
  'a destination can be proposed once at a time, and not the contracts themselves': async rig => {
    const { sweeper, delegate } = rig.deployment;
    const zero = `0x${'0'.repeat(40)}`;
    for (const address of [addressOf('treasury'), sweeper, delegate, zero])
      expect(await rig.does('owner', 'proposeDestination', address), address).toBe(false);
    await isSwept(rig, item());
  },
  'a disabled destination receives nothing from then on, and waits again': async rig => {
    expect(await rig.does('stranger', 'disableDestination', addressOf('treasury'))).toBe(false);
    await rig.must('operator', 'disableDestination', addressOf('treasury'));
    await isSkipped(rig, item(), 'Destination');
    expect(await rig.does('operator', 'proposeDestination', addressOf('treasury'))).toBe(false);
    await rig.must('owner', 'proposeDestination', addressOf('treasury'));
    await isSkipped(rig, item(), 'Destination');
    await rig.must('owner', 'disableDestination', addressOf('treasury'));
    rig.evm.pass(delaySeconds);
    await isSkipped(rig, item(), 'Destination');
    expect(await rig.does('owner', 'disableDestination', addressOf('treasury'))).toBe(false);
  },
  'while it is paused nothing is swept, and the owner alone ends that': async rig => {
    expect(await rig.does('stranger', 'pause')).toBe(false);
    await rig.must('operator', 'pause');
    for (const from of ['operator', 'thief', 'owner'])
      expect((await rig.sweep([item()], from)).succeeded, from).toBe(false);
    for (const from of ['operator', 'stranger']) expect(await rig.does(from, 'unpause'), from).toBe(false);
    // Held money can still be refunded.
    await rig.must('owner', 'release', addressOf('purse 0'), rig.ground.coins.plain, 5n, addressOf('payer'));
    expect(await rig.holds('plain', 'purse 0')).toBe(held - 5n);
    await rig.must('owner', 'unpause');
    await isSwept(rig, item());
    await rig.must('owner', 'pause');
    expect((await rig.sweep([item()])).succeeded).toBe(false);
  },
  'only operators sweep, and only the owner names operators': async rig => {
    for (const from of ['stranger', 'owner'])
      expect((await rig.sweep([item()], from)).succeeded, from).toBe(false);
    for (const from of ['stranger', 'operator']) {
      expect(await rig.does(from, 'addOperator', addressOf('stranger')), from).toBe(false);
      expect(await rig.does(from, 'removeOperator', addressOf('operator')), from).toBe(false);
      expect(await rig.does(from, 'proposeDestination', addressOf('stranger')), from).toBe(false);
    }
    await rig.must('owner', 'removeOperator', addressOf('thief'));
    expect((await rig.sweep([item()], 'thief')).succeeded).toBe(false);
    expect(await rig.does('thief', 'pause')).toBe(false);
    await isSwept(rig, item());
  },
  'one item cannot be called from outside': async rig => {
    for (const from of ['stranger', 'operator', 'owner'])
      expect(await rig.does(from, 'sweepItem', rig.encoded(item())), from).toBe(false);
    expect(await rig.holds('plain', 'treasury')).toBe(0n);
  },
  'a purse obeys the sweeper alone, whoever asks': async rig => {
    const move = (to: string): string =>
      rig.evm.abi('Delegate').encodeFunctionData('move', [rig.ground.coins.plain, addressOf(to), 100n]);
    for (const from of ['stranger', 'operator', 'owner'])
      expect((await rig.evm.send({ from, to: addressOf('purse 0'), data: move(from) })).succeeded).toBe(
        false,
      );
    expect(await rig.holds('plain', 'purse 0')).toBe(held);
  },
  'a purse takes coins and answers no other call': async rig => {
    const to = addressOf('purse 0');
    expect((await rig.evm.send({ from: 'stranger', to, value: 5n })).succeeded).toBe(true);
    expect(await rig.holds('native', 'purse 0')).toBe(held + 5n);
    for (const data of ['0x', '0x00', '0xb61d27f6'.padEnd(202, '0')])
      expect((await rig.evm.send({ from: 'stranger', to, data })).succeeded, data).toBe(data === '0x');
  },
  'the owner releases exact amounts to anywhere, nobody else does': async rig => {
    for (const coin of coins) {
      const token = rig.ground.coins[coin] ?? `0x${'0'.repeat(40)}`;
      const args = (purse: string, amount: bigint): readonly unknown[] => [
        addressOf(purse),
        token,
        amount,
        addressOf('payer'),
      ];
      for (const from of ['operator', 'stranger'])
        expect(await rig.does(from, 'release', ...args('purse 0', 9n)), from).toBe(false);
      for (const purse of ['bare', 'mimicked'])
        expect(await rig.does('owner', 'release', ...args(purse, 9n)), purse).toBe(false);
      expect(await rig.does('owner', 'release', ...args('purse 0', held + 1n))).toBe(false);
      await rig.must('owner', 'release', ...args('purse 0', 9n));
      expect(await rig.holds(coin, 'purse 0'), coin).toBe(held - 9n);
      expect(await rig.holds(coin, 'payer'), coin).toBe(9n);
    }
    const zero = `0x${'0'.repeat(40)}`;
    expect(await rig.does('owner', 'release', addressOf('purse 0'), zero, 9n, zero)).toBe(false);
    await rig.misbehave('misbehave', mode('TakesMore'));
    const taxed = [addressOf('purse 0'), rig.ground.coins.hostile, 9n, addressOf('payer')];
    expect(await rig.does('owner', 'release', ...taxed)).toBe(false);
  },
  'ownership passes in two steps, and never to nobody': async rig => {
    expect(await rig.does('owner', 'renounceOwnership')).toBe(false);
    await rig.must('owner', 'transferOwnership', addressOf('stranger'));
    expect(await rig.does('stranger', 'addOperator', addressOf('stranger'))).toBe(false);
    expect(await rig.does('operator', 'acceptOwnership')).toBe(false);
    await rig.must('stranger', 'acceptOwnership');
    await rig.must('stranger', 'addOperator', addressOf('stranger'));
    expect(await rig.does('owner', 'addOperator', addressOf('owner'))).toBe(false);
  },
  'a token that is paused, or lists the purse or the destination, costs its item alone': async rig => {
    await rig.misbehave('misbehave', mode('IsPaused'));
    await costsItself(rig, hostile(), 'Refused');
    await rig.misbehave('misbehave', mode('Honest'));
    await rig.misbehave('blacklist', addressOf('purse 0'));
    await isSkipped(rig, hostile(), 'Refused');
    await isSwept(rig, hostile({ purse: 'purse 1' }));
    await rig.misbehave('blacklist', addressOf('treasury'));
    await isSkipped(rig, hostile({ purse: 'purse 1' }), 'Refused');
  },
  'false is a failure, even if coins moved': async rig => {
    await rig.misbehave('misbehave', mode('ReturnsFalse'));
    await isSkipped(rig, hostile(), 'Refused');
    await rig.misbehave('misbehave', mode('MovesAndReturnsFalse'));
    await isSkipped(rig, hostile(), 'Refused');
  },
  'a token that moves another amount, or nothing, is undone': async rig => {
    for (const name of ['MovesNothing', 'TakesMore', 'TakesLess'] as const) {
      await rig.misbehave('misbehave', mode(name));
      await isSkipped(rig, hostile({ amount: 1_000n, floor: held - 1_000n }), 'Difference');
    }
  },
  'a transfer that failed does not count, whatever the token says of the balance': async rig => {
    await rig.misbehave('lie', 100n);
    const { succeeded, skipped } = await rig.sweep([hostile()]);
    expect({ succeeded, skipped }).toEqual({ succeeded: true, skipped: { 0: 'Refused' } });
  },
  'a token that burns all gas costs its item alone': async rig => {
    await rig.misbehave('misbehave', mode('BurnsGas'));
    await costsItself(rig, hostile(), 'Refused');
  },
  'a balance that burns all gas costs its item alone': async rig => {
    await rig.misbehave('misbehave', mode('BurnsGasAtBalance'));
    const { succeeded, skipped } = await rig.sweep([hostile(), item()]);
    expect({ succeeded, skipped }).toEqual({ succeeded: true, skipped: { 0: 'Balance' } });
  },
  '48 items fit into a transaction with their authorizations, even if all but the last burn all gas':
    async rig => {
      await rig.misbehave('misbehave', mode('BurnsGas'));
      const batch = [...Array.from({ length: 47 }, () => hostile()), item()];
      // Each authorization costs 25,000 before anything runs (EIP-7702).
      const { succeeded, skipped } = await rig.sweep(batch, 'operator', mostGas - 48 * 25_000);
      expect(succeeded).toBe(true);
      expect(Object.keys(skipped)).toHaveLength(47);
      expect(await rig.holds('plain', 'treasury')).toBe(100n);
    },
  'the gas limit never decides which items are skipped: too little reverts all': async rig => {
    const batch = [item(), item({ purse: 'purse 1' }), item({ purse: 'purse 2' })];
    for (const gasLimit of [100_000, 200_000, 300_000, 340_000]) {
      expect((await rig.sweep(batch, 'operator', gasLimit)).succeeded, String(gasLimit)).toBe(false);
      expect(await rig.holds('plain', 'treasury')).toBe(0n);
    }
    // The first item's cost, then the whole share of the last.
    expect((await rig.sweep(batch, 'operator', 500_000)).skipped).toEqual({});
    expect(await rig.holds('plain', 'treasury')).toBe(300n);
  },
  'what a token returns is copied up to 32 bytes': async rig => {
    await rig.misbehave('misbehave', mode('ReturnsMuch'));
    await costsItself(rig, hostile(), null);
  },
  'a revert with much data costs its item alone': async rig => {
    await rig.misbehave('misbehave', mode('RevertsWithMuch'));
    await costsItself(rig, hostile(), 'Refused');
  },
  'what a token returns as balance is copied up to 32 bytes': async rig => {
    await rig.misbehave('misbehave', mode('BalanceWithMuch'));
    await isSwept(rig, hostile());
  },
  'a balance of less than 32 bytes, or of an address without code, is none': async rig => {
    await rig.misbehave('misbehave', mode('ShortBalance'));
    const { skipped } = await rig.sweep([hostile()]);
    expect(skipped).toEqual({ 0: 'Balance' });
    const nothing = {
      purse: addressOf('purse 0'),
      token: addressOf('nobody'),
      amount: 0n,
      floor: 0n,
      to: addressOf('treasury'),
    };
    const data = rig.data('sweep', [nothing, { ...nothing, amount: 1n }]);
    const { logs } = await rig.evm.send({ from: 'operator', to: rig.deployment.sweeper, data });
    expect(logs.map(log => rig.evm.abi('Sweeper').parseLog(log)?.args['reason'] as unknown)).toEqual([
      3n,
      3n,
    ]);
  },
  'a token that calls back cannot sweep, release or move': async rig => {
    const { sweeper } = rig.deployment;
    const own = hostile({ purse: 'purse 0', amount: 50n });
    const calls: readonly (readonly [string, string])[] = [
      [sweeper, rig.sweepData([own])],
      [sweeper, rig.data('sweepItem', rig.encoded(own))],
      [sweeper, rig.data('release', addressOf('purse 1'), rig.ground.coins.plain, 5n, addressOf('thief'))],
      [sweeper, rig.data('unpause')],
      [sweeper, rig.data('proposeDestination', addressOf('thief'))],
      [
        addressOf('purse 1'),
        rig.evm.abi('Delegate').encodeFunctionData('move', [rig.ground.coins.plain, addressOf('thief'), 5n]),
      ],
    ];
    for (const [target, data] of calls) {
      await rig.misbehave('callBack', target, data);
      await isSwept(rig, hostile({ amount: 10n }));
      expect(await rig.evm.view('HostileToken', rig.ground.coins.hostile ?? '', 'calledBack')).toBe(false);
    }
    expect(await rig.holds('plain', 'purse 1')).toBe(held);
  },
  'a token that is an operator cannot sweep while its item runs: an item has less gas than a batch needs':
    async rig => {
      const token = rig.ground.coins.hostile ?? '';
      await rig.must('owner', 'addOperator', token);
      await rig.misbehave('callBack', rig.deployment.sweeper, rig.sweepData([hostile({ amount: 50n })]));
      await isSwept(rig, hostile({ amount: 100n }));
      expect(await rig.evm.view('HostileToken', token, 'calledBack')).toBe(false);
    },
  'a recipient that refuses, burns all gas or sends coins back costs its item alone': async rig => {
    const reasons = { Refuses: 'Refused', BurnsGas: 'Refused', SendsBack: 'Difference' } as const;
    for (const [name, reason] of Object.entries(reasons)) {
      const to = await rig.recipient('misbehave', recipientModes.indexOf(name as 'Refuses'));
      const good = item({ coin: 'native', purse: 'purse 1', amount: 1n });
      const { succeeded, skipped } = await rig.sweep([item({ coin: 'native', to }), good]);
      expect({ succeeded, skipped }).toEqual({ succeeded: true, skipped: { 0: reason } });
      expect(await rig.holds('native', 'purse 0')).toBe(held);
    }
    const to = await rig.recipient('misbehave', recipientModes.indexOf('ReturnsMuch'));
    await isSwept(rig, item({ coin: 'native', to }));
  },
  'a recipient that is an operator cannot sweep while its item runs': async rig => {
    const to = await rig.recipient('misbehave', recipientModes.indexOf('Takes'));
    await rig.must('owner', 'addOperator', to);
    const inner = rig.sweepData([item({ coin: 'native', amount: 50n })]);
    const abi = rig.evm.abi('HostileRecipient');
    await rig.evm.change('stranger', to, abi.encodeFunctionData('callBack', [rig.deployment.sweeper, inner]));
    await isSwept(rig, item({ coin: 'native', to }));
    expect(await rig.evm.view('HostileRecipient', to, 'calledBack')).toBe(false);
  },
} as const satisfies Readonly<Record<string, Scenario>>;
