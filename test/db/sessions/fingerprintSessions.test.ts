import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/connect.ts';
import { fingerprintSessions } from '../../../db/sessions/fingerprintSessions.ts';
import { paidElsewhere } from '../../../db/sessions/paidElsewhere.ts';
import type { SessionId } from '../../../domain/ids.ts';
import { newId } from '../../../domain/ids.ts';
import type { Registry } from '../../../domain/registry.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { depositOf, eth, verdict } from '../fixtures.ts';
import { ethCoin, Payer, usdA, usdB, usdGroup } from './sessionWorld.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());

const registry: Registry = { networks: [], currencies: [eth, usdA, usdB], groups: [] };
const staleMs = 60_000;

async function fingerprintOf(id: SessionId): Promise<string | undefined> {
  return (await fingerprintSessions(db, registry, { staleMs }, [id])).get(id);
}

/** Asserts that the step changes the session's fingerprint, and that nothing else does. */
async function changes(id: SessionId, step: () => Promise<unknown>): Promise<void> {
  const before = await fingerprintOf(id);
  expect(await fingerprintOf(id)).toBe(before);
  await step();
  expect(await fingerprintOf(id)).not.toBe(before);
}

describe('the fingerprint of a session changes', () => {
  it('with every step of a deposit that would pay it, and then does', async () => {
    const payer = await Payer.of(db);
    const id = await payer.session([[ethCoin, 1000n]]);
    await payer.caughtUp();
    const transfer = payer.transfer(400n);
    await changes(id, async () => {
      await payer.see(transfer);
      await payer.follow(id);
    });
    // One more confirmation.
    await changes(id, () => payer.scan.mine());
    await changes(id, async () => verdict(db, (await depositOf(db, transfer)).id, 'approve'));
    await changes(id, () => payer.scan.finalize());
    await changes(id, () => payer.settle(transfer));
    await changes(id, () => payer.pay(600n));
    expect(await payer.status(id)).toBe('completed');
  });

  it('with a deposit that pays another session of its customer', async () => {
    const payer = await Payer.of(db);
    const id = await payer.session([[ethCoin, 1000n]]);
    const other = await payer.session([[ethCoin, 700n]]);
    await payer.caughtUp();
    expect(await paidElsewhere(db, id)).toBeUndefined();
    const transfer = payer.transfer(700n);
    await changes(id, async () => {
      await payer.see(transfer);
      await payer.follow(other);
    });
    expect(await paidElsewhere(db, id)).toMatchObject({ currency: eth.code, amount: 700n });
    expect(await paidElsewhere(db, other)).toBeUndefined();
    // A deposit from before a session was created, or in a coin that it does not accept, was not meant for
    // it.
    expect(await paidElsewhere(db, await payer.session([[ethCoin, 1000n]]))).toBeUndefined();
    expect(await paidElsewhere(db, await payer.session([[usdGroup, 10_000n]]))).toBeUndefined();
  });

  it('at its deadline, and when it has expired', async () => {
    const payer = await Payer.of(db);
    const id = await payer.session([[ethCoin, 1000n]]);
    await changes(id, () => payer.endedAgo(id, 100));
    await changes(id, async () => {
      await payer.caughtUp();
      await payer.follow(id);
    });
  });

  it('when its customer is blocked or unblocked, and when its purse is declined: then it asks for no money', async () => {
    const payer = await Payer.of(db);
    const id = await payer.session([[ethCoin, 1000n]]);
    await payer.caughtUp();
    const { customer_id, purse_id } = await db
      .selectFrom('sessions')
      .select(['customer_id', 'purse_id'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const customer = db.updateTable('customers').where('id', '=', customer_id);
    await changes(id, () => customer.set({ blocked: true }).execute());
    await changes(id, () => customer.set({ blocked: false }).execute());
    await changes(id, () =>
      db
        .updateTable('purses')
        .set({ state: 'DECLINED', declined_at: new Date() })
        .where('id', '=', purse_id)
        .execute(),
    );
  });

  it('when a network that it accepts stops, or falls behind', async () => {
    const payer = await Payer.of(db);
    const id = await payer.session([[ethCoin, 1000n]]);
    await payer.caughtUp();
    const cursors = db.updateTable('chain_cursors');
    await changes(id, () => cursors.set({ caught_up_at: new Date(Date.now() - 2 * staleMs) }).execute());
    await changes(id, () => payer.caughtUp());
    await changes(id, () =>
      cursors
        .set({ stopped_code: 'reorg_too_deep', stopped_detail: 'test', stopped_at: new Date() })
        .execute(),
    );
  });
});

describe('the fingerprint of a session stays', () => {
  it('while blocks pass that none of its deposits counts', async () => {
    const payer = await Payer.of(db);
    const id = await payer.session([[ethCoin, 1000n]]);
    await payer.caughtUp();
    const before = await fingerprintOf(id);
    await payer.scan.mine();
    expect(await fingerprintOf(id)).toBe(before);
    await payer.pay(1000n);
    const paid = await fingerprintOf(id);
    expect(paid).not.toBe(before);
    await payer.scan.mine();
    expect(await fingerprintOf(id)).toBe(paid);
  });

  it('whatever another session does, unless that session’s deposits could have been meant for this one', async () => {
    const payer = await Payer.of(db);
    const id = await payer.session([[ethCoin, 1000n]]);
    await payer.caughtUp();
    const before = await fingerprintOf(id);
    await payer.session([[usdGroup, 300n]]);
    await payer.pay(3n, usdA);
    expect(await fingerprintOf(id)).toBe(before);
  });
});

it('existing sessions have fingerprints, and no others', async () => {
  const payer = await Payer.of(db);
  const [one, two] = [await payer.session([[ethCoin, 1n]]), await payer.session([[ethCoin, 2n]])];
  const fingerprints = await fingerprintSessions(db, registry, { staleMs }, [one, newId('ses'), two]);
  expect([...fingerprints.keys()].toSorted()).toEqual([one, two].toSorted());
});

it('the fingerprint of a session with a thousand deposits is as short as another, and depends on each deposit', async () => {
  const payer = await Payer.of(db);
  const id = await payer.session([[ethCoin, 1000n]]);
  await payer.caughtUp();
  await payer.pay(400n);
  const columns = await sql<{ names: string }>`
    select string_agg(quote_ident(column_name), ',') as names from information_schema.columns
    where table_name = 'transactions' and table_schema = 'public' and column_name not in ('id', 'ordinal')`.execute(
    db,
  );
  const names = sql.raw(columns.rows[0]?.names ?? '');
  await sql`
    insert into transactions (id, ordinal, ${names})
    select t.id || number, t.ordinal || '/' || number, ${names}
    from transactions t, generate_series(1, 1200) number where t.session_id = ${id}`.execute(db);
  expect(((await fingerprintOf(id)) ?? '').length).toBeLessThan(400);

  // Without a new version, like changes that send no event.
  const one = db
    .updateTable('transactions')
    .where('session_id', '=', id)
    .where(sql<boolean>`id like '%777'`);
  await changes(id, () => one.set({ final_block_hash: null }).execute());
  await changes(id, () => one.set({ quiet: true }).execute());
  await changes(id, () => one.set({ session_id: null, expected_session_id: null }).execute());
});
