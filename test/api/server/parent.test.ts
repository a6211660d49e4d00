import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';

const root = join(import.meta.dirname, '../../..');
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it('the API ends if the process that started it ends', async () => {
  const child = spawn(process.execPath, [join(root, 'server.ts')], {
    env: {
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: '127.0.0.1:1',
      PURSER_MODE: 'test',
      PURSER_REGISTRY: join(root, 'testkit', 'registry.json'),
      PURSER_PORT: '0',
      PURSER_LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  const exited = once(child, 'exit');
  // What the channel does when its other end dies.
  child.disconnect();
  expect(await exited).toEqual([0, null]);
});
