import { mkdtempSync, copyFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MockActivityEnvironment } from '@temporalio/testing';
import { Migrator } from 'kysely/migration';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRescanChain } from '../../activities/rescans/rescanChain.ts';
import { checksumAddress } from '../../chain/deriveAddress.ts';
import { createRpcPool } from '../../chain/rpc/rpcPool.ts';
import { auditBooks } from '../../cli/audit/auditBooks.ts';
import { auditAsJson } from '../../cli/audit/showAudit.ts';
import type { Db } from '../../db/connect.ts';
import { migrate } from '../../db/migrate.ts';
import { migrations } from '../../db/migrations/index.ts';
import { relaySignals } from '../../db/outbox/relaySignals.ts';
import type { NativeSource, Registry } from '../../domain/registry.ts';
import type { RescanInput, RescanResult } from '../../domain/scanning/messages.ts';
import { parseRegistry } from '../../registry.ts';
import type { TestNetwork } from '../../testkit/chain/startTestNetwork.ts';
import type { TestDatabase } from '../database.ts';
import { createTestDatabase } from '../database.ts';
import { must } from '../db/fixtures.ts';
import { startTwin } from '../e2e/scanning/identicalChains.ts';
import { loadRows } from './rows.ts';

/** The last migration of the release. */
const lastOfRelease = '0004_payer_side';
const sources = ['topLevel', 'trace', 'logs7708'] as const;

describe.each(sources)('a database of the first release that was filled by %s', seenBy => {
  const home = join(import.meta.dirname, seenBy);
  let database: TestDatabase;
  let db: Db;
  let chain: TestNetwork;
  const ended = new AbortController();
  beforeAll(async () => {
    // A chain continues to write its journal.
    const journal = join(mkdtempSync(join(tmpdir(), 'purser-release-')), 'chain.jsonl');
    copyFileSync(join(home, 'chain.jsonl'), journal);
    chain = await startTwin('amsterdam', journal);
    await chain.pauseMining();
    database = await createTestDatabase({ empty: true });
    ({ db } = database);
    const provider = { getMigrations: () => Promise.resolve(migrations) };
    const { error } = await new Migrator({ db, provider }).migrateTo(lastOfRelease);
    if (error !== undefined) throw error;
    await loadRows(db, readFileSync(join(home, 'rows.jsonl'), 'utf8'));
  });
  afterAll(async () => {
    ended.abort();
    await chain.stop();
    await database.drop();
  });

  /** As in the release's own file: later columns have their defaults. */
  const registryOf = (nativeSource: NativeSource): Registry => {
    const network = { code: 'ETHEREUM', chainId: 31_337, name: 'test', nativeSource, rpcPerSecond: 10_000 };
    const finality = { kind: 'confirmations', blocks: 2 };
    const coin = { network: 'ETHEREUM', tierWeight: '1' };
    const parsed = parseRegistry(
      JSON.stringify({
        networks: [{ ...network, finality, rpc: [chain.rpcUrl] }],
        currencies: [
          { ...coin, code: 'ETH', name: 'ETH', contract: null, decimals: 18, minDeposit: '0.001' },
          {
            ...coin,
            code: 'USDT',
            name: 'USDT',
            contract: chain.tokens['USDT'],
            decimals: 6,
            minDeposit: '1',
          },
        ],
      }),
      {},
    );
    if ('errors' in parsed) throw new Error(parsed.errors.join('; '));
    return parsed.registry;
  };
  const poolOf = (registry: Registry) =>
    createRpcPool({ network: must(registry.networks[0]), stop: ended.signal, timeoutMs: 5000 });
  const audit = async () => {
    const registry = registryOf(seenBy);
    return auditAsJson(await auditBooks({ db, registry, poolOf: () => poolOf(registry) }), registry);
  };
  /** Reads all blocks again as an operator does; returns the number of new transfers. */
  const rescan = async (nativeSource: NativeSource): Promise<number> => {
    const registry = registryOf(nativeSource);
    const pool = poolOf(registry);
    const { height } = await db.selectFrom('chain_cursors').select('height').executeTakeFirstOrThrow();
    const { from } = await db
      .selectFrom('blocks')
      .select(({ fn }) => fn.min('number').as('from'))
      .executeTakeFirstOrThrow();
    const run = createRescanChain({
      ...{ db, registry, checksum: checksumAddress, poolOf: () => pool },
      ...{ signalsWaiting: () => undefined, stopping: ended.signal },
    });
    const network = must(registry.networks[0]).code;
    const input: RescanInput = { network, from, to: must(height ?? undefined) };
    const again: RescanResult = await new MockActivityEnvironment().run(run, input);
    return again.found;
  };
  const books = async () => ({
    deposits: await db
      .selectFrom('transactions')
      .select(['id', 'status', 'amount', 'block_hash', 'credited_to', 'incarnation'])
      .orderBy('id')
      .execute(),
    postings: await db.selectFrom('postings').select(['id', 'ledger', 'amount']).orderBy('id').execute(),
    unsupported: await db.selectFrom('unsupported_deposits').selectAll().orderBy('id').execute(),
  });

  it('has deposits in every state', async () => {
    const rows = await db.selectFrom('transactions').select(['status', 'kind', 'credited_to']).execute();
    expect(new Set(rows.map(({ status }) => status))).toEqual(
      new Set([
        ...[
          'MEM_POOL_FOUND',
          'PENDING_COMPLIANCE_CHECK',
          'DECLINED',
          'CONFIRMED',
          'BELOW_MINIMUM',
          'REORGED',
        ],
        'DROPPED',
      ]),
    );
    expect(new Set(rows.map(row => row.credited_to))).toEqual(
      new Set(['customer', 'merchant', 'held', 'unattributed', null]),
    );
    expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(['native', 'token', 'internal']));
  });

  it('is migrated in place, and loses nothing of its books', async () => {
    const before = await books();
    const later = Object.keys(migrations).filter(name => name > lastOfRelease);
    expect(await migrate(db)).toEqual(later);
    expect(await books()).toEqual(before);
  });

  it('is clean when it is audited', async () => {
    expect(await audit()).toMatchObject({ verdict: 'clean', checks: expect.anything() as unknown });
  });

  it.each(sources)('gains nothing by a rescan of all its blocks by %s', async source => {
    const before = await books();
    expect(await rescan(source)).toBe(0);
    expect(await books()).toEqual(before);
    expect(await audit()).toMatchObject({ verdict: 'clean' });
  });

  it('sends its signals, in the form in which they waited', async () => {
    const sent: unknown[] = [];
    await relaySignals(db, 100, signal => {
      sent.push('purseId' in signal ? { signal: signal.signal, payload: signal.payload } : signal.signal);
      return Promise.resolve();
    });
    expect(sent).toContainEqual({ signal: 'purseChanged', payload: null });
    expect(sent).toContainEqual({
      signal: 'depositsChanged',
      payload: { transactionIds: [expect.stringMatching(/^txn_/)], decided: true },
    });
    expect(sent).toContainEqual('sessionChanged');
  });
});
