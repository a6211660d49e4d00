import { beforeEach, expect, it } from 'vitest';
import type { TroubleReport, Trouble, Troubles } from '../../../activities/nodes/troubles.ts';
import { createTroubles } from '../../../activities/nodes/troubles.ts';
import type { NetworkCode } from '../../../domain/registry.ts';

const network = 'ETHEREUM' as NetworkCode;
const lagging: Trouble = { network, endpoint: 'ETHEREUM#2', kind: 'behind', reason: 'its head is 7' };
const refused: Trouble = {
  network,
  endpoint: 'ETHEREUM#1',
  kind: 'rpc_unavailable',
  reason: 'block 7: HTTP 500',
};

let now: number;
let lines: TroubleReport[];
let troubles: Troubles;
beforeEach(() => {
  now = 1_000_000;
  lines = [];
  troubles = createTroubles(
    trouble => lines.push(trouble),
    () => now,
  );
});
const reports = () => lines.map(({ phase, endpoint, times }) => [phase, endpoint, times]);
const pass = (seconds: number) => (now += seconds * 1000);

it('a trouble is reported when it begins, every five minutes while it goes on, and once when it is over', () => {
  for (let second = 0; second < 700; second++) {
    troubles.met(lagging);
    pass(1);
  }
  troubles.over(network, 'ETHEREUM#2', 'behind');
  troubles.over(network, 'ETHEREUM#2', 'behind');
  expect(reports()).toEqual([
    ['begins', 'ETHEREUM#2', 1],
    ['goes on', 'ETHEREUM#2', 301],
    ['goes on', 'ETHEREUM#2', 601],
    ['is over', 'ETHEREUM#2', 700],
  ]);
  expect(lines.at(-1)).toMatchObject({ network, kind: 'behind', seconds: 700 });
});

it('reasons that differ only in numbers are one trouble; other endpoints, reasons and networks are other troubles', () => {
  for (const number of [7, 8, 9]) troubles.met({ ...refused, reason: `block ${String(number)}: HTTP 500` });
  expect(reports()).toHaveLength(1);
  troubles.met({ ...refused, endpoint: 'ETHEREUM#2' });
  troubles.met({ ...refused, reason: 'block 7: no answer (ECONNREFUSED)' });
  troubles.met({ ...refused, network: 'BSC' as NetworkCode });
  expect(reports()).toHaveLength(4);
});

it('a trouble of a known kind is one trouble whatever its reason; a report has the latest reason', () => {
  troubles.met({ ...lagging, kind: 'unasked', reason: 'HTTP 500' });
  pass(301);
  troubles.met({ ...lagging, kind: 'unasked', reason: 'serves another chain' });
  expect(lines.map(({ phase, reason }) => [phase, reason])).toEqual([
    ['begins', 'HTTP 500'],
    ['goes on', 'serves another chain'],
  ]);
});

it('an endpoint that fails and recovers in turn is reported no more often than one that only fails', () => {
  for (let second = 0; second < 600; second++) {
    troubles.met(lagging);
    troubles.over(network, 'ETHEREUM#2', 'behind');
    pass(1);
  }
  expect(lines.filter(({ phase }) => phase !== 'is over')).toHaveLength(2);
  expect(lines.filter(({ phase }) => phase === 'is over')).toHaveLength(2);
  // The last end was not reported when it came.
  pass(400);
  troubles.settle(network);
  expect(reports().at(-1)).toEqual(['is over', 'ETHEREUM#2', 600]);
});

it('a trouble that is not met for some minutes is over, unless it lasts; other networks are not affected', () => {
  troubles.met(refused);
  troubles.met(lagging, { lasts: true });
  pass(179);
  troubles.settle(network);
  expect(reports()).toHaveLength(2);
  pass(2);
  troubles.settle('BSC' as NetworkCode);
  troubles.settle(network);
  expect(reports().slice(2)).toEqual([['is over', 'ETHEREUM#1', 1]]);
  pass(10_000);
  troubles.settle(network);
  expect(reports()).toHaveLength(3);
});

it('a trouble that returns long after it was over is reported as new', () => {
  troubles.met(refused);
  for (let minute = 0; minute < 10; minute++) {
    pass(60);
    troubles.settle(network);
  }
  troubles.met(refused);
  expect(reports().map(([phase]) => phase)).toEqual(['begins', 'is over', 'begins']);
});

it('the number of remembered troubles is bounded, however many reasons there are', () => {
  const letters = (at: number): string =>
    at.toString(36).replaceAll(/\d/g, digit => 'ghijklmnop'.charAt(Number(digit)));
  for (let at = 0; at < 5000; at++) troubles.met({ ...refused, reason: `x${letters(at)}y` });
  pass(200);
  lines.length = 0;
  troubles.settle(network);
  expect(lines.length).toBeLessThanOrEqual(200);
});
