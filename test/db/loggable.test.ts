import { ApplicationFailure } from '@temporalio/common';
import type { LogLevel } from '@temporalio/worker';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { mapErrors } from '../../activities/mapErrors.ts';
import { createWorkerLog, sdkLogger } from '../../activities/worker/workerLog.ts';
import { loggable } from '../../db/loggable.ts';
import { PurserError } from '../../domain/errors.ts';

const secret = 'k3y-of-a-provider';
const url = `https://user:${secret}@node.example:8545/v2/${secret}?token=${secret}#${secret}`;

/** The lines of a worker's log, parsed. */
function newLog() {
  const lines: string[] = [];
  const logger = createWorkerLog('debug', { to: { write: line => void lines.push(line) } });
  return { logger, lines, read: () => lines.map(line => JSON.parse(line) as Record<string, unknown>) };
}

it('the log of a failed activity has its code and its text', async () => {
  const error: unknown = await mapErrors(() =>
    Promise.reject(new PurserError('wrong_chain', 'ETHEREUM#1 serves chain 7102 and not 7199')),
  ).catch((failure: unknown) => failure);
  expect(error).toBeInstanceOf(ApplicationFailure);
  const lines: string[] = [];
  pino({}, { write: line => lines.push(line) }).warn({ error: loggable(error) }, 'Activity failed');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    error: { code: 'wrong_chain', message: 'ETHEREUM#1 serves chain 7102 and not 7199' },
  });
});

it('whatever the SDK logs with an error has its code, its text and those of all its causes, once each', async () => {
  const { logger, read } = newLog();
  const refused = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:8545'), { code: 'ECONNREFUSED' });
  const middle = new PurserError('rpc_unavailable', 'ETHEREUM#2: no answer', { cause: refused });
  const error: unknown = await mapErrors(() => Promise.reject(middle)).catch((failure: unknown) => failure);
  for (const name of ['error', 'err', 'reason']) {
    sdkLogger(logger).error('Worker failed', { sdkComponent: 'worker', [name]: error });
  }
  const expected = {
    name: 'ApplicationFailure',
    code: 'rpc_unavailable',
    message: 'ETHEREUM#2: no answer',
    cause: { name: 'Error', code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 10.0.0.7:8545' },
  };
  expect(read()).toMatchObject([{ error: expected }, { err: expected }, { reason: expected }]);
  expect(read()[0]).toHaveProperty('error.cause.at');
});

it('an error is logged anywhere in a line: in lists, in objects, collected in another, and from another realm', () => {
  const { logger, read } = newLog();
  const one = new Error('the first');
  logger.warn({ deep: { list: [{ failure: one }] } }, 'within');
  logger.warn(new AggregateError([one, new TypeError('the second')], 'both'), 'by itself');
  logger.warn(
    { error: { name: 'TypeError', message: 'of a workflow', stack: 'TypeError\n  at a' } },
    'realm',
  );
  logger.warn({ at: new Date(0), none: null, error: undefined }, 'what is no error stays');
  expect(read()).toMatchObject([
    { deep: { list: [{ failure: { message: 'the first' } }] } },
    { error: { message: 'both', errors: [{ message: 'the first' }, { message: 'the second' }] } },
    { error: { name: 'TypeError', message: 'of a workflow' } },
    { at: '1970-01-01T00:00:00.000Z', none: null },
  ]);
});

it('an error that collects itself is logged once', () => {
  const round = new AggregateError([], 'round');
  round.errors.push(...Array.from({ length: 8 }, () => round));
  expect(JSON.stringify(loggable(round)).length).toBeLessThan(5000);
  expect(loggable(round)).toMatchObject({
    message: 'round',
    errors: Array.from({ length: 8 }, () => '… (logged above)'),
  });
});

it('causes that form a circle end', () => {
  const { logger, read } = newLog();
  const [one, other] = [new Error('one'), new Error('other')];
  one.cause = other;
  other.cause = one;
  logger.error({ error: one }, 'a circle');
  expect(read()).toMatchObject([{ error: { message: 'one', cause: { message: 'other' } } }]);
});

it.each([
  ['a message', new Error(`no answer of ${url}`)],
  ['the message of a cause', new PurserError('rpc_unavailable', 'no answer', { cause: new Error(url) })],
  ['a stack', Object.assign(new Error('x'), { stack: `Error: ${url}\n    at ${url}:1:2` })],
  ['a field beside the message', Object.assign(new Error('x'), { request: { body: secret, url } })],
  ['what JSON was made of', jsonError(`{"key":"${secret}", ${secret}`)],
  ['a text that is thrown', url],
  ['an object that is thrown', { url, body: secret }],
])('neither the URL of a node nor a body is in the log: %s', (_where, error) => {
  const { logger, lines, read } = newLog();
  logger.error({ error: loggable(error) }, 'told');
  sdkLogger(logger).warn(`it said ${url}`, { error, nested: { error } });
  if (error instanceof Error || typeof error === 'string') logger.error({ error, list: [error] }, 'given');
  expect(lines.length).toBeGreaterThanOrEqual(2);
  expect(lines.filter(line => line.includes(secret))).toEqual([]);
  expect(read()[1]).toMatchObject({ msg: 'it said https://node.example:8545' });
});

it('the SDK logs its own work at debug, and an activity’s at its own level', () => {
  const { logger, read } = newLog();
  const log = (level: LogLevel, sdkComponent: string) =>
    sdkLogger(logger).log(level, 'news', { sdkComponent, timestampNanos: 1n });
  log('INFO', 'worker');
  log('INFO', 'activity');
  log('ERROR', 'core');
  expect(read().map(({ level }) => level)).toEqual([20, 30, 50]);
});

function jsonError(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}
