import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { comparePayments } from '../../../db/audit/comparePayments.ts';
import type { Db } from '../../../db/connect.ts';
import { depositsOfSession, sumsOfSession } from '../../../db/deposits/deposits.ts';
import { archivePurse } from '../../../db/purses/archivePurse.ts';
import { recordPending } from '../../../db/scanning/recordPending.ts';
import { rollbackChain } from '../../../db/scanning/rollbackChain.ts';
import { recomputeSession } from '../../../db/sessions/recomputeSession.ts';
import type { SessionId } from '../../../domain/ids.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { depositOf, eth, must } from '../fixtures.ts';
import { personOf } from '../operator.ts';
import { ethCoin, Payer } from './sessionWorld.ts';

// Attackers, forks at the worst moment, verdicts that take weeks.

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(async () => {
  // Whatever the tests above did, each payment matches its credits.
  expect(await comparePayments(db, 10)).toEqual([]);
  await database.drop();
});

const minute = 60;
const day = 24 * 60 * minute;

describe('anybody can send a little to an address, and so', () => {
  it('thousands of pending dust deposits do not keep a session from being paid', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([[ethCoin, 1_000_000n]]);
    const dust = Array.from({ length: 3000 }, () => payer.transfer(1n));
    await payer.see(...dust);
    const began = performance.now();
    await payer.follow(session);
    const transfer = await payer.pay(1_000_000n);
    expect(await payer.sessionOf(transfer)).toBe(session);
    expect(await payer.payment(session)).toBe('completed ETH 1000000');
    // Each sum was computed again for each deposit once: 3,000 took seconds, and 15,000 minutes.
    expect(performance.now() - began).toBeLessThan(20_000);
    const { rows } = await sql<{ expected: number }>`
      select count(*) as expected from transactions where expected_session_id = ${session}`.execute(db);
    expect(rows[0]?.expected).toBeLessThanOrEqual(50);
  });

  it('events name at most a hundred deposits', async () => {
    const payer = await Payer.of(db);
    await payer.session([[ethCoin, 1_000_000n]]);
    const many = Array.from({ length: 120 }, () => payer.transfer(100n));
    await payer.see(...many);
    await payer.pay(500n);
    const [event] = await db
      .selectFrom('events')
      .select('data')
      .where('customer_id', '=', payer.owner.customerId)
      .where('resource_type', '=', 'payment')
      .execute();
    expect(event?.data['transactionIds']).toHaveLength(100);
  });

  it('declined dust fails no payment', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([[ethCoin, 1000n]]);
    const dirty = payer.transfer(1n);
    await payer.see(dirty);
    await (await personOf(db, payer.owner)).decide((await depositOf(db, dirty)).id, 'decline');
    await payer.follow(session);
    expect(await payer.payment(session)).toBe('pending ETH 0');
    expect(await payer.sentTypes()).not.toContain('PAYMENT_FAILED');
  });

  it('a deposit that stays pending for ever delays a session by an hour at most', async () => {
    const payer = await Payer.of(db);
    const [held, free] = [await payer.session([[ethCoin, 1000n]]), await Payer.of(db)];
    const dusty = await free.session([[ethCoin, 1000n]]);
    await recordPending(db, eth.chainId, [
      { ...payer.transfer(500n), nonce: 1 },
      { ...free.transfer(1n), nonce: 2 },
    ]);
    const pending = await db
      .selectFrom('transactions')
      .select('quiet')
      .where('customer_id', 'in', [payer.owner.customerId, free.owner.customerId])
      .orderBy('amount')
      .execute();
    // Few of the dust deposits are considered, pending or in blocks.
    expect(pending).toEqual([{ quiet: true }, { quiet: false }]);
    const seen = async (ago: number): Promise<void> => {
      for (const [one, session] of [
        [payer, held],
        [free, dusty],
      ] as const) {
        await one.endedAgo(session, ago);
        // Seen in time.
        await db
          .updateTable('transactions')
          .set({ mined_at: new Date(Date.now() - (ago + 10) * 1000) })
          .where('customer_id', '=', one.owner.customerId)
          .execute();
        await one.caughtUp();
        await one.follow(session);
      }
    };
    await seen(59 * minute);
    expect([await payer.status(held), await free.status(dusty)]).toEqual(['processing', 'processing']);
    await seen(61 * minute);
    expect([await payer.status(held), await free.status(dusty)]).toEqual(['expired', 'expired']);
  });

  it('a hundred dust deposits neither hide money that is under way nor ask for it again', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([[ethCoin, 1_000_000n]]);
    await payer.see(...Array.from({ length: 110 }, () => payer.transfer(1n)));
    await payer.follow(session);
    const transfer = payer.transfer(1_000_000n);
    await payer.see(transfer);
    await payer.follow(session);
    const { id } = await depositOf(db, transfer);
    const shown = await depositsOfSession(db, payer.owner.accountId, session);
    expect(shown.map(deposit => deposit.id)).toContain(id);
    const sums = await sumsOfSession(db, session);
    const under = sums.filter(({ status }) => status === 'PENDING_COMPLIANCE_CHECK');
    expect(under.reduce((total, { amount }) => total + amount, 0n)).toBeGreaterThanOrEqual(1_000_000n);
  });
});

describe('a fork', () => {
  it('of a timely deposit ends no session before the new branch was read', async () => {
    const { payer, session, transfer, fork } = await timelyDeposit();
    await payer.caughtUp();
    await fork();
    await payer.settle(transfer);
    await payer.follow(session);
    expect(await payer.status(session)).not.toBe('expired');
    // The node's new head was read, and the transfer waits in its pool.
    await payer.caughtUp();
    await payer.follow(session);
    expect(await payer.status(session)).not.toBe('expired');
    await payer.see(transfer);
    await payer.credit(transfer);
    expect(await payer.status(session)).toBe('completed');
    expect(await payer.payment(session)).toBe('completed ETH 1000');
    expect(await payer.sentTypes()).not.toContain('SESSION_EXPIRED');
  });

  it('of a completed session returns it to pending, not to its end', async () => {
    const { payer, session, transfer, fork } = await timelyDeposit();
    await payer.credit(transfer);
    await payer.caughtUp();
    await fork();
    await payer.settle(transfer);
    await payer.follow(session);
    expect(await payer.payment(session)).toBe('pending ETH 0');
    await payer.see(transfer);
    await payer.credit(transfer);
    expect(await payer.payment(session)).toBe('completed ETH 1000');
    expect(await payer.sentTypes()).toEqual([
      'PAYMENT_PENDING',
      'PAYMENT_COMPLETED',
      'PAYMENT_REVERTED',
      'PAYMENT_COMPLETED',
    ]);
  });

  it('that brings nothing back ends the session an hour later', async () => {
    const { payer, session, transfer, fork } = await timelyDeposit();
    await fork();
    await payer.settle(transfer);
    await payer.caughtUp();
    const inAnHour = new Date(Date.now() + 61 * minute * 1000);
    await db
      .updateTable('sessions')
      .set({ expires_at: new Date(Date.now() - 2 * day * 1000) })
      .where('id', '=', session)
      .execute();
    await db
      .updateTable('transactions')
      .set({ mined_at: new Date(Date.now() - 3 * day * 1000) })
      .where('session_id', 'is', null)
      .where('expected_session_id', '=', session)
      .execute();
    await payer.follow(session);
    expect(await payer.status(session)).toBe('open');
    await recomputeSession(db, session, inAnHour);
    expect(await payer.status(session)).toBe('expired');
  });

  it('archives no purse before the new branch was read', async () => {
    const payer = await Payer.of(db);
    const base = payer.scan.cursor;
    await payer.see();
    const { purseId } = payer.owner;
    await db
      .updateTable('purses')
      .set({ expires_at: new Date(Date.now() - 1000) })
      .where('id', '=', purseId)
      .execute();
    await payer.caughtUp();
    payer.scan.cursor = await rollbackChain(
      db,
      payer.scan.cursor,
      { number: base.height, hash: base.hash },
      true,
    );
    const archive = () => archivePurse(db, [eth.chainId], purseId, new Date());
    expect(await archive()).toEqual({ outcome: 'scanners_behind' });
    await payer.caughtUp();
    expect(await archive()).toMatchObject({ outcome: 'archived' });
  });
});

describe('a verdict that takes weeks', () => {
  it('still completes the payment that the money was sent for', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([[ethCoin, 1000n]], { overFor: 10 });
    const transfer = payer.transfer(1000n);
    await payer.see(transfer);
    await payer.caughtUp();
    await payer.follow(session);
    expect(await payer.payment(session)).toBe('canceled ETH 0');
    await pass(payer, session, 30 * day);
    await payer.credit(transfer);
    expect(await payer.sessionOf(transfer)).toBe(session);
    expect(await payer.payment(session)).toBe('completed ETH 1000 late');
    expect(await payer.sentTypes()).toContain('PAYMENT_COMPLETED');
  });

  it('and promoted dust count, weeks later, for the payment that they belong to', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([[ethCoin, 1000n]], { overFor: 10 });
    await payer.pay(940n);
    const dust = await payer.pay(40n);
    await payer.caughtUp();
    await payer.follow(session);
    expect(await payer.status(session)).toBe('expired');
    await pass(payer, session, 30 * day);
    await payer.pay(70n);
    expect(await payer.sessionOf(dust)).toBe(session);
    expect(await payer.payment(session)).toMatch(/^canceled ETH 980/);
  });

  it('stays with its session while others come and go', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([[ethCoin, 1000n]], { overFor: 10 });
    const declined = payer.transfer(1000n);
    await payer.see(declined);
    await (await personOf(db, payer.owner)).decide((await depositOf(db, declined)).id, 'decline');
    expect(await payer.payment(session)).toBe('failed ETH 0');
    await pass(payer, session, 30 * day);
    await db
      .updateTable('purses')
      .set({ state: 'ACTIVE', declined_at: null, expires_at: new Date(Date.now() + 1e6) })
      .where('id', '=', payer.owner.purseId)
      .execute();
    const other = await payer.session([[ethCoin, 1000n]]);
    await payer.follow(other);
    expect(await payer.expectedOf(declined)).toBe(session);
    expect(await payer.payment(other)).toBeNull();
  });
});

describe('recomputing a session', () => {
  it('ends it by the database’s clock, although Temporal’s clock is ahead', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([[ethCoin, 1000n]]);
    const ahead = new Date(Date.now() + 2 * 60 * minute * 1000);
    await db.updateTable('chain_cursors').set({ caught_up_at: ahead, read_to: ahead }).execute();
    expect(await recomputeSession(db, session, ahead)).toMatchObject({
      status: 'open',
      waitsFor: 'scanners',
    });
    await payer.endedAgo(session, 1);
    await payer.follow(session);
    expect(await payer.status(session)).toBe('expired');
  });

  it('does not end it if the scanner is at the head of a node that has not advanced since before', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([[ethCoin, 1000n]]);
    await payer.endedAgo(session, 10);
    const seconds = (ago: number) => sql<Date>`now() - make_interval(secs => ${ago})`;
    await db
      .updateTable('chain_cursors')
      .set({ caught_up_at: seconds(0), read_to: seconds(11) })
      .execute();
    await payer.follow(session);
    expect(await payer.status(session)).toBe('open');
    await db
      .updateTable('chain_cursors')
      .set({ read_to: seconds(9) })
      .execute();
    await payer.follow(session);
    expect(await payer.status(session)).toBe('expired');
  });

  it('waits for no deposit that a scanner has locked, and lets it be recomputed again', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([[ethCoin, 1000n]]);
    const transfer = payer.transfer(400n);
    await payer.see(transfer);
    const { id } = await depositOf(db, transfer);
    await db.deleteFrom('signal_outbox').execute();
    await db.transaction().execute(async scanner => {
      await scanner.selectFrom('transactions').select('id').where('id', '=', id).forUpdate().execute();
      await payer.follow(session);
    });
    expect(await payer.expectedOf(transfer)).toBeNull();
    const signals = await db.selectFrom('signal_outbox').select('session_id').execute();
    expect(signals).toContainEqual({ session_id: session });
    await payer.follow(session);
    expect(await payer.expectedOf(transfer)).toBe(session);
  });
});

/** A session that is over, with timely money in a block, which `fork` removes. */
async function timelyDeposit() {
  const payer = await Payer.of(db);
  const session = await payer.session([[ethCoin, 1000n]]);
  const { height, hash } = payer.scan.cursor;
  const transfer = payer.transfer(1000n);
  await payer.see(transfer);
  await db
    .updateTable('transactions')
    .set({ mined_at: new Date(Date.now() - 60_000) })
    .where('tx_hash', '=', transfer.txHash)
    .execute();
  await payer.follow(session);
  await payer.endedAgo(session, 30);
  const fork = async (): Promise<void> => {
    payer.scan.cursor = await rollbackChain(db, payer.scan.cursor, { number: height, hash }, true);
  };
  return { payer, session, transfer, fork };
}

/** Makes the session and its deposits older by so many seconds. */
async function pass(payer: Payer, session: SessionId, seconds: number): Promise<void> {
  const older = (column: string) => sql`${sql.ref(column)} - make_interval(secs => ${seconds})`;
  await sql`update sessions set created_at = ${older('created_at')}, expires_at = ${older('expires_at')}
    where id = ${session}`.execute(db);
  await sql`update transactions set created_at = ${older('created_at')}, mined_at = ${older('mined_at')}
    where customer_id = ${must(payer.owner.customerId)}`.execute(db);
}
