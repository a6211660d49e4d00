import { expect, it } from 'vitest';
import { sharedReads } from '../../../api/checkout/sharedReads.ts';

const nextTurn = () => new Promise<void>(resolve => setImmediate(resolve));

/** Reads that end when they are let; each gives its number. */
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

it('one read answers all who ask for a key in one turn, and each key has its own', async () => {
  const { read, gates, end } = gated();
  const asked = [...Array.from({ length: 300 }, () => read('a')), read('b')];
  await nextTurn();
  expect(gates).toHaveLength(2);
  await end(1);
  await end(2);
  const answers = await Promise.all(asked);
  expect(new Set(answers)).toEqual(new Set(['a 1', 'b 2']));
});

it('who asks after a read began is answered by a later one', async () => {
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

it('however many ask in however many turns, two reads of a key are under way, and all are answered', async () => {
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

it('a failure is told to those who shared the read, and the next one is asked anew', async () => {
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
