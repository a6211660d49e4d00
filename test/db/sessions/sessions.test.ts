import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { comparePayments } from '../../../db/audit/comparePayments.ts';
import type { Db } from '../../../db/connect.ts';
import { relaySignals } from '../../../db/outbox/relaySignals.ts';
import { archivePurse } from '../../../db/purses/archivePurse.ts';
import { wakeOverdue } from '../../../db/purses/wakeOverdue.ts';
import { dropPending, recordPending } from '../../../db/scanning/recordPending.ts';
import { rollbackChain } from '../../../db/scanning/rollbackChain.ts';
import { endSession } from '../../../db/sessions/endSession.ts';
import { recomputeSession } from '../../../db/sessions/recomputeSession.ts';
import { recordChoice } from '../../../db/sessions/recordChoice.ts';
import { PurserError } from '../../../domain/errors.ts';
import { baseUnits } from '../../../domain/money.ts';
import type { Cursor } from '../../../domain/scanning/cursor.ts';
import { priceIn } from '../../../domain/sessions/price.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { booksOf, depositOf, eth, hit, must, nextPurse, verdict } from '../fixtures.ts';
import { personOf } from '../operator.ts';
import { currencyOf, ethCoin, Payer, usdA, usdB, usdGroup } from './sessionWorld.ts';

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

describe('Rules of money 6: a deposit', () => {
  it('completes the session that it pays exactly, in the transaction of its credit', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([[ethCoin, 1000n]], { product: 'membership' });
    const transfer = await payer.pay(1000n);
    expect(await payer.sessionOf(transfer)).toBe(session);
    expect(await payer.status(session)).toBe('completed');
    expect(await payer.payment(session)).toBe('completed ETH 1000');
    expect(await payer.sentTypes()).toEqual(['PAYMENT_COMPLETED']);
  });

  it('is booked for the product and the form of its session', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([[ethCoin, 1000n]], { product: 'membership' });
    await payer.pay(1000n);
    const postings = await db
      .selectFrom('postings')
      .innerJoin('sessions', 'sessions.form_id', 'postings.form_id')
      .select(['ledger', 'postings.product_id', 'sessions.id'])
      .where('postings.customer_id', '=', payer.owner.customerId)
      .execute();
    expect(postings).toEqual([{ ledger: 'customer', product_id: 'membership', id: session }]);
  });

  it('and others together pay one session', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([[ethCoin, 1000n]]);
    const first = await payer.pay(300n);
    expect(await payer.payment(session)).toBe('pending ETH 300');
    expect(await payer.status(session)).toBe('processing');
    const second = await payer.pay(700n);
    expect([await payer.sessionOf(first), await payer.sessionOf(second)]).toEqual([session, session]);
    expect(await payer.payment(session)).toBe('completed ETH 1000');
    expect(await payer.sentTypes()).toEqual(['PAYMENT_UNDERPAID', 'PAYMENT_COMPLETED']);
  });

  it('goes to the session whose outstanding amount it equals, although another is older', async () => {
    const payer = await Payer.of(db);
    const older = await payer.session([[ethCoin, 1000n]]);
    const exact = await payer.session([[ethCoin, 700n]]);
    expect(await payer.sessionOf(await payer.pay(700n))).toBe(exact);
    expect(await payer.sessionOf(await payer.pay(400n))).toBe(older);
    const outstanding = await payer.session([[ethCoin, 900n]]);
    // The older one still needs 600.
    expect(await payer.sessionOf(await payer.pay(600n))).toBe(older);
    expect(await payer.status(outstanding)).toBe('open');
  });

  it('that equals two goes to the session whose page last asked for it, else to the newest', async () => {
    const payer = await Payer.of(db);
    const price = [[ethCoin, 1000n]] as const;
    const [first, second, third] = [
      await payer.session(price),
      await payer.session(price),
      await payer.session(price),
    ];
    await recordChoice(db, first, eth.code);
    await recordChoice(db, third, eth.code);
    await recordChoice(db, first, eth.code);
    await recordChoice(db, second, usdA.code);
    const transfer = payer.transfer(1000n);
    await payer.see(transfer);
    // Asked for again after it was seen: that changes nothing.
    await recordChoice(db, third, eth.code);
    await recordChoice(db, first, eth.code);
    await recordChoice(db, second, eth.code);
    await payer.follow(first);
    expect(await payer.expectedOf(transfer)).toBe(first);
    await payer.credit(transfer);
    expect(await payer.sessionOf(transfer)).toBe(first);
    const others = await Payer.of(db);
    const sessions = [await others.session(price), await others.session(price)];
    expect(await others.sessionOf(await others.pay(1000n))).toBe(sessions[1]);
  });

  it('that equals none goes to the session whose page last asked for it', async () => {
    const payer = await Payer.of(db);
    const [older, newer] = [await payer.session([[ethCoin, 1000n]]), await payer.session([[ethCoin, 2000n]])];
    await recordChoice(db, older, eth.code);
    await recordChoice(db, newer, eth.code);
    expect(await payer.sessionOf(await payer.pay(700n))).toBe(newer);
    await recordChoice(db, older, eth.code);
    expect(await payer.sessionOf(await payer.pay(700n))).toBe(older);
  });

  it('goes, as an excess, to a session that another of its prices paid meanwhile', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([
      [usdGroup, 10_000n],
      [ethCoin, 1000n],
    ]);
    const dollars = payer.transfer(100n, usdA);
    await payer.see(dollars);
    await payer.pay(1000n);
    expect(await payer.payment(session)).toBe('completed ETH 1000');
    await payer.follow(session);
    expect(await payer.expectedOf(dollars)).toBe(session);
    await payer.credit(dollars);
    expect(await payer.sessionOf(dollars)).toBe(session);
    // It stays in the coin of its payment.
    expect(await payer.payment(session)).toBe('completed ETH 1000');
    // A deposit that is seen once it is paid no longer belongs to it.
    expect(await payer.sessionOf(await payer.pay(100n, usdB))).toBeNull();
  });

  it('recorded after another price was paid, but seen before, is still forecast for that session', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([
      [usdGroup, 10_000n],
      [ethCoin, 1000n],
    ]);
    const { created_at: between } = await depositOf(db, await payer.pay(1000n));
    const dollars = payer.transfer(100n, usdA);
    await payer.see(dollars);
    await db
      .updateTable('transactions')
      .set({ created_at: between } as object)
      .where('tx_hash', '=', dollars.txHash)
      .execute();
    // The recomputed session is another one: all possible sessions are considered.
    await payer.follow(await payer.session([[ethCoin, 7n]]));
    expect(await payer.expectedOf(dollars)).toBe(session);
  });

  it('that equals none goes to the oldest open session', async () => {
    const payer = await Payer.of(db);
    const sessions = [await payer.session([[ethCoin, 1000n]]), await payer.session([[ethCoin, 2000n]])];
    expect(await payer.sessionOf(await payer.pay(5000n))).toBe(sessions[0]);
  });

  it('is never split: the excess stays in the balance', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([[ethCoin, 1000n]]);
    const next = await payer.session([[ethCoin, 2000n]]);
    await payer.pay(2500n);
    expect(await payer.payment(session)).toBe('completed ETH 2500');
    expect(await payer.payment(next)).toBeNull();
    expect((await booksOf(db, payer.owner))['customer']).toBe(2500n);
    const [event] = await eventsAbout(payer, 'PAYMENT_COMPLETED');
    expect(event).toMatchObject({ overpaidBy: '0.0000000000000015', underpaidBy: '0' });
  });

  it('after a session was paid belongs to none, and is still credited', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([[ethCoin, 1000n]]);
    await payer.pay(1000n);
    expect(await payer.sessionOf(await payer.pay(1000n))).toBeNull();
    expect(await payer.payment(session)).toBe('completed ETH 1000');
    expect((await booksOf(db, payer.owner))['customer']).toBe(2000n);
  });

  it('seen before a session was created does not belong to it, whenever it is credited', async () => {
    const payer = await Payer.of(db);
    const transfer = payer.transfer(1000n);
    await payer.see(transfer);
    const session = await payer.session([[ethCoin, 1000n]]);
    await payer.credit(transfer);
    expect(await payer.sessionOf(transfer)).toBeNull();
    expect(await payer.status(session)).toBe('open');
  });

  it('mined long before a session was created does not belong to it, although it is found later', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([[ethCoin, 1000n]]);
    const transfer = payer.transfer(1000n);
    await payer.see(transfer);
    const hourAgo = new Date(Date.now() - 3_600_000);
    await db
      .updateTable('transactions')
      .set({ mined_at: hourAgo })
      .where('tx_hash', '=', transfer.txHash)
      .execute();
    await payer.credit(transfer);
    expect(await payer.sessionOf(transfer)).toBeNull();
    expect(await payer.status(session)).toBe('open');
  });

  it('of a currency that no session accepts belongs to none', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([[usdGroup, 10_000n]]);
    expect(await payer.sessionOf(await payer.pay(1000n))).toBeNull();
    expect(await payer.status(session)).toBe('open');
  });

  it('seen in time completes its session in time, although that is over at the credit', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([[ethCoin, 1000n]]);
    const transfer = payer.transfer(1000n);
    await payer.see(transfer);
    await db
      .updateTable('transactions')
      .set({ mined_at: new Date(Date.now() - 30_000) })
      .where('tx_hash', '=', transfer.txHash)
      .execute();
    await payer.endedAgo(session, 10);
    await payer.caughtUp();
    await payer.follow(session);
    // The scanners have read past its end; a deposit in progress keeps it open.
    expect(await payer.status(session)).toBe('processing');
    await payer.credit(transfer);
    expect(await payer.status(session)).toBe('completed');
    expect(await payer.payment(session)).toBe('completed ETH 1000');
  });

  it('counts by the first block that had it, if a fork moves it to a later one', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([[ethCoin, 1000n]]);
    const base = payer.scan.cursor;
    const transfer = payer.transfer(1000n);
    await payer.see(transfer);
    const first = new Date(Date.now() - 30_000);
    await db
      .updateTable('transactions')
      .set({ mined_at: first })
      .where('tx_hash', '=', transfer.txHash)
      .execute();
    await payer.endedAgo(session, 10);
    await rollBack(payer, base);
    await payer.settle(transfer);
    await payer.see(transfer);
    await payer.credit(transfer);
    expect((await depositOf(db, transfer)).mined_at).toEqual(first);
    expect(await payer.payment(session)).toBe('completed ETH 1000');
  });

  it('that is late goes to the unpaid session that expired last, which stays expired', async () => {
    const payer = await Payer.of(db);
    const earlier = await payer.session([[ethCoin, 1000n]], { overFor: 600 });
    const last = await payer.session([[ethCoin, 2000n]], { overFor: 300 });
    const paid = await payer.session([[ethCoin, 3000n]]);
    await payer.pay(3000n);
    await payer.endedAgo(paid, 100);
    await payer.caughtUp();
    await payer.follow(last);
    expect([await payer.status(earlier), await payer.status(last)]).toEqual(['expired', 'expired']);

    expect(await payer.sessionOf(await payer.pay(500n))).toBe(last);
    expect(await payer.payment(last)).toBe('canceled ETH 500 late');
    expect(await payer.sessionOf(await payer.pay(1500n))).toBe(last);
    expect(await payer.payment(last)).toBe('completed ETH 2000 late');
    expect(await payer.status(last)).toBe('expired');
    expect(await payer.payment(earlier)).toBeNull();
  });

  it('after a week belongs to none', async () => {
    const payer = await Payer.of(db);
    const week = 7 * 24 * 3600;
    const session = await payer.session([[ethCoin, 1000n]], { overFor: week + 60 });
    expect(await payer.sessionOf(await payer.pay(1000n))).toBeNull();
    const justInTime = await payer.session([[ethCoin, 1000n]], { overFor: week - 60 });
    expect(await payer.sessionOf(await payer.pay(1000n))).toBe(justInTime);
    expect(await payer.payment(session)).toBeNull();
  });

  it('of a blocked customer goes to the merchant, and completes no session', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([[ethCoin, 1000n]]);
    const transfer = payer.transfer(1000n);
    await payer.see(transfer);
    await payer.follow(session);
    expect(await payer.expectedOf(transfer)).toBe(session);
    await (await personOf(db, payer.owner)).block(true);
    await payer.credit(transfer);
    expect(await payer.sessionOf(transfer)).toBeNull();
    expect((await booksOf(db, payer.owner))['merchant']).toBe(1000n);
    expect(await payer.payment(session)).toBe('pending ETH 0');
    expect(await payer.status(session)).toBe('open');
  });

  it('of a blocked customer that is later allocated to the customer completes the session it was sent for', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([[ethCoin, 1000n]]);
    const person = await personOf(db, payer.owner);
    await person.block(true);
    const transfer = await payer.pay(1000n);
    await person.allocate((await depositOf(db, transfer)).id, 'customer');
    expect(await payer.sessionOf(transfer)).toBe(session);
    expect(await payer.payment(session)).toBe('completed ETH 1000');
  });

  it('that is declined fails the payment, and completes the session if a person frees it', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([[ethCoin, 1000n]]);
    const person = await personOf(db, payer.owner);
    const transfer = payer.transfer(1000n);
    await payer.see(transfer);
    const { id } = await depositOf(db, transfer);
    await person.decide(id, 'decline');
    expect(await payer.payment(session)).toBe('failed ETH 0');
    await payer.credit(transfer);
    expect(await payer.sessionOf(transfer)).toBeNull();
    expect(await payer.payment(session)).toBe('failed ETH 0');
    await person.decide(id, 'approve');
    expect(await payer.sessionOf(transfer)).toBe(session);
    expect(await payer.payment(session)).toBe('completed ETH 1000');
    expect(await payer.sentTypes()).toEqual(['PAYMENT_FAILED', 'PAYMENT_COMPLETED']);
  });

  it('keeps its session through a reorg, which returns the payment to pending', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([[ethCoin, 1000n]]);
    const base = payer.scan.cursor;
    const transfer = await payer.pay(1000n);
    const better = await payer.session([[ethCoin, 1000n]]);
    await rollBack(payer, base);
    await payer.settle(transfer);
    expect(await payer.payment(session)).toBe('pending ETH 0');
    expect(await payer.status(session)).toBe('open');
    expect((await booksOf(db, payer.owner))['customer']).toBe(0n);
    await payer.see(transfer);
    await payer.credit(transfer);
    expect(await payer.sessionOf(transfer)).toBe(session);
    expect(await payer.payment(session)).toBe('completed ETH 1000');
    expect(await payer.payment(better)).toBeNull();
    expect(await payer.sentTypes()).toEqual(['PAYMENT_COMPLETED', 'PAYMENT_REVERTED', 'PAYMENT_COMPLETED']);
  });

  it('keeps its session although another would fit better when it is credited again', async () => {
    const payer = await Payer.of(db);
    const older = await payer.session([[ethCoin, 2000n]]);
    const session = await payer.session([[ethCoin, 1000n]]);
    const base = payer.scan.cursor;
    const transfer = await payer.pay(1000n);
    expect(await payer.sessionOf(transfer)).toBe(session);
    await rollBack(payer, base);
    await payer.settle(transfer);
    // Now the older one needs 1000 too, and would be first.
    await db.updateTable('sessions').set({ price: oneEther }).where('id', '=', older).execute();
    await payer.see(transfer);
    await payer.credit(transfer);
    expect(await payer.sessionOf(transfer)).toBe(session);
  });

  it('that belonged to no session at its first credit never belongs to one', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([[ethCoin, 1000n]]);
    const base = payer.scan.cursor;
    const first = await payer.pay(1000n);
    const second = await payer.pay(1000n);
    await rollBack(payer, base);
    for (const transfer of [first, second]) await payer.settle(transfer);
    await payer.see(second);
    await payer.credit(second);
    expect(await payer.sessionOf(second)).toBeNull();
    expect(await payer.payment(session)).toBe('pending ETH 0');
  });

  it('to an old purse and one to the new purse, at the same time, pay a session once', async () => {
    for (let round = 0; round < 5; round++) {
      const payer = await Payer.of(db);
      const old = payer.transfer(1000n);
      await db
        .updateTable('purses')
        .set({ state: 'ARCHIVED', archived_at: new Date() })
        .where('id', '=', payer.owner.purseId)
        .execute();
      const next = await nextPurse(db, payer.owner);
      const session = await payer.session([[ethCoin, 1000n]]);
      const transfers = [old, hit(next, 1000n)];
      await payer.see(...transfers);
      await payer.credit();
      for (const transfer of transfers) await verdict(db, (await depositOf(db, transfer)).id, 'approve');
      await Promise.all(transfers.map(transfer => payer.settle(transfer)));
      const claimed = await Promise.all(transfers.map(transfer => payer.sessionOf(transfer)));
      expect(new Set(claimed)).toEqual(new Set([session, null]));
      expect(await payer.payment(session)).toBe('completed ETH 1000');
    }
  });

  it('below the minimum belongs to its session when it is promoted with others', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([[ethCoin, 1000n]]);
    const dust = await payer.pay(60n);
    await payer.follow(session);
    expect([await payer.sessionOf(dust), await payer.expectedOf(dust)]).toEqual([null, session]);
    await payer.pay(70n);
    expect(await payer.sessionOf(dust)).toBe(session);
    expect(await payer.payment(session)).toBe('pending ETH 130');
  });

  it('below the minimum is credited if it completes a session, and not otherwise', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([[ethCoin, 1000n]]);
    await payer.pay(950n);
    expect((await depositOf(db, await payer.pay(30n))).credited_to).toBe('unattributed');
    expect(await payer.payment(session)).toBe('pending ETH 950');
    expect((await depositOf(db, await payer.pay(50n))).credited_to).toBe('customer');
    expect(await payer.payment(session)).toBe('completed ETH 1000');
  });
});

describe('Rules of money 7: a payment', () => {
  it('does not exist until something is seen, and is pending while that is under way', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([[ethCoin, 1000n]]);
    await payer.follow(session);
    expect(await payer.payment(session)).toBeNull();
    const transfer = payer.transfer(1000n);
    await payer.see(transfer);
    await payer.follow(session);
    await payer.follow(session);
    expect(await payer.expectedOf(transfer)).toBe(session);
    expect(await payer.payment(session)).toBe('pending ETH 0');
    expect(await payer.status(session)).toBe('processing');
    expect(await payer.sentTypes()).toEqual(['PAYMENT_PENDING']);
  });

  it('is canceled if its session expires short, once the scanners have read that far', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([[ethCoin, 1000n]]);
    await payer.pay(400n);
    // The blocks of this world have future times, so everything until now counts as read.
    await db.updateTable('chain_cursors').set({ read_to: null }).execute();
    await payer.endedAgo(session, 10);
    await payer.follow(session);
    expect(await payer.status(session)).toBe('processing');
    await payer.caughtUp();
    await payer.follow(session);
    await payer.follow(session);
    expect(await payer.status(session)).toBe('expired');
    expect(await payer.payment(session)).toMatch(/^canceled ETH 400/);
    expect(await payer.sentTypes()).toEqual(['PAYMENT_UNDERPAID', 'PAYMENT_CANCELED', 'SESSION_EXPIRED']);
  });

  it('of an unpaid session does not exist, and the session expires', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([[ethCoin, 1000n]]);
    await db.transaction().execute(trx => endSession(trx, payer.owner.accountId, session));
    await payer.caughtUp();
    await payer.follow(session);
    expect(await payer.status(session)).toBe('expired');
    expect(await payer.payment(session)).toBeNull();
    expect(await payer.sentTypes()).toEqual(['SESSION_EXPIRED']);
  });

  it('expires in its exact millisecond, not in the next', async () => {
    const payer = await Payer.of(db);
    const sessions = [];
    for (let n = 0; n < 20; n++) sessions.push(await payer.session([[ethCoin, 1000n]]));
    for (const session of sessions) {
      await db.transaction().execute(trx => endSession(trx, payer.owner.accountId, session));
    }
    await payer.caughtUp();
    for (const session of sessions) {
      const { expiresAt } = await recomputeSession(db, session, new Date(0));
      await recomputeSession(db, session, new Date(expiresAt));
      expect(await payer.status(session)).toBe('expired');
    }
  });

  it('counts the members of a group one to one, and other coins as alternatives', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([
      [ethCoin, 5000n],
      [usdGroup, 100_000n],
    ]);
    await payer.pay(4000n);
    expect(await payer.payment(session)).toBe('pending ETH 4000');
    await payer.pay(600n, usdA);
    await payer.pay(39_999n, usdB);
    expect(await payer.payment(session)).toBe('pending USD_MULTI_1 99999');
    await payer.pay(1n, usdB);
    expect(await payer.payment(session)).toBe('completed USD_MULTI_1 100000');
    expect(await eventsAbout(payer, 'PAYMENT_COMPLETED')).toMatchObject([
      { coin: 'USD_MULTI_1', amount: '10' },
    ]);
  });

  it('forgets a pending deposit that never came', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([[ethCoin, 1000n]]);
    const transfer = payer.transfer(1000n);
    await recordPending(db, eth.chainId, [{ ...transfer, nonce: 1 }]);
    await payer.follow(session);
    expect(await payer.status(session)).toBe('processing');
    await dropPending(db, eth.chainId, new Map([[transfer.txHash, 'vanished']]), currencyOf);
    await payer.follow(session);
    expect(await payer.status(session)).toBe('open');
    expect(await payer.payment(session)).toBe('pending ETH 0');
    expect(await payer.expectedOf(transfer)).toBe(session);
  });

  it('is credited to two equal sessions by two deposits, one each, however they run at the same time', async () => {
    const payer = await Payer.of(db);
    const sessions = [await payer.session([[ethCoin, 1000n]]), await payer.session([[ethCoin, 1000n]])];
    const transfers = [payer.transfer(1000n), payer.transfer(1000n)];
    await payer.see(...transfers);
    await payer.credit();
    for (const transfer of transfers) await verdict(db, (await depositOf(db, transfer)).id, 'approve');
    await Promise.all([
      ...transfers.map(transfer => payer.settle(transfer)),
      ...sessions.map(session => payer.follow(session)),
    ]);
    const claimed = await Promise.all(transfers.map(transfer => payer.sessionOf(transfer)));
    expect(new Set(claimed)).toEqual(new Set(sessions));
    for (const session of sessions) expect(await payer.payment(session)).toBe('completed ETH 1000');
  });
});

describe('Rules of money 9: a purse', () => {
  it('is not archived while one of its sessions is open, and is archived afterwards', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([[ethCoin, 1000n]]);
    const soon = new Date(Date.now() + 1000);
    const { purseId } = payer.owner;
    await db.updateTable('purses').set({ expires_at: new Date() }).where('id', '=', purseId).execute();
    await db.updateTable('chain_cursors').set({ caught_up_at: soon, read_to: soon }).execute();
    const archive = () => archivePurse(db, [eth.chainId], purseId, soon);
    expect(await archive()).toEqual({ outcome: 'session_open' });
    await payer.endedAgo(session, 10);
    await payer.follow(session);
    expect(await archive()).toMatchObject({ outcome: 'archived' });
  });

  it('that is archived while a session is created for it gets none, or outlives it', async () => {
    for (let round = 0; round < 10; round++) {
      const payer = await Payer.of(db);
      const soon = new Date(Date.now() + 1000);
      const { purseId } = payer.owner;
      await db.updateTable('purses').set({ expires_at: new Date() }).where('id', '=', purseId).execute();
      await db.updateTable('chain_cursors').set({ caught_up_at: soon, read_to: soon }).execute();
      const [made, archived] = await Promise.all([
        payer
          .session([[ethCoin, 1000n]])
          .catch((error: unknown) => (error instanceof PurserError ? error.code : String(error))),
        archivePurse(db, [eth.chainId], purseId, soon),
      ]);
      const refused = made === 'temporarily_unavailable';
      expect(archived.outcome).toBe(refused ? 'archived' : 'session_open');
    }
  });
});

describe('the workflow of a session is signalled', () => {
  /** The sessions of this payer that are signalled now; other sessions are signalled too. */
  const signalledOf = async (payer: Payer): Promise<readonly string[]> => {
    const signalled: string[] = [];
    await relaySignals(db, 1000, signal => {
      if ('sessionId' in signal) signalled.push(signal.sessionId);
      return Promise.resolve();
    });
    const own = await db
      .selectFrom('sessions')
      .select('id')
      .where('customer_id', '=', payer.owner.customerId)
      .execute();
    return signalled.filter(id => own.some(session => session.id === id));
  };

  it('when it begins, when money appears or disappears, and when another cause changed its status', async () => {
    const payer = await Payer.of(db);
    await signalledOf(payer);
    const session = await payer.session([[ethCoin, 1000n]]);
    expect(await signalledOf(payer)).toEqual([session]);
    const dust = payer.transfer(1n);
    const base = payer.scan.cursor;
    const pending = payer.transfer(500n);
    await recordPending(db, eth.chainId, [{ ...pending, nonce: 1 }]);
    expect(await signalledOf(payer)).toEqual([session]);
    await dropPending(db, eth.chainId, new Map([[pending.txHash, 'vanished']]), currencyOf);
    expect(await signalledOf(payer)).toEqual([session]);
    await payer.see(dust, payer.transfer(500n));
    expect(await signalledOf(payer)).toEqual([session]);
    await rollBack(payer, base);
    expect(await signalledOf(payer)).toEqual([session]);
    await payer.pay(1000n);
    // Seen; begun, by the forecast of the pending deposit; and completed.
    expect(await signalledOf(payer)).toContain(session);
    expect(await payer.status(session)).toBe('completed');
    await payer.pay(1000n);
    expect(await signalledOf(payer)).toEqual([]);
  });

  it('one per customer: of the open ones, else of the last that expired', async () => {
    const payer = await Payer.of(db);
    const sessions = [await payer.session([[ethCoin, 1000n]]), await payer.session([[ethCoin, 1000n]])];
    await signalledOf(payer);
    await payer.see(payer.transfer(500n));
    expect(await signalledOf(payer)).toHaveLength(1);
    const [first, last] = [must(sessions[0]), must(sessions[1])];
    await payer.endedAgo(first, 300);
    await payer.endedAgo(last, 100);
    await payer.caughtUp();
    const late = payer.transfer(700n);
    await payer.see(late);
    expect(await signalledOf(payer)).toEqual([last]);
  });

  it('if it is overdue by an hour when a worker starts', async () => {
    const payer = await Payer.of(db);
    const overdue = await payer.session([[ethCoin, 1000n]], { overFor: 3700 });
    await payer.session([[ethCoin, 1000n]], { overFor: 3500 });
    await signalledOf(payer);
    await wakeOverdue(db, 'session');
    expect(await signalledOf(payer)).toEqual([overdue]);
  });
});

/** The changed amount of the older session, in the test of kept sessions. */
const oneEther = JSON.stringify([priceIn(ethCoin, baseUnits(1000n))]);

async function rollBack(payer: Payer, { height, hash }: Cursor): Promise<void> {
  payer.scan.cursor = await rollbackChain(db, payer.scan.cursor, { number: height, hash }, true);
}

async function eventsAbout(payer: Payer, type: 'PAYMENT_COMPLETED') {
  const rows = await db
    .selectFrom('events')
    .select('data')
    .where('customer_id', '=', payer.owner.customerId)
    .where('type', '=', type)
    .execute();
  return rows.map(({ data }) => data);
}
