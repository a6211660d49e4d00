import { expect, it } from 'vitest';
import { sharedReads } from '../../../api/checkout/sharedReads.ts';

const nextTurn = () => new Promise<void>(resolve => setImmediate(resolve));

/** Reads that end when the test ends them; each returns its number. */
function gated() {
  const gates: PromiseWithResolvers<string>[] = [];
  const read = sharedReads((key: string) => {
    const gate = Promise.withResolvers<string>();
    gates.push(gate);
    const number = gates.length;
    return gate.promise.then(() => `${key} ${String(number)}`);
  });
  const end = async (number: number): Promise<void> => {
    gates[number - 1]?.resolve('');
    await nextTurn();
  };
  return { read, gates, end };
}

it('one read answers all callers of a key in one turn, and each key has its own read', async () => {
  const { read, gates, end } = gated();
  const asked = [...Array.from({ length: 300 }, () => read('a')), read('b')];
  await nextTurn();
  expect(gates).toHaveLength(2);
  await end(1);
  await end(2);
  const answers = await Promise.all(asked);
  expect(new Set(answers)).toEqual(new Set(['a 1', 'b 2']));
});

it('a caller who asks after a read began gets a later one', async () => {
  const { read, gates, end } = gated();
  const early = read('a');
  await nextTurn();
  const late = read('a');
  await nextTurn();
  expect(gates).toHaveLength(2);
  await end(2);
  expect(await late).toBe('a 2');
  await end(1);
  expect(await early).toBe('a 1');
});

it('at most two reads of a key run at a time, and all callers in all turns are answered', async () => {
  const { read, gates, end } = gated();
  const asked: Promise<string>[] = [];
  for (let turn = 0; turn < 50; turn++) {
    asked.push(read('a'));
    await nextTurn();
  }
  expect(gates).toHaveLength(2);
  await end(1);
  expect(gates).toHaveLength(3);
  asked.push(read('a'));
  await nextTurn();
  expect(gates).toHaveLength(3);
  await end(3);
  expect(gates).toHaveLength(4);
  await end(2);
  await end(4);
  const answers = await Promise.all(asked);
  expect(answers.slice(0, 2)).toEqual(['a 1', 'a 2']);
  expect(new Set(answers.slice(2, 50))).toEqual(new Set(['a 3']));
  expect(answers[50]).toBe('a 4');
});

it('a failure reaches all callers of the shared read, and the next caller starts a new read', async () => {
  let calls = 0;
  const read = sharedReads(async (_key: string) => {
    await nextTurn();
    calls += 1;
    if (calls === 1) throw new Error('away');
    return calls;
  });
  const outcomes = await Promise.allSettled([read('a'), read('a')]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await read('a')).toBe(2);
});
