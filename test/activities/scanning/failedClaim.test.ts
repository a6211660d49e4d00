import { setTimeout as sleep } from 'node:timers/promises';
import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, it } from 'vitest';
import type { ActivityDeps } from '../../../activities/deps.ts';
import { createTroubles } from '../../../activities/nodes/troubles.ts';
import { createScanChain } from '../../../activities/scanning/scanChain.ts';
import { checksumAddress } from '../../../chain/deriveAddress.ts';
import { connect } from '../../../db/connect.ts';
import { network } from '../../db/fixtures.ts';

const heartbeatTimeoutMs = 200;

it('an attempt that cannot claim its chain leaves no timer: heartbeats end with it', async () => {
  // Nobody listens there, as while the database is restarted.
  const db = connect('postgres://purser@127.0.0.1:1/purser', { max: 1 });
  const deps: ActivityDeps = {
    db,
    registry: { networks: [network], currencies: [], groups: [] },
    deriver: { fingerprint: '', derive: () => expect.fail() },
    provider: { name: 'test', kind: 'inline', screen: () => expect.fail() },
    sendWebhook: () => expect.fail(),
    poolOf: () => expect.fail(),
    checksum: checksumAddress,
    signalsWaiting: () => undefined,
    blockScanned: () => undefined,
    troubles: createTroubles(() => undefined),
    stopping: new AbortController().signal,
  };
  const environment = new MockActivityEnvironment({ heartbeatTimeoutMs });
  let beats = 0;
  environment.on('heartbeat', () => (beats += 1));
  await expect(environment.run(createScanChain(deps), { network: network.code })).rejects.toMatchObject({
    code: 'ECONNREFUSED',
  });
  const before = beats;
  // Long enough for four.
  await sleep(heartbeatTimeoutMs);
  expect(beats).toBe(before);
  await db.destroy();
});
