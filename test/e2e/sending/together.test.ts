import { beforeEach, describe, expect, it } from 'vitest';
import { createSendQueue } from '../../../activities/sending/sendQueue.ts';
import type { Sending } from '../../../activities/sending/sending.ts';
import type { SigningKey } from '../../../chain/sending/signingKey.ts';
import { PurserError } from '../../../domain/errors.ts';
import { rpcInstead, startLaneWorld } from './laneWorld.ts';
import type { LaneWorld } from './laneWorld.ts';

let world: LaneWorld;
/** With a queue, as a signer has it. */
let deps: LaneWorld['deps'];
let signatures: number;
/** The calls of the node, by method. */
let asked: Map<string, number>;

beforeEach(async () => {
  world = await startLaneWorld();
  signatures = 0;
  asked = new Map();
  const { key, rpc } = world.deps;
  const counted: SigningKey = {
    address: key.address,
    signTransaction: async transaction => {
      signatures += 1;
      return key.signTransaction(transaction);
    },
  };
  const counting = rpcInstead(rpc, async (method, params) => {
    asked.set(method, (asked.get(method) ?? 0) + 1);
    return rpc.call(method, params);
  });
  deps = { ...world.deps, key: counted, rpc: counting, queue: createSendQueue() };
});

const ids = (count: number): string[] => Array.from({ length: count }, (_, at) => `pyo_${String(10 + at)}`);
const sendAll = (all: readonly string[], of: Parameters<LaneWorld['send']>[1] = {}) =>
  Promise.allSettled(all.map(id => world.send(id, { ...of, deps: { ...deps, ...of.deps } })));
const valueOf = (settled: PromiseSettledResult<Sending> | undefined): Sending => {
  if (settled?.status !== 'fulfilled') throw new Error('it was not settled', { cause: settled?.reason });
  return settled.value;
};
const codeOf = (settled: PromiseSettledResult<Sending> | undefined): unknown =>
  settled?.status === 'rejected' && settled.reason instanceof PurserError ? settled.reason.code : settled;
const nonces = async () => (await world.sends()).map(({ nonce }) => nonce);

describe('what is asked for at the same time', () => {
  it('is sent with one look at the node, and nothing is signed in vain', async () => {
    const sent = (await sendAll(ids(12))).map(valueOf);
    expect(sent.map(one => one.outcome === 'sent' && one.nonce)).toEqual(ids(12).map((_, at) => at));
    expect(signatures).toBe(12);
    expect(asked.get('eth_sendRawTransaction')).toBe(12);
    expect(asked.get('eth_gasPrice')).toBe(1);
    await world.mine(3);
    expect((await world.sends()).map(({ intent, status }) => [intent, status])).toEqual(
      ids(12).map(id => [id, 'final']),
    );
    expect(await world.balanceOf(world.payee)).toBe(12n * 10n ** 9n);
  });

  it('is sent once, however often each is asked for', async () => {
    const sent = (await sendAll([...ids(3), ...ids(3), ...ids(3)])).map(valueOf);
    expect(sent.map(one => one.outcome === 'sent' && one.nonce)).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2]);
    expect(signatures).toBe(3);
  });

  it('is sent beside another signer of the key', async () => {
    const other = { ...world.deps, queue: createSendQueue() };
    const mine = ids(8);
    const theirs = mine.map(id => `${id}x`);
    const untilSent = async (id: string, of: Partial<LaneWorld['deps']>): Promise<Sending> => {
      for (;;) {
        try {
          return await world.send(id, { deps: of });
        } catch (error) {
          if (!(error instanceof PurserError) || !error.retryable) throw error;
        }
      }
    };
    const sent = await Promise.all([
      ...mine.map(id => untilSent(id, deps)),
      ...theirs.map(id => untilSent(id, other)),
    ]);
    expect(new Set(sent.map(({ outcome }) => outcome))).toEqual(new Set(['sent']));
    expect(await nonces()).toEqual(Array.from({ length: 16 }, (_, at) => at));
  });
});

describe('one does not hinder the others', () => {
  it.each([
    ['is not what it was when it was signed', () => Promise.resolve(false), 'temporarily_unavailable'],
    ['cannot be saved', () => Promise.reject(new PurserError('customer_busy', 'a test')), 'customer_busy'],
  ] as const)('if it %s', async (_why, alongside, code) => {
    const [first, bad, ...rest] = await Promise.allSettled([
      world.send('pyo_a', { deps }),
      world.send('pyo_b', { deps, alongside }),
      world.send('pyo_c', { deps }),
      world.send('pyo_d', { deps }),
    ]);
    expect(codeOf(bad)).toBe(code);
    expect([first, ...rest].map(one => valueOf(one).outcome)).toEqual(['sent', 'sent', 'sent']);
    expect(await nonces()).toEqual([0, 1, 2]);
    // Four signed, one left out, three signed again.
    expect(signatures).toBe(7);
    await world.mine(1);
    expect((await world.sends()).map(({ status }) => status)).toEqual(['mined', 'mined', 'mined']);
  });

  it('if several of them cannot be saved: all are left out at once', async () => {
    const alongside = () => Promise.resolve(false);
    const settled = await Promise.allSettled([
      ...['pyo_a', 'pyo_c', 'pyo_e'].map(id => world.send(id, { deps, alongside })),
      ...['pyo_b', 'pyo_d'].map(id => world.send(id, { deps })),
    ]);
    expect(settled.map(({ status }) => status)).toEqual([
      ...['rejected', 'rejected', 'rejected'],
      ...['fulfilled', 'fulfilled'],
    ]);
    expect(signatures).toBe(7);
    expect(asked.get('eth_gasPrice')).toBe(2);
  });

  it('if it takes the only free nonce, and cannot be saved', async () => {
    const policy = { ...deps.policy, inFlight: 1 };
    const [bad, good] = await Promise.allSettled([
      world.send('pyo_a', { deps: { ...deps, policy }, alongside: () => Promise.resolve(false) }),
      world.send('pyo_b', { deps: { ...deps, policy } }),
    ]);
    expect(codeOf(bad)).toBe('temporarily_unavailable');
    expect(valueOf(good)).toMatchObject({ outcome: 'sent', nonce: 0 });
  });

  it('if its key does not sign it', async () => {
    const { key } = deps;
    const refuses: SigningKey = {
      address: key.address,
      signTransaction: transaction =>
        transaction.value === 2n
          ? Promise.reject(new Error('the key refuses it'))
          : key.signTransaction(transaction),
    };
    const settled = await Promise.allSettled([
      world.send('pyo_a', { deps: { ...deps, key: refuses } }),
      world.send('pyo_b', { deps: { ...deps, key: refuses }, call: { value: 2n } }),
      world.send('pyo_c', { deps: { ...deps, key: refuses } }),
    ]);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await nonces()).toEqual([0, 1]);
  });

  it('if its node cannot be asked', async () => {
    const down = rpcInstead(deps.rpc, () => Promise.reject(new PurserError('rpc_unavailable', 'no node')));
    const settled = await Promise.allSettled([
      world.send('pyo_a', { deps: { ...deps, rpc: down } }),
      world.send('pyo_b', { deps }),
      world.send('pyo_c', { deps: { ...deps, rpc: down } }),
    ]);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected']);
    expect(settled.map(codeOf)[0]).toBe('rpc_unavailable');
  });

  it('if the sender can pay for the others only', async () => {
    const settled = await Promise.allSettled([
      world.send('pyo_a', { deps }),
      world.send('pyo_b', { deps, call: { value: 10n ** 18n } }),
      world.send('pyo_c', { deps }),
    ]);
    expect(settled.map(valueOf)).toMatchObject([
      { outcome: 'sent', nonce: 0 },
      { outcome: 'waiting', reason: 'balance_too_low' },
      { outcome: 'sent', nonce: 1 },
    ]);
  });

  it('if the lane has no nonce for it', async () => {
    const policy = { ...deps.policy, inFlight: 2 };
    const settled = await sendAll(ids(3), { deps: { policy } });
    expect(settled.map(valueOf)).toMatchObject([
      { outcome: 'sent' },
      { outcome: 'sent' },
      { outcome: 'waiting', reason: 'lane_full' },
    ]);
  });

  it('if it costs more than is left of the gas of a day', async () => {
    const first = valueOf((await sendAll(['pyo_a']))[0]);
    expect(first.outcome).toBe('sent');
    const row = await world.watcher.db.selectFrom('send_attempts').selectAll().executeTakeFirstOrThrow();
    const each = row.gas_limit * (row.max_fee_per_gas ?? 0n);
    // Prices do not rise: nothing is mined.
    const policy = { ...deps.policy, dailyGas: 3n * each };
    const settled = await sendAll(['pyo_b', 'pyo_c', 'pyo_d'], { deps: { policy } });
    expect(settled.map(valueOf)).toMatchObject([
      { outcome: 'sent', nonce: 1 },
      { outcome: 'sent', nonce: 2 },
      { outcome: 'waiting', reason: 'daily_gas_spent' },
    ]);
  });
});

it('a node that cannot be asked fails all of a group, and the next call sends them', async () => {
  const down = rpcInstead(deps.rpc, () => Promise.reject(new PurserError('rpc_unavailable', 'no node')));
  const settled = await sendAll(ids(3), { deps: { rpc: down } });
  expect(settled.map(codeOf)).toEqual(['rpc_unavailable', 'rpc_unavailable', 'rpc_unavailable']);
  expect(await nonces()).toEqual([]);
  expect((await sendAll(ids(3))).map(one => valueOf(one).outcome)).toEqual(['sent', 'sent', 'sent']);
});

it('what comes while a group is being sent goes with the next one', async () => {
  const arrived = Promise.withResolvers<void>();
  const slow = rpcInstead(deps.rpc, async (method, params) => {
    await arrived.promise;
    return deps.rpc.call(method, params);
  });
  const first = world.send('pyo_a', { deps: { ...deps, rpc: slow } });
  // The first one waits for its node.
  await new Promise(resolve => setTimeout(resolve, 100));
  const rest = sendAll(ids(5));
  arrived.resolve();
  expect(await first).toMatchObject({ nonce: 0 });
  expect((await rest).map(valueOf)).toMatchObject([1, 2, 3, 4, 5].map(nonce => ({ nonce })));
  expect(asked.get('eth_gasPrice')).toBe(2);
});
