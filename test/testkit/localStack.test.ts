import { expect, test } from 'vitest';
import type { Running } from '../../cli/stack/running.ts';
import { environmentOf } from '../../cli/stack/running.ts';
import { welcome } from '../../cli/stack/welcome.ts';
import type { PurserClient } from '../../client/index.ts';
import { openInbox } from '../../testkit/eventInbox.ts';

const running: Running = {
  pid: 1,
  begun: '',
  api: 'http://127.0.0.1:24239',
  shop: null,
  treasury: null,
  key: 'sk_test_1',
  database: 'postgres://127.0.0.1/purser',
  secretsKey: 'old',
  registry: 'registry.json',
  temporal: '127.0.0.1:7233',
  temporalProgram: '/tools/temporal',
  temporalUi: 'http://127.0.0.1:8233',
  networks: [],
};

test('the key that seals its secrets may be changed: a given key wins', () => {
  expect(environmentOf(running)['PURSER_SECRETS_KEY']).toBe('old');
  expect(environmentOf(running, { PURSER_SECRETS_KEY: 'new,old' })['PURSER_SECRETS_KEY']).toBe('new,old');
});

test('its output names its folder, and no shop that was not started', () => {
  const elsewhere = welcome(running, 1, 'Ctrl-C', '/tmp/purser-2');
  expect(elsewhere).toContain('PURSER_HOME=/tmp/purser-2 npm run listen');
  expect(elsewhere).not.toContain('open the shop');
  const usual = welcome({ ...running, shop: 'http://127.0.0.1:8090' }, 1, 'Ctrl-C');
  expect(usual).not.toContain('PURSER_HOME');
  expect(usual).toContain('open the shop');
});

test('a missing webhook is reported with its type and its caller', async () => {
  const api = { post: () => Promise.resolve({ secret: `whsec_${Buffer.alloc(24).toString('base64')}` }) };
  const inbox = await openInbox(api as unknown as PurserClient);
  try {
    const waitsForIt = () => inbox.next('TRANSACTION_DROPPED', { transactionHash: '0x1' }, 50);
    const error = await waitsForIt().catch((error: unknown) => error);
    expect(String(error)).toBe(
      'Error: no TRANSACTION_DROPPED about {"transactionHash":"0x1"} within 0.05 s; received: none',
    );
    expect((error as Error).stack).toContain('waitsForIt');
  } finally {
    await inbox.stop();
  }
});
