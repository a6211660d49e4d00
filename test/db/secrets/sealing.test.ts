import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/connect.ts';
import { migrate } from '../../../db/migrate.ts';
import { migrations } from '../../../db/migrations/index.ts';
import { forgetSecrets } from '../../../db/secrets/forgetSecrets.ts';
import { newWebhookSecret } from '../../../db/secrets/newSecret.ts';
import { requireKeys, sealSecrets } from '../../../db/secrets/sealSecrets.ts';
import type { SecretBox } from '../../../db/secrets/secretBox.ts';
import { CannotOpen, createSecretBox } from '../../../db/secrets/secretBox.ts';
import { rotateEndpointSecret } from '../../../db/webhooks/rotateWebhookSecret.ts';
import type { AccountId, EndpointId } from '../../../domain/ids.ts';
import { newId, parseId } from '../../../domain/ids.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { linesWith } from '../../dump.ts';
import { must } from '../fixtures.ts';

const [oldKey, newKey] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const box = createSecretBox([oldKey]);
const rotated = createSecretBox([newKey, oldKey]);

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
  ({ db } = database);
  await migrateTo('0017_roles');
});
afterAll(() => database.drop());

async function migrateTo(name: string): Promise<void> {
  const provider = { getMigrations: () => Promise.resolve(migrations) };
  const { error } = await new Migrator({ db, provider }).migrateTo(name);
  if (error !== undefined) throw error;
}

interface Plain {
  readonly id: AccountId | EndpointId;
  readonly secrets: readonly string[];
}

/** An account as made by a release without sealing, with its endpoints. */
async function plainRows(endpoints: number): Promise<readonly Plain[]> {
  const account = newId('acc');
  const own = [newWebhookSecret(), newWebhookSecret()];
  await sql`insert into accounts (id, name, livemode, purse_period_seconds, webhook_secret, previous_webhook_secret,
      previous_secret_until)
    values (${account}, 'shop', true, 3600, ${own[0]}, ${own[1]}, now() + interval '1 hour')`.execute(db);
  const rows: Plain[] = [{ id: account, secrets: own }];
  for (let nth = 0; nth < endpoints; nth++) {
    const id = newId('whe');
    const secrets = nth % 2 === 0 ? [newWebhookSecret()] : [newWebhookSecret(), newWebhookSecret()];
    await sql`insert into webhook_endpoints (id, account_id, url, secret, previous_secret)
      values (${id}, ${account}, 'https://shop.example/', ${secrets[0]}, ${secrets[1] ?? null})`.execute(db);
    rows.push({ id, secrets });
  }
  await sql`insert into webhook_endpoints (id, account_id, url, secret, types)
    values (${newId('whe')}, ${account}, 'https://gone.example/', '', '{}')`.execute(db);
  return rows;
}

async function opened({ id }: Plain, by: SecretBox): Promise<readonly string[]> {
  const { rows } = await sql<{ secret: string; previous: string | null }>`
    select secret, previous_secret as previous from webhook_endpoints where id = ${id}
    union all select webhook_secret, previous_webhook_secret from accounts where id = ${id}`.execute(db);
  return rows.flatMap(({ secret, previous }) =>
    [secret, previous].flatMap(text => {
      if (text === null) return [];
      expect(text).toMatch(/^sealed:/);
      return [by.open(text, id)];
    }),
  );
}

describe('a database of a release without sealing', () => {
  it('has no secret in a saved answer once it is migrated, and the rest of the answer unchanged', async () => {
    const [account] = await plainRows(0);
    const secret = newWebhookSecret();
    const json = `{"id":"whe_1","description":"a \\"secret\\":\\"x\\"","secret":"${secret}","createdAt":"now"}`;
    const other = '{"id":"cus_1","externalId":"whsec_mine"}';
    for (const [key, body] of [
      ['one', json],
      ['two', other],
    ] as const) {
      await sql`insert into idempotency_keys (account_id, route, key, request_hash, status, body)
        values (${account?.id}, 'POST /v1/webhook-endpoints', ${key}, '', 201, ${JSON.stringify(body)})`.execute(
        db,
      );
    }
    await migrate(db);
    const { rows } = await sql<{ body: string }>`
      select body #>> '{}' as body from idempotency_keys order by key`.execute(db);
    expect(rows.map(({ body }) => body)).toEqual([json.replace(`"${secret}"`, 'null'), other]);
    expect(await linesWith(db, secret)).toEqual([]);
  });

  it('gets all its secrets sealed, also by several processes that start at once', async () => {
    const rows = await plainRows(450);
    const counts = await Promise.all([sealSecrets(db, box), sealSecrets(db, box), sealSecrets(db, box)]);
    expect(counts.reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(451);
    for (const row of rows) expect(await opened(row, box)).toEqual(row.secrets);
    for (const { secrets } of rows.slice(0, 3)) {
      for (const secret of secrets) expect(await linesWith(db, secret)).toEqual([]);
    }
    const { rows: plain } = await sql`select id from webhook_endpoints
      where secret like 'whsec%' or previous_secret like 'whsec%'
      union all select id from accounts where webhook_secret like 'whsec%'`.execute(db);
    expect(plain).toEqual([]);
    expect(await sealSecrets(db, box)).toBe(0);
  });

  it('loses no secret that is rotated while it is being sealed', async () => {
    const [, endpoint] = await plainRows(1);
    const { id, secrets } = must(endpoint);
    const endpointId = must(parseId('whe', id));
    const rotated = Promise.withResolvers<string>();
    const committed = db.transaction().execute(async trx => {
      rotated.resolve((await rotateEndpointSecret(trx, box, endpointId)).secret);
      // Until the sealing waits for the row.
      for (;;) {
        const { rows } =
          await sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
            db,
          );
        if (rows.length > 0) return;
      }
    });
    const secret = await rotated.promise;
    await Promise.all([sealSecrets(db, box), committed]);
    await sealSecrets(db, box);
    expect(await opened({ id, secrets }, box)).toEqual([secret, secrets[0]]);
  });

  it('continues where an interrupted start stopped', async () => {
    const rows = await plainRows(250);
    let left = 220;
    const failing: SecretBox = {
      ...box,
      seal: (...what) => {
        left -= 1;
        if (left < 0) throw new Error('the process died');
        return box.seal(...what);
      },
    };
    await expect(sealSecrets(db, failing)).rejects.toThrow('the process died');
    await sealSecrets(db, box);
    for (const row of rows) expect(await opened(row, box)).toEqual(row.secrets);
  });
});

describe('another key', () => {
  it('opens what the previous key sealed; after resealing, it alone opens everything', async () => {
    const rows = await plainRows(3);
    await sealSecrets(db, box);
    await requireKeys(db, rotated);
    expect(await sealSecrets(db, rotated)).toBe(0);
    for (const row of rows) expect(await opened(row, rotated)).toEqual(row.secrets);

    expect(await sealSecrets(db, rotated, true)).toBeGreaterThan(0);
    const alone = createSecretBox([newKey]);
    await requireKeys(db, alone);
    for (const row of rows) expect(await opened(row, alone)).toEqual(row.secrets);
    await expect(requireKeys(db, box)).rejects.toThrow(CannotOpen);
    expect(await sealSecrets(db, rotated, true)).toBe(0);
  });
});

describe('a lost key', () => {
  const lost = createSecretBox([Buffer.alloc(32, 3)]);
  const found = createSecretBox([newKey, oldKey, Buffer.alloc(32, 3)]);
  const sealedBy = async (id: string, secret: SecretBox, previous: SecretBox, until: string) => {
    const endpointId = must(parseId('whe', id));
    const [now, before] = [secret, previous].map(by => by.seal(newWebhookSecret(), endpointId));
    await sql`update webhook_endpoints set secret = ${now}, previous_secret = ${before},
      previous_secret_until = now() + ${until}::interval where id = ${id}`.execute(db);
    return { secret: now, previous_secret: before };
  };
  const storedOf = async (id: string) => {
    const { rows } = await sql<{ secret: string; previous_secret: string | null }>`
      select secret, previous_secret from webhook_endpoints where id = ${id}`.execute(db);
    return must(rows[0]);
  };

  it('affects nothing by a secret that no longer signs, and resealing clears that secret', async () => {
    const [, endpoint] = await plainRows(1);
    const { id } = must(endpoint);
    await sealSecrets(db, rotated, true);
    await sealedBy(id, box, lost, '-1 second');
    await requireKeys(db, rotated);
    expect(await sealSecrets(db, rotated, true)).toBe(1);
    const { secret, previous_secret: previous } = await storedOf(id);
    expect(rotated.open(secret, must(parseId('whe', id)))).toMatch(/^whsec_/);
    expect(previous).toBeNull();
  });

  it('does not keep other secrets from being resealed', async () => {
    const rows = await plainRows(450);
    await sealSecrets(db, box);
    const first = must(rows[1]).id;
    const before = await sealedBy(first, lost, lost, '1 hour');
    expect(await sealSecrets(db, rotated, true)).toBe(450);
    const alone = createSecretBox([newKey]);
    for (const row of rows.filter(({ id }) => id !== first))
      expect(await opened(row, alone)).toEqual(row.secrets);
    expect(await storedOf(first)).toEqual(before);
    await expect(requireKeys(db, rotated)).rejects.toThrow(first);
  });

  it('is solved by forgetting: unreadable secrets are replaced, audited and named, and all others stay', async () => {
    await sealSecrets(db, found, true);
    const rows = await plainRows(3);
    const [account, ...endpoints] = rows.map(({ id }) => id);
    // Ids of one millisecond have no order.
    const [one, two, three] = endpoints.toSorted();
    await sealSecrets(db, rotated);
    await forgetSecrets(db, rotated);
    await requireKeys(db, rotated);
    const accountId = must(parseId('acc', must(account)));
    await sealedBy(must(one), lost, lost, '1 hour');
    const { secret } = await sealedBy(must(two), rotated, lost, '1 hour');
    const untouched = await storedOf(must(three));
    await sql`update accounts set webhook_secret = ${lost.seal(newWebhookSecret(), accountId)},
      previous_webhook_secret = null where id = ${accountId}`.execute(db);

    const forgotten = await forgetSecrets(db, rotated);
    expect(forgotten).toEqual([
      { id: one, accountId, isFresh: true },
      { id: two, accountId, isFresh: false },
      { id: account, accountId, isFresh: true },
    ]);
    await requireKeys(db, rotated);
    expect(await sealSecrets(db, rotated, true)).toBe(0);
    const fresh = await storedOf(must(one));
    expect(rotated.open(fresh.secret, must(parseId('whe', must(one))))).toMatch(/^whsec_/);
    expect(fresh.previous_secret).toBeNull();
    expect(await storedOf(must(two))).toEqual({ secret, previous_secret: null });
    expect(await storedOf(must(three))).toEqual(untouched);
    const { rows: audits } = await sql`select action, resource_type, resource_id, api_key_id from audits
      where account_id = ${accountId} order by resource_type desc, resource_id`.execute(db);
    const by = { action: 'rotate', api_key_id: null };
    expect(audits).toEqual([
      { ...by, resource_type: 'webhook_endpoint', resource_id: one },
      { ...by, resource_type: 'webhook_endpoint', resource_id: two },
      { ...by, resource_type: 'account', resource_id: account },
    ]);
    expect(await forgetSecrets(db, rotated)).toEqual([]);
  });
});
