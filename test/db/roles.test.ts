import { randomBytes } from 'node:crypto';
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createAccount } from '../../db/accounts/createAccount.ts';
import type { Db } from '../../db/connect.ts';
import { connect } from '../../db/connect.ts';
import { databaseRoles, grantRoles } from '../../db/grantRoles.ts';
import { migrate } from '../../db/migrate.ts';
import { scannerTransaction } from '../../db/scanning/scannerTransaction.ts';
import { countAuthorizations } from '../../db/authorizations/countAuthorizations.ts';
import type { TestDatabase } from '../database.ts';
import { createTestDatabase } from '../database.ts';

let owner: TestDatabase;
beforeAll(async () => {
  owner = await createTestDatabase();
  await createAccount(owner.db, { name: 'Corner Books', livemode: false });
});
afterAll(() => owner.drop());

const password = 'letters0and0digits';

/** A connection of a user who is only a member of the role. */
async function asMemberOf(role: string, work: (db: Db) => Promise<void>): Promise<void> {
  const user = `member_${randomBytes(6).toString('hex')}`;
  await sql`create role ${sql.id(user)} login password ${sql.lit(password)} in role ${sql.id(role)}`.execute(
    owner.db,
  );
  const url = new URL(owner.url);
  url.username = user;
  url.password = password;
  const db = connect(url.href, { max: 3 });
  try {
    await work(db);
  } finally {
    await db.destroy();
    await sql`drop role ${sql.id(user)}`.execute(owner.db);
  }
}

const refused = (db: Db, statement: string) =>
  expect(sql.raw(statement).execute(db), statement).rejects.toMatchObject({ code: '42501' });

const forbidden = [
  ...['entries', 'postings', 'audits', 'events'].flatMap(table => [
    `delete from ${table}`,
    `truncate ${table} cascade`,
    `alter table ${table} disable trigger all`,
    `drop table ${table} cascade`,
  ]),
  `update entries set purpose = purpose`,
  'update postings set amount = amount + 1',
  `update audits set reason = ''`,
  `update events set data = '{}'`,
  `update events set type = 'CUSTOMER_CREATED'`,
  'truncate accounts cascade',
  'create table mine (id int)',
  'create schema mine',
  'alter table accounts add column mine int',
  'drop trigger entries_immutable on entries',
  'delete from kysely_migration',
  `set session_replication_role = replica`,
  `select pg_read_file('/etc/passwd')`,
  `copy accounts to program 'cat'`,
  'create role mine',
  'alter role purser_api superuser',
];

describe.each(databaseRoles)('%s', role => {
  it.each(forbidden)('is refused: %s', async statement => {
    await asMemberOf(role, db => refused(db, statement));
  });

  it('owns nothing, is not a superuser, and truncates no table', async () => {
    const { rows } = await sql<{ table: string }>`
      select c.relname as table from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and (
        pg_get_userbyid(c.relowner) = ${role} or has_table_privilege(${role}, c.oid, 'truncate, trigger, references'))
    `.execute(owner.db);
    expect(rows).toEqual([]);
    const { rows: roles } = await sql`
      select rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication from pg_roles where rolname = ${role}
    `.execute(owner.db);
    expect(roles).toEqual([
      {
        rolsuper: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolbypassrls: false,
        rolreplication: false,
      },
    ]);
  });

  it('writes what is the signer’s only if it is the signer', async () => {
    const mayWrite = role === 'purser_signer';
    const { rows } = await sql`
      select has_table_privilege(${role}, 'sweepers', 'insert') as sweepers,
        has_table_privilege(${role}, 'sweep_authorizations', 'insert') as authorizations,
        has_any_column_privilege(${role}, 'sweep_authorizations', 'update') as states,
        has_column_privilege(${role}, 'sweep_authorizations', 'sealed', 'select') as sealed
    `.execute(owner.db);
    expect(rows).toEqual([
      { sweepers: mayWrite, authorizations: mayWrite, states: mayWrite, sealed: mayWrite },
    ]);
    // Not even the signer changes whose authorization it is, or forgets one.
    for (const statement of [
      'delete from sweepers',
      'update sweepers set owner = owner',
      'delete from sweep_authorizations',
      'update sweep_authorizations set authority = authority',
      'update sweep_authorizations set hd_index = 0',
    ])
      await asMemberOf(role, db => refused(db, statement));
  });
});

describe.each(['purser_api', 'purser_worker'] as const)('%s', role => {
  it('reads every table, and of authorizations all but the signature', async () => {
    const { rows } = await sql<{ column: string }>`
      select relname || '.' || attname as column from pg_attribute join pg_class on pg_class.oid = attrelid
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and attnum > 0 and not attisdropped
        and not has_column_privilege(${role}, attrelid, attnum, 'select')
    `.execute(owner.db);
    expect(rows.map(({ column }) => column).toSorted()).toEqual([
      'send_attempts.raw',
      'sweep_authorizations.sealed',
    ]);
  });

  it.each([
    'select sealed from sweep_authorizations',
    'select * from sweep_authorizations',
    'select a from sweep_authorizations a',
    'insert into sweep_authorizations default values',
    `update sweep_authorizations set state = 'unused'`,
    'insert into sweepers default values',
    'insert into listed_destinations default values',
    'delete from listed_destinations',
    'insert into top_ups default values',
    'copy sweep_authorizations to stdout',
  ])('is refused: %s', async statement => {
    await asMemberOf(role, async db => {
      // What the metrics show.
      await countAuthorizations(db);
      await refused(db, statement);
    });
  });
});

it('the signer reads nothing but what it needs: no key, no customer, no money', async () => {
  const { rows } = await sql<{ table: string; columns: readonly string[] }>`
    select relname as table, array_agg(attname::text order by attnum) as columns
    from pg_attribute join pg_class on pg_class.oid = attrelid
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and attnum > 0 and not attisdropped
      and has_column_privilege('purser_signer', attrelid, attnum, 'select, insert, update')
    group by relname order by relname
  `.execute(owner.db);
  expect(Object.fromEntries(rows.map(({ table, columns }) => [table, columns]))).toEqual({
    accounts: ['id', 'livemode'],
    chain_cursors: ['chain_id', 'final_height'],
    findings: expect.arrayContaining(['explanation']) as unknown,
    sending_pauses: ['account_id', 'network', 'reason', 'resumed_at'],
    destinations: ['id', 'account_id', 'network', 'disabled_at'],
    purses: ['id', 'hd_fingerprint', 'hd_index'],
    transactions: [
      ...[
        'id',
        'purse_id',
        'chain_id',
        'kind',
        'currency',
        'amount',
        'block_number',
        'block_hash',
        'credited_to',
      ],
      ...['credited_block_hash', 'incarnation'],
    ],
    listed_destinations: ['account_id', 'network', 'address', 'listed_at'],
    top_ups: expect.arrayContaining(['amount']) as unknown,
    sweeps: expect.arrayContaining(['waiting_code']) as unknown,
    sweep_items: [
      ...['sweep_id', 'position', 'purse_id', 'currency', 'token', 'amount', 'floor'],
      ...['destination_id', 'destination'],
    ],
    sweep_item_deposits: ['sweep_id', 'position', 'transaction_id', 'incarnation', 'is_released'],
    sweep_signed_items: expect.arrayContaining(['dropped_reason']) as unknown,
    lanes: expect.arrayContaining(['next_nonce']) as unknown,
    sends: expect.arrayContaining(['intent_id']) as unknown,
    send_attempts: expect.arrayContaining(['raw']) as unknown,
    unknown_transactions: expect.arrayContaining(['reason']) as unknown,
    sweep_authorizations: expect.arrayContaining(['sealed']) as unknown,
    sweepers: expect.arrayContaining(['delegate']) as unknown,
  });
  await asMemberOf('purser_signer', async db => {
    await refused(db, 'select webhook_secret from accounts');
    await refused(db, `select nextval('purse_hd_index')`);
    await refused(db, `select end_events('{}')`);
    await sql`select last_value from purse_hd_index`.execute(db);
  });
});

it('a worker neither creates nor changes keys', async () => {
  await asMemberOf('purser_worker', async db => {
    await refused(db, `update api_keys set revoked_at = null`);
    await refused(db, `delete from api_keys`);
    await refused(db, `insert into api_keys select * from api_keys`);
  });
});

it('the API ends no events', async () => {
  await asMemberOf('purser_api', db => refused(db, `select end_events('{}')`));
});

it('rights that the owner changed by hand are corrected by the next migration', async () => {
  await sql`grant truncate, delete on postings to purser_api`.execute(owner.db);
  await sql`revoke select on accounts from purser_api`.execute(owner.db);
  await sql`grant select (sealed), update (state) on sweep_authorizations to purser_worker`.execute(owner.db);
  await sql`grant select on api_keys to purser_signer`.execute(owner.db);
  await sql`grant usage on sequence purse_hd_index to purser_signer`.execute(owner.db);
  expect(await migrate(owner.db)).toEqual([]);
  await asMemberOf('purser_worker', async db => {
    await refused(db, 'select sealed from sweep_authorizations');
    await refused(db, `update sweep_authorizations set state = 'used'`);
  });
  await asMemberOf('purser_signer', async db => {
    await refused(db, 'select hash from api_keys');
    await refused(db, `select nextval('purse_hd_index')`);
  });
  await asMemberOf('purser_api', async db => {
    await refused(db, 'truncate postings');
    await refused(db, 'delete from postings');
    expect(await db.selectFrom('accounts').select('name').execute()).toEqual([{ name: 'Corner Books' }]);
  });
});

it('several processes may grant the rights and set the passwords at once', async () => {
  await Promise.all(Array.from({ length: 8 }, () => grantRoles(owner.db, { purser_api: password })));
});

it('another owner’s table beside ours is left alone', async () => {
  const user = `other_${randomBytes(6).toString('hex')}`;
  await sql`create role ${sql.id(user)}`.execute(owner.db);
  await sql`create table theirs (id int)`.execute(owner.db);
  await sql`alter table theirs owner to ${sql.id(user)}`.execute(owner.db);
  await grantRoles(owner.db);
  await asMemberOf('purser_api', db => refused(db, 'select from theirs'));
  await sql`drop table theirs`.execute(owner.db);
  await sql`drop role ${sql.id(user)}`.execute(owner.db);
});

it('neither a statement nor the log has the password of a role', async () => {
  const statements: string[] = [];
  const recorded = new Kysely<unknown>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: db => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    log: ({ query }) => {
      statements.push(`${query.sql} ${JSON.stringify(query.parameters)}`);
    },
  });
  await grantRoles(recorded, { purser_api: password });
  expect(statements.join('\n')).toContain("with login password 'SCRAM-SHA-256$4096:");
  expect(statements.join('\n')).not.toContain(password);
});

it('a role logs in with its given password', async () => {
  await grantRoles(owner.db, { purser_api: password });
  const url = new URL(owner.url);
  url.username = 'purser_api';
  url.password = password;
  const db = connect(url.href, { max: 1 });
  await expect(db.selectFrom('accounts').select('name').execute()).resolves.toHaveLength(1);
  await db.destroy();
});

it('an owner that is not a superuser migrates an empty database', async () => {
  const database = await createTestDatabase({ empty: true });
  const { url: server } = inject('postgres');
  const user = `owner_${randomBytes(6).toString('hex')}`;
  const name = new URL(database.url).pathname.slice(1);
  await sql`create role ${sql.id(user)} login createrole password ${sql.lit(password)}`.execute(database.db);
  await sql`alter database ${sql.id(name)} owner to ${sql.id(user)}`.execute(database.db);
  for (const role of databaseRoles) {
    await sql`grant ${sql.id(role)} to ${sql.id(user)} with admin option`.execute(database.db);
  }
  const url = new URL(server);
  url.pathname = `/${name}`;
  url.username = user;
  url.password = password;
  const db = connect(url.href, { max: 2 });
  try {
    expect((await migrate(db)).length).toBeGreaterThan(0);
    expect(await migrate(db)).toEqual([]);
  } finally {
    await db.destroy();
    await sql`reassign owned by ${sql.id(user)} to current_user`.execute(database.db);
    await sql`drop owned by ${sql.id(user)}`.execute(database.db);
    await sql`drop role ${sql.id(user)}`.execute(database.db);
    await database.drop();
  }
});

describe('a transaction that is idle and delays a worker', () => {
  /** Locks the account's row and idles, as `user`; true if it was ended. */
  async function isEnded(openAs: (work: (db: Db) => Promise<void>) => Promise<void>): Promise<boolean> {
    let ended = false;
    await openAs(async idle => {
      const over = Promise.withResolvers<undefined>();
      const taken = Promise.withResolvers<undefined>();
      const idling = idle
        .transaction()
        .execute(async trx => {
          await sql`update accounts set name = name`.execute(trx);
          taken.resolve(undefined);
          await over.promise;
        })
        .then(
          () => false,
          () => true,
        );
      await taken.promise;
      await asMemberOf('purser_worker', async db => {
        const work = () => scannerTransaction(db, trx => sql`update accounts set name = name`.execute(trx));
        // As a scanner does: it retries.
        await work()
          .catch(work)
          .catch(() => undefined);
      });
      over.resolve(undefined);
      ended = await idling;
    });
    return ended;
  }

  it('of the API is ended', async () => {
    expect(await isEnded(work => asMemberOf('purser_api', work))).toBe(true);
  });

  it("of an administrator stays: the worker's wait ends by itself", async () => {
    // The server does not end these either.
    const administrator = connect(owner.url, { max: 1, idleInTransactionMs: 60_000 });
    expect(await isEnded(work => work(administrator))).toBe(false);
    await administrator.destroy();
  });
});
