import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Client, WorkflowClientInterceptor } from '@temporalio/client';
import { afterEach, expect, inject } from 'vitest';
import { writeHistory } from './historyText.ts';

/** A run by its workflow's type and ids. */
interface Run {
  readonly type: string;
  readonly workflowId: string;
  readonly runId: string;
}

/** The runs that tests began and that are not recorded yet. */
export interface RunRecorder {
  /** Notes each run that is started through the given client. */
  readonly interceptor: WorkflowClientInterceptor;
  /** Sets the client that returns the histories: nothing is recorded before. */
  readonly recordThrough: (client: Client) => void;
}

/**
 * Records the history of every run that a test of this file starts, if `PURSER_RECORD_HISTORIES` names a
 * folder: `{workflow type}/{the test's name}.json`, one event a line.
 */
export function createRunRecorder(): RunRecorder {
  const runs = new Map<string, Run>();
  const note = (type: string, workflowId: string | undefined, runId: string): string => {
    if (workflowId !== undefined) runs.set(runId, { type, workflowId, runId });
    return runId;
  };
  let client: Client | undefined;
  afterEach(async () => {
    const begun = [...runs.values()];
    runs.clear();
    if (client) await recordRuns(client, begun);
  });
  return {
    recordThrough: named => {
      client = named;
    },
    interceptor: {
      startWithDetails: async (input, next) => {
        const output = await next(input);
        note(input.workflowType, input.options.workflowId, output.runId);
        return output;
      },
      signalWithStart: async (input, next) =>
        note(input.workflowType, input.options.workflowId, await next(input)),
    },
  };
}

/** At most so many runs of a workflow type are recorded per test: more would be the same. */
const ofOneKind = 8;

/**
 * Records the histories of these runs, and of those they continued as, under the name of the running test.
 */
async function recordRuns(client: Client, begun: readonly Run[], name = nameOfTest()): Promise<void> {
  const folder = inject('recordHistories');
  if (folder === '') return;
  const counts = new Map<string, number>();
  const seen = new Set<string>();
  const left = [...begun];
  for (let run = left.shift(); run; run = left.shift()) {
    const { type, workflowId, runId } = run;
    const nth = (counts.get(type) ?? 0) + 1;
    if (seen.has(runId) || nth > ofOneKind) continue;
    seen.add(runId);
    counts.set(type, nth);
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    const file = join(folder, type, `${name}${nth === 1 ? '' : `-${String(nth)}`}.json`);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, writeHistory(history));
    const next = history.events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
    if (next) left.unshift({ type, workflowId, runId: next });
  }
}

/** Records what ran on a server of the test file, under the file's name, as far as its visibility knows. */
export async function recordServer(client: Client): Promise<void> {
  if (inject('recordHistories') === '') return;
  const runs: Run[] = [];
  for await (const { type, workflowId, runId } of client.workflow.list())
    runs.push({ type, workflowId, runId });
  await recordRuns(client, runs, `stack-${basename(expect.getState().testPath ?? '', '.test.ts')}`);
}

/** The test's name: as many of its words as fit. */
function nameOfTest(): string {
  const name = expect.getState().currentTestName?.split(' > ').at(-1) ?? '';
  let text = '';
  for (const word of name.toLowerCase().match(/[a-z0-9]+/g) ?? []) {
    if (text.length + word.length > 80) break;
    text += text === '' ? word : `-${word}`;
  }
  return text;
}
