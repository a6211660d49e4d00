import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ActivityDeps } from '../../../activities/deps.ts';
import { createTroubles } from '../../../activities/nodes/troubles.ts';
import { createScanChain } from '../../../activities/scanning/scanChain.ts';
import { checksumAddress } from '../../../chain/deriveAddress.ts';
import { settleDeposit } from '../../../db/deposits/settleDeposit.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { currencyOf, network } from '../../db/fixtures.ts';
import { undecided } from '../../db/operator.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it('a network that the registry no longer lists is given up, but not while registries are being changed', async () => {
  const deps: ActivityDeps = {
    db: database.db,
    registry: { networks: [], currencies: [], groups: [] },
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
  const lines: { level: string; message: string; meta?: Record<string, unknown> | undefined }[] = [];
  const scan = (scheduledMsAgo: number): Promise<number> =>
    new MockActivityEnvironment(
      { scheduledTimestampMs: Date.now() - scheduledMsAgo },
      { logger: new DefaultLogger('TRACE', line => lines.push(line)) },
    ).run(createScanChain(deps), { network: network.code });
  const warnings = () => lines.filter(({ level }) => level === 'WARN' || level === 'ERROR');

  const { owner, scan: chain } = await undecided(database.db, 1000n, 500n);
  const final = await undecided(database.db, 700n);
  await final.person.decide(final.id, 'approve');
  await final.scan.finalize();
  await settleDeposit(database.db, currencyOf, final.id);
  expect(chain.cursor.chainId).toBe(network.chainId);
  expect(owner.purseId).not.toBe(final.owner.purseId);

  // Retried meanwhile: nothing of it is logged, as it is not a failure.
  for (let attempt = 0; attempt < 3; attempt++) {
    const passing: unknown = await scan(60_000).catch((error: unknown) => error);
    expect(passing).toMatchObject({ type: 'network_not_found', nonRetryable: false, category: 'BENIGN' });
  }
  expect(warnings()).toEqual([]);

  await expect(scan(11 * 60_000)).rejects.toMatchObject({
    type: 'network_not_found',
    nonRetryable: true,
    category: 'BENIGN',
  });
  expect(warnings()).toMatchObject([{ meta: { network: network.code, pursesWithUnfinishedDeposits: 1 } }]);
});
