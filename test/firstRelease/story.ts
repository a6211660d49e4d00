import { randomBytes } from 'node:crypto';
import { createApiKey } from '../../db/accounts/createApiKey.ts';
import type { Db } from '../../db/connect.ts';
import { blockCustomer } from '../../db/customers/blockCustomer.ts';
import { decideByHand } from '../../db/decisions/decideByHand.ts';
import { appendEvents } from '../../db/events/appendEvents.ts';
import { chargeCustomer } from '../../db/ledger/chargeCustomer.ts';
import { findCharge } from '../../db/ledger/charges.ts';
import { refundCharge } from '../../db/ledger/refundCharge.ts';
import { snapshotBalances } from '../../db/ledger/snapshotBalances.ts';
import { archivePurse } from '../../db/purses/archivePurse.ts';
import { expireNow } from '../../db/purses/expireNow.ts';
import { createSession } from '../../db/sessions/createSession.ts';
import { createForm } from '../../db/sessions/forms.ts';
import { recomputeSession } from '../../db/sessions/recomputeSession.ts';
import { recordAttempt } from '../../db/webhooks/recordAttempt.ts';
import type { Address, ChecksumAddress } from '../../domain/address.ts';
import { findCoin } from '../../domain/coin.ts';
import type { SessionId } from '../../domain/ids.ts';
import { baseUnits } from '../../domain/money.ts';
import type { NativeSource } from '../../domain/registry.ts';
import { currencyIn } from '../../domain/registry.ts';
import { priceIn } from '../../domain/sessions/price.ts';
import { deployContract } from '../../testkit/chain/contracts/deployContract.ts';
import { payBatch } from '../../testkit/chain/payers/payBatch.ts';
import { payFromFeeToken } from '../../testkit/chain/payers/payFreshToken.ts';
import { payInternal } from '../../testkit/chain/payers/payInternal.ts';
import { paySelfDestruct } from '../../testkit/chain/payers/paySelfDestruct.ts';
import type { Owner } from '../db/fixtures.ts';
import { must, newOwner } from '../db/fixtures.ts';
import { alone } from '../db/operator.ts';
import { attempt, newAccount, newEndpoint } from '../db/webhooks/webhookWorld.ts';
import { startWatcher } from '../e2e/scanning/watcher.ts';
import { eventually } from '../e2e/testStack.ts';

const whole = 10n ** 18n;

/**
 * What a merchant's customers do on a chain with every kind of transfer, watched by one native source. It is
 * run once per release. One long function: its parts are one story, in which each needs the results of the
 * earlier ones.
 */
export async function startStory(nativeSource: NativeSource, journalFile: string) {
  const declined = new Set<string>();
  const silent = new Set<string>();
  const watcher = await startWatcher({
    hardfork: 'amsterdam',
    journalFile,
    network: {
      nativeSource,
      // The small ones are credited before their block is final for all, so they may be reversed.
      tiers: [{ below: (3n * whole) / 2n, policy: { kind: 'confirmations', blocks: 1 } }],
    },
    provider: {
      name: 'test',
      kind: 'inline',
      screen: ({ to }) => {
        const address = to.toLowerCase();
        const verdict = declined.has(address) ? 'decline' : 'approve';
        return Promise.resolve(silent.has(address) ? null : { verdict, by: 'test', score: null, raw: {} });
      },
    },
  });
  const { chain, db, eth, usdt, registry } = watcher;
  const via = { rpcUrl: chain.rpcUrl, key: chain.faucetKey };
  const accountId = await newAccount(db);
  const endpoints = {
    well: await newEndpoint(db, accountId),
    failing: await newEndpoint(db, accountId),
    gone: await newEndpoint(db, accountId),
  };
  const { keyId: by } = await createApiKey(db, accountId, { scopes: ['admin'], label: 'person' });
  const owner = () => newOwner(db, accountId);
  const payer = await owner();
  const blocked = await owner();

  const one = async (address: Address): Promise<void> => {
    await watcher.pay(address, eth, whole);
    await watcher.settle();
  };
  const credited = (to: Owner, amount: bigint) =>
    eventually('it is credited', async () => (await watcher.credited(to, eth)) >= amount);
  const depositWith = (status: string, txHash: string) =>
    eventually(`a deposit is ${status}`, async () => {
      const row = await db
        .selectFrom('transactions')
        .select('id')
        .where('tx_hash', '=', txHash as never)
        .where('status', '=', status as never)
        .executeTakeFirst();
      return row !== undefined;
    });
  const block = (trx: Db, { customerId }: Owner, isBlocked: boolean) =>
    blockCustomer(trx, accountId, { id: customerId }, { blocked: isBlocked, reason: 'r', by });

  const ether = must(findCoin(registry, 'ETH'));
  const receiver = must(chain.tokens['USDT']) as ChecksumAddress;
  const form = await createForm(db, accountId, {
    title: 'Shop',
    coins: [eth.code],
    receiver,
    returnUrl: null,
  });
  const newSession = (trx: Db, { customerId }: Owner, expiresInSeconds: number): Promise<SessionId> =>
    createSession(trx, {
      ...{ accountId, formId: form.id, receiver, customerId, customerData: null, product: null },
      ...{ clientId: null, requestHash: randomBytes(32), expiresInSeconds, mostOpen: 50 },
      price: [priceIn(ether, baseUnits(whole))],
    });

  return {
    watcher,

    /** One in each finished state, by every route. */
    deposits: async (): Promise<void> => {
      await one(payer.address);
      await watcher.pay(payer.address, usdt, 5_000_000n);
      await watcher.settle();

      const routed = [await owner(), await owner(), await owner()] as const;
      await deployContract({ ...via, name: 'BatchPayer' });
      await chain.mine(1);
      const coin = (to: Owner, amount: bigint) => ({ to: to.address, currency: eth, amount });
      await payBatch({
        ...via,
        payments: [coin(routed[0], whole), coin(routed[1], 2n * whole), coin(routed[0], 3n * whole)],
      });
      await watcher.settle();
      await credited(routed[0], 4n * whole);
      await credited(routed[1], 2n * whole);
      await payInternal({ ...via, to: routed[2].address, amount: whole / 2n });
      await watcher.settle();
      await credited(routed[2], whole / 2n);
      await paySelfDestruct({ ...via, to: routed[2].address, amount: whole / 4n });
      await watcher.settle();
      await credited(routed[2], (whole * 3n) / 4n);

      const [small, smallParts] = [await owner(), await owner()];
      await watcher.pay(small.address, usdt, 1n);
      for (const amount of [600_000n, 400_000n]) await watcher.pay(smallParts.address, usdt, amount);
      await watcher.settle();
      await eventually(
        'the parts are promoted',
        async () => (await watcher.credited(smallParts, usdt)) === 1_000_000n,
      );
      await eventually('dust is posted', () =>
        db
          .selectFrom('transactions')
          .select('id')
          .where('credited_to', '=', 'unattributed')
          .executeTakeFirst(),
      );

      const [bad, waiting] = [await owner(), await owner()];
      declined.add(bad.address);
      silent.add(waiting.address);
      await one(bad.address);
      await one(bad.address);
      await one(waiting.address);
      await watcher.pay(waiting.address, eth, 2n * whole);
      await watcher.settle();
      await payFromFeeToken({ ...via, to: waiting.address, decimals: 6, amount: 7n });
      await watcher.settle();

      await one(blocked.address);
      await db.transaction().execute(trx => block(trx, blocked, true));
      await one(blocked.address);

      // Lost after its credit, lost before it, and removed from the pool.
      const unlucky = await owner();
      for (const [amount, before] of [
        [whole, whole],
        [2n * whole, 0n],
      ] as const) {
        const gone = await watcher.pay(unlucky.address, eth, amount);
        await chain.mine(1);
        await watcher.caughtUp();
        const credit = await watcher.credited(unlucky, eth);
        if (credit !== before) throw new Error(`before its reorg ${String(credit)} was credited`);
        await chain.reorg({ depth: 1, drop: [gone] });
        await watcher.caughtUp();
        await depositWith('REORGED', gone);
      }
      const dropped = await watcher.pay(unlucky.address, eth, (7n * whole) / 4n);
      await depositWith('MEM_POOL_FOUND', dropped);
      await chain.drop(dropped);
      await depositWith('DROPPED', dropped);

      const archived = await owner();
      await db.transaction().execute(trx => expireNow(trx, accountId, archived.purseId));
      await watcher.settle();
      const { outcome } = await archivePurse(db, [watcher.network.chainId], archived.purseId, new Date());
      if (outcome !== 'archived') throw new Error(`the purse is not archived: ${outcome}`);
      await one(archived.address);
    },

    /** Sessions in each state, charges and refunds, and deliveries that succeeded and failed. */
    merchantSide: async (): Promise<void> => {
      const shopper = await owner();
      const openSession = (customer: Owner, seconds: number) =>
        db.transaction().execute(trx => newSession(trx, customer, seconds));
      const follow = (id: SessionId) => recomputeSession(db, id, new Date());
      const completed = await openSession(shopper, 3600);
      await one(shopper.address);
      await follow(completed);
      const expiring = await openSession(shopper, 1);
      await eventually('it is over', async () => {
        await watcher.settle();
        return (await follow(expiring)).status === 'expired';
      });
      // Late money, and then one that stays open.
      await one(shopper.address);
      await follow(expiring);
      const half = await owner();
      const begun = await openSession(half, 3600);
      await watcher.pay(half.address, eth, whole / 4n);
      await watcher.settle();
      await follow(begun);
      await openSession(await owner(), 3600);

      const spend = { customer: { id: shopper.customerId }, productId: null, coin: ether, description: null };
      const charge = (amount: bigint) =>
        db
          .transaction()
          .execute(trx => chargeCustomer(trx, accountId, { ...spend, amount: baseUnits(amount) }));
      await charge(whole / 8n);
      const refunded = await charge(whole / 4n);
      for (const amount of [whole / 16n, null]) {
        await db.transaction().execute(async trx => {
          const found = await findCharge(trx, accountId, refunded);
          const request = { amount: amount === null ? null : baseUnits(amount), reason: 'r' };
          await refundCharge(trx, currencyIn(registry), found, request);
        });
      }
      await snapshotBalances(db, { atLeast: 5 });

      const events = await db.selectFrom('events').select('id').orderBy('sequence').limit(6).execute();
      const [first, second, third] = events.map(({ id }) => id);
      const to = (eventId: typeof first, endpointId: typeof endpoints.well) => ({
        eventId: must(eventId),
        endpointId,
      });
      for (const { id } of events) {
        const delivered = attempt({ outcome: 'delivered', status: 204, nextAttemptAt: null });
        await recordAttempt(db, to(id, endpoints.well), delivered);
      }
      await recordAttempt(db, to(first, endpoints.failing), attempt());
      await recordAttempt(
        db,
        to(second, endpoints.failing),
        attempt({ nextAttemptAt: null, handedOver: false }),
      );
      await recordAttempt(db, to(third, endpoints.failing), attempt({ handedOver: false }));
      await recordAttempt(db, to(first, endpoints.gone), attempt({ outcome: 'gone', status: 410 }));
    },

    /** One that is mined and not final, and one that is pending. */
    underWay: async (): Promise<void> => {
      const later = await owner();
      await watcher.pay(later.address, eth, 3n * whole);
      await chain.mine(1);
      await watcher.caughtUp();
      await depositWith('MEM_POOL_FOUND', await watcher.pay(later.address, eth, 4n * whole));
    },

    /** One of each kind, unsent: for a session, of a decision, of a customer. */
    leaveSignals: async (trx: Db): Promise<void> => {
      await block(trx, blocked, false);
      const { id } = await trx
        .selectFrom('transactions')
        .select('id')
        .where('verdict', 'is', null)
        .where('status', '=', 'PENDING_COMPLIANCE_CHECK')
        .where('amount', '=', baseUnits(2n * whole))
        .executeTakeFirstOrThrow();
      const decision = { verdict: 'approve', reason: 'a known payer', by, mayFree: alone } as const;
      const { events } = await decideByHand(trx, currencyIn(registry), id, decision);
      await appendEvents(trx, events);
      await newSession(trx, payer, 3600);
    },
  };
}
