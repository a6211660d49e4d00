import type { Connection } from '@temporalio/client';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { routeTasks } from '../../../activities/worker/routeTasks.ts';

/** Of gRPC. */
const code = { failedPrecondition: 9, unavailable: 14 } as const;

const refusal = (of: number): Error =>
  Object.assign(new Error('refused'), { code: of, details: 'refused', metadata: {} });

/** The messages that are logged while the server answers with these errors, one after the other. */
async function logged(...answers: readonly number[]): Promise<readonly string[]> {
  const stop = new AbortController();
  const lines: string[] = [];
  const left = [...answers];
  const workflowService = {
    describeWorkerDeployment: () => {
      const next = left.shift();
      if (left.length === 0) stop.abort();
      return Promise.reject(refusal(next ?? code.unavailable));
    },
  };
  const connection = {
    workflowService: workflowService as unknown as Connection['workflowService'],
    withDeadline: <T>(_: number | Date, call: () => Promise<T>) => call(),
  };
  const logger = pino({ level: 'error' }, { write: line => void lines.push(line) });
  await routeTasks({ connection, namespace: 'default', logger, everyMs: 1 }, 'queue', 'v1', stop.signal);
  return lines;
}

it('a failure is said once, also if the server refused another way before', async () => {
  const { failedPrecondition, unavailable } = code;
  expect(await logged(unavailable, unavailable)).toHaveLength(1);
  expect(await logged(failedPrecondition, unavailable, unavailable)).toHaveLength(1);
});

it('a build that the server does not register is reported once', async () => {
  const stop = new AbortController();
  const lines: string[] = [];
  let looks = 0;
  const workflowService = {
    describeWorkerDeployment: () => {
      if ((looks += 1) === 20) stop.abort();
      return Promise.reject(refusal(5));
    },
    describeTaskQueue: () => Promise.resolve({ pollers: [] }),
  };
  const connection = {
    workflowService: workflowService as unknown as Connection['workflowService'],
    withDeadline: <T>(_: number | Date, call: () => Promise<T>) => call(),
  };
  const logger = pino({ level: 'error' }, { write: line => void lines.push(line) });
  const run = (unknownAfterMs: number) =>
    routeTasks(
      { connection, namespace: 'default', logger, everyMs: 1, unknownAfterMs },
      'q',
      'v1',
      stop.signal,
    );
  await run(5);
  expect(lines.map(line => (JSON.parse(line) as { readonly msg: string }).msg)).toEqual([
    'Temporal does not register this build, so it gets no tasks',
  ]);
});

it('that another worker was faster is not said, unless it goes on', async () => {
  const refused = (times: number): readonly number[] =>
    Array.from({ length: times }, () => code.failedPrecondition);
  expect(await logged(...refused(4))).toEqual([]);
  expect(await logged(...refused(7))).toHaveLength(1);
});
