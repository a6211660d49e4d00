import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { snapshotBalances } from '../../../db/ledger/snapshotBalances.ts';
import type { ChecksumAddress } from '../../../domain/address.ts';
import { payInternal } from '../../../testkit/chain/payers/payInternal.ts';
import type { Owner } from '../../db/fixtures.ts';
import { publishAll } from '../../publishAll.ts';
import type { Watcher } from '../scanning/watcher.ts';
import type { AuditWorld } from './auditWorld.ts';
import { finality, found, startAuditWorld } from './auditWorld.ts';

const whole = 10n ** 18n;
let world: AuditWorld;
let watcher: Watcher;
let owner: Owner;
/** Their deposit waits for a verdict. */
let waiting: ChecksumAddress;
/** The owner's, and its deposit of 2 ETH. */
let address: ChecksumAddress;
let deposit: string;
beforeAll(async () => {
  world = await startAuditWorld();
  ({ watcher, owner } = world);
  ({ waiting } = await world.fillBooks());
  await snapshotBalances(watcher.db, { atLeast: 1 });
  address = await world.checksumOf(owner);
  const row = await watcher.db
    .selectFrom('transactions')
    .select('id')
    .where('amount', '=', sql<never>`${String(2n * whole)}::numeric`)
    .executeTakeFirstOrThrow();
  deposit = row.id;
});
afterAll(() => watcher.stop());

describe('an audit finds', () => {
  /** The postings of the owner's deposit of 2 ETH. */
  const ofTwo = sql`entry_id = (select e.id from entries e join transactions t on t.id = e.transaction_id
    where t.amount = ${String(2n * whole)}::numeric and e.purpose = 'credit')`;

  it('a changed entry, although it balances', async () => {
    await world.tamper(sql`update postings set amount = amount * 2 where ${ofTwo}`);
    const report = await world.audit();
    expect(report.verdict).toBe('different');
    expect(found(report)).toMatchObject({
      deposits: [
        [deposit, '-2', '-4'],
        [deposit, '2', '4'],
      ],
      chain: [[address, '4', '2']],
    });
    expect(found(report)).not.toHaveProperty('entries');
    expect(found(report)['snapshots']).toHaveLength(8);
    await world.tamper(sql`update postings set amount = amount / 2 where ${ofTwo}`);
    expect((await world.audit()).verdict).toBe('clean');
  });

  it('a removed posting', async () => {
    await world.tamper(
      sql`create table kept as select * from postings where ${ofTwo} and ledger = 'customer'`,
      sql`delete from postings where ${ofTwo} and ledger = 'customer'`,
    );
    expect(found(await world.audit())).toMatchObject({
      currencies: [['ETH', '0', '-2']],
      entries: [[expect.stringMatching(/^ent_/), '0', '-2']],
      deposits: [[deposit, '2', '0']],
      chain: [[address, '0', '2']],
    });
    await world.tamper(
      sql`insert into postings overriding system value select * from kept`,
      sql`drop table kept`,
    );
    expect((await world.audit()).verdict).toBe('clean');
  });

  it('a posting that was moved to another customer', async () => {
    const other = await watcher.newOwner();
    await world.tamper(
      sql`update postings set customer_id = ${other.customerId} where ${ofTwo} and ledger = 'customer'`,
    );
    const differences = found(await world.audit());
    expect(differences['entries']).toEqual([[expect.stringMatching(/^ent_/), '0', '2']]);
    expect(differences['snapshots']).toHaveLength(5);
    await world.tamper(
      sql`update postings set customer_id = ${owner.customerId} where ${ofTwo} and ledger = 'customer'`,
    );
    expect((await world.audit()).verdict).toBe('clean');
  });

  it('a deposit whose amount was changed, posted or not', async () => {
    await world.tamper(sql`update transactions set amount = amount + 1 where id = ${deposit}`);
    expect(found(await world.audit())).toEqual({
      deposits: [
        [deposit, '-2.000000000000000001', '-2'],
        [deposit, '2.000000000000000001', '2'],
      ],
    });
    await world.tamper(sql`update transactions set amount = amount - 1 where id = ${deposit}`);

    const waits = sql`credited_to is null and block_hash is not null`;
    await world.tamper(sql`update transactions set amount = amount + 1 where ${waits}`);
    expect(found(await world.audit())).toEqual({ chain: [[waiting, '4.000000000000000001', '4']] });
    await world.tamper(sql`update transactions set amount = amount - 1 where ${waits}`);
    expect((await world.audit()).verdict).toBe('clean');
  });

  it('a deleted deposit', async () => {
    await world.tamper(
      sql`update transactions set credited_to = null, credited_block_hash = null, status = 'REORGED' where id = ${deposit}`,
    );
    const report = found(await world.audit());
    expect(report['deposits']).toHaveLength(2);
    await world.tamper(
      sql`update transactions set credited_to = 'customer', credited_block_hash = block_hash, status = 'CONFIRMED'
        where id = ${deposit}`,
    );
    expect((await world.audit()).verdict).toBe('clean');
  });

  it('a snapshot that differs from its sum, and a horizon above the last posting', async () => {
    const mine = sql`scope_id = ${owner.customerId} and ledger = 'customer' and currency = 'ETH'`;
    await world.tamper(sql`update balance_snapshots set amount = amount + 1 where ${mine}`);
    expect(found(await world.audit())).toEqual({
      snapshots: [[owner.customerId, '2', '2.000000000000000001']],
    });
    await world.tamper(sql`update balance_snapshots set amount = amount - 1 where ${mine}`);
    await world.tamper(sql`update balance_horizon set posting_id = posting_id + 100`);
    expect(found(await world.audit())).toMatchObject({
      snapshots: [['balance_horizon', expect.anything(), expect.anything()]],
    });
    await world.tamper(sql`update balance_horizon set posting_id = posting_id - 100`);
    expect((await world.audit()).verdict).toBe('clean');
  });

  it('a removed event, in the middle or at the end', async () => {
    await publishAll(watcher.db);
    const { sequence: last } = await watcher.db
      .selectFrom('account_counters')
      .select('sequence')
      .where('account_id', '=', owner.accountId)
      .executeTakeFirstOrThrow();
    expect(last).toBeGreaterThan(2);
    for (const sequence of [1, 2, last]) {
      const one = sql`account_id = ${owner.accountId} and sequence = ${sequence}`;
      await world.tamper(
        sql`create table kept as select * from events where ${one}`,
        sql`delete from events where ${one}`,
      );
      expect(found(await world.audit())).toEqual({
        sequences: [[owner.accountId, String(last), String(last - 1)]],
      });
      await world.tamper(sql`insert into events select * from kept`, sql`drop table kept`);
    }
    expect((await world.audit()).verdict).toBe('clean');
  });

  it('money on an address that no deposit explains', async () => {
    const { rpcUrl, faucetKey: key } = watcher.chain;
    const lucky = await watcher.newOwner();
    await Promise.all([
      payInternal({ rpcUrl, key, to: lucky.address, amount: whole }),
      watcher.chain.mine(1),
    ]);
    await watcher.settle();
    expect(found(await world.audit())).toEqual({ chain: [[await world.checksumOf(lucky), '0', '1']] });
  });

  it('all that from the command line, and reports it by the exit code', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'purser-audit-'));
    const file = join(folder, 'registry.json');
    const { networks, currencies } = watcher.registry;
    writeFileSync(
      file,
      JSON.stringify({
        networks: networks.map(({ code, chainId, name }) => ({ code, chainId, name, finality })),
        currencies: currencies.map(({ code, network, name, contract, decimals }) => ({
          code,
          network,
          name,
          contract,
          decimals,
          minDeposit: '1',
        })),
      }),
    );
    const env = {
      ...process.env,
      DATABASE_URL: watcher.database.url,
      PURSER_REGISTRY: file,
      PURSER_RPC_ETHEREUM: watcher.chain.rpcUrl,
    };
    const run = (args: readonly string[], changed: NodeJS.ProcessEnv = {}) =>
      new Promise<{ code: unknown; stdout: string; stderr: string }>(resolve => {
        const command = ['cli/audit.ts', ...args];
        execFile(process.execPath, command, { env: { ...env, ...changed } }, (error, stdout, stderr) => {
          resolve({ code: error?.code ?? 0, stdout, stderr });
        });
      });
    const [different, before, later, unset] = await Promise.all([
      run(['--json']),
      run(['--block', 'ETHEREUM=1']),
      run(['--block', 'ETHEREUM=999999']),
      run([], { DATABASE_URL: '', PURSER_HOME: folder }),
    ]);
    expect(JSON.parse(different.stdout)).toMatchObject({ verdict: 'different' });
    expect(before.stdout).toMatch(/Clean\.\n$/);
    expect(later.stdout).toMatch(/is not final/);
    expect([different, before, later, unset].map(({ code }) => code)).toEqual([1, 0, 2, 2]);
    rmSync(folder, { recursive: true });
  }, 90_000);
});
