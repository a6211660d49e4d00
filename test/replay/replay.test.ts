import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { InjectedSinks } from '@temporalio/worker';
import { bundleWorkflowCode, DefaultLogger, Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, it } from 'vitest';
import * as workflows from '../../workflows/index.ts';
import { must } from '../db/fixtures.ts';
import { installQuietRuntime } from '../workflows/quietRuntime.ts';
import { readHistory } from './historyText.ts';
import type { CommandSinks } from './recordCommands.ts';

const folder = join(import.meta.dirname, 'histories');
/** `{when it was recorded}/{type}/{path}.json` */
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.json'))
  .toSorted();

interface Replayed {
  readonly error: unknown;
  /** What the workflow asked for, in order. */
  readonly asked: readonly string[];
}
const replayed = new Map<string, Replayed>();

beforeAll(async () => {
  installQuietRuntime();
  const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  const workflowBundle = await bundleWorkflowCode({
    workflowsPath: path('../../workflows/index.ts'),
    workflowInterceptorModules: [path('./recordCommands.ts')],
    logger: new DefaultLogger('WARN'),
  });
  const asked = new Map<string, string[]>(files.map(file => [file, []]));
  const sinks: InjectedSinks<CommandSinks> = {
    commands: {
      asked: { callDuringReplay: true, fn: (_info, file, command) => void asked.get(file)?.push(command) },
    },
  };
  // A file's name stands for the workflow's id: no workflow looks at its own.
  const histories = files.map(file => ({
    workflowId: file,
    history: readHistory(readFileSync(join(folder, file), 'utf8')),
  }));
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle, sinks }, histories)) {
    replayed.set(workflowId, { error, asked: asked.get(workflowId) ?? [] });
  }
});

describe('a run that was recorded', () => {
  it.each(files)('goes on with the workflows of today: %s', file => {
    const run = must(replayed.get(file));
    expect(run.error).toBeUndefined();
    // A replay compares the kinds of commands, not how long a timer is nor what an activity is given.
    expect(run.asked).toMatchSnapshot();
  });

  it('is there of every workflow', () => {
    const recorded = new Set(files.map(file => file.split('/').at(-2)));
    expect(Object.keys(workflows).filter(type => !recorded.has(type))).toEqual([]);
  });
});
