import { sql } from 'kysely';
import { randomBytes } from 'node:crypto';
import type { Db } from '../../../db/connect.ts';
import { settleDeposit } from '../../../db/deposits/settleDeposit.ts';
import { createSession } from '../../../db/sessions/createSession.ts';
import { createForm } from '../../../db/sessions/forms.ts';
import { recomputeSession } from '../../../db/sessions/recomputeSession.ts';
import type { ChecksumAddress } from '../../../domain/address.ts';
import type { Coin } from '../../../domain/coin.ts';
import type { SessionId } from '../../../domain/ids.ts';
import { productIdOf } from '../../../domain/ids.ts';
import { baseUnits } from '../../../domain/money.ts';
import type { CoinCode, Currency, CurrencyCode } from '../../../domain/registry.ts';
import type { Hit } from '../../../domain/scanning/foundBlock.ts';
import { priceIn } from '../../../domain/sessions/price.ts';
import type { Owner } from '../fixtures.ts';
import { depositOf, eth, finalHeight, hit, newOwner, TestScan, verdict } from '../fixtures.ts';

const token = (code: string, decimals: number): Currency => ({
  ...eth,
  code: code as CurrencyCode,
  name: code,
  decimals,
  minDeposit: baseUnits(1n),
});

/** Two dollar tokens with different decimals. */
export const usdA = token('USD_A', 2);
export const usdB = token('USD_B', 4);

export const currencyOf = (code: string): Currency => {
  const currency = [eth, usdA, usdB].find(candidate => candidate.code === code);
  if (!currency) throw new Error(`there is no ${code}`);
  return currency;
};

export const ethCoin: Coin = { code: eth.code, name: 'Ether', decimals: 18, members: [eth] };
export const usdGroup: Coin = {
  code: 'USD_MULTI_1' as CoinCode,
  name: 'Dollars',
  decimals: 4,
  members: [usdA, usdB],
};

/** A customer who pays to sessions, with a chain that the test mines. */
export class Payer {
  readonly db: Db;
  readonly owner: Owner;
  readonly scan: TestScan;

  private constructor(db: Db, owner: Owner, scan: TestScan) {
    this.db = db;
    this.owner = owner;
    this.scan = scan;
  }

  static async of(db: Db): Promise<Payer> {
    return new Payer(db, await newOwner(db), await TestScan.start(db));
  }

  /** A session with these prices, in base units of the coins; `overFor`: it expired so many seconds ago. */
  async session(
    prices: readonly (readonly [Coin, bigint])[],
    more: { readonly product?: string; readonly clientId?: string; readonly overFor?: number } = {},
  ): Promise<SessionId> {
    const { accountId, customerId, address } = this.owner;
    const receiver = address as string as ChecksumAddress;
    const id = await this.db.transaction().execute(async trx => {
      const coins = prices.map(([coin]) => coin.code);
      const form = await createForm(trx, accountId, { title: 'Form', coins, receiver, returnUrl: null });
      return createSession(trx, {
        accountId,
        formId: form.id,
        receiver,
        customerId,
        customerData: null,
        product:
          more.product === undefined ? null : { id: productIdOf(more.product), name: null, data: null },
        price: prices.map(([coin, units]) => priceIn(coin, baseUnits(units))),
        clientId: more.clientId ?? null,
        requestHash: randomBytes(32),
        expiresInSeconds: 3600,
        mostOpen: 10_000,
      });
    });
    if (more.overFor !== undefined) await this.endedAgo(id, more.overFor);
    return id;
  }

  /** Ends the session's time so many seconds ago, after so many open seconds. */
  async endedAgo(id: SessionId, seconds: number): Promise<void> {
    const past = (ago: number): Date => new Date(Date.now() - ago * 1000);
    await this.db
      .updateTable('sessions')
      .set({ expires_at: past(seconds) })
      .where('id', '=', id)
      .execute();
    // The product never changes the time of its creation.
    await this.db
      .updateTable('sessions')
      .set({ created_at: past(seconds * 2 + 60) } as object)
      .where('id', '=', id)
      .execute();
  }

  transfer(amount: bigint, currency: Currency = eth): Hit {
    return hit(this.owner, amount, { currency: currency.code, listed: currency });
  }

  /** Puts the transfers into a block; nothing is final yet. */
  async see(...hits: readonly Hit[]): Promise<void> {
    await this.scan.commit({ hits, currencyOf });
  }

  /** Makes all blocks final, approves the transfers, and settles them in this order. */
  async credit(...hits: readonly Hit[]): Promise<void> {
    await this.scan.commit({ currencyOf, final: finalHeight(this.scan.cursor.height) });
    for (const transfer of hits) {
      const { id, verdict: decided } = await depositOf(this.db, transfer);
      if (decided === null) await verdict(this.db, id, 'approve');
      await this.settle(transfer);
    }
  }

  async settle(transfer: Hit): Promise<void> {
    const { id } = await depositOf(this.db, transfer);
    for (;;) {
      const { step } = await settleDeposit(this.db, currencyOf, id);
      if (step !== 'reverse') return;
    }
  }

  /** Sends, mines, approves and settles. */
  async pay(amount: bigint, currency: Currency = eth): Promise<Hit> {
    const transfer = this.transfer(amount, currency);
    await this.see(transfer);
    await this.credit(transfer);
    return transfer;
  }

  /** The work of the session's workflow. */
  async follow(id: SessionId): Promise<void> {
    await recomputeSession(this.db, id, new Date());
  }

  /** The scanner is at the head of its chain, now. */
  async caughtUp(): Promise<void> {
    await this.db
      .updateTable('chain_cursors')
      .set({ caught_up_at: sql<Date>`now()`, read_to: sql<Date>`now()` })
      .execute();
  }

  async status(id: SessionId): Promise<string> {
    const { status } = await this.db
      .selectFrom('sessions')
      .select('status')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return status;
  }

  /** `status coin paid`, with `late` if it is; null if there is no payment. */
  async payment(id: SessionId): Promise<string | null> {
    const row = await this.db
      .selectFrom('payments')
      .selectAll()
      .where('session_id', '=', id)
      .executeTakeFirst();
    return row ? `${row.status} ${row.coin} ${String(row.paid)}${row.late ? ' late' : ''}` : null;
  }

  async sessionOf(transfer: Hit): Promise<SessionId | null> {
    return (await depositOf(this.db, transfer)).session_id;
  }

  async expectedOf(transfer: Hit): Promise<SessionId | null> {
    return (await depositOf(this.db, transfer)).expected_session_id;
  }

  /** The types of the sent events about payments and sessions, in order. */
  async sentTypes(): Promise<readonly string[]> {
    const rows = await this.db
      .selectFrom('events')
      .select('type')
      .where('customer_id', '=', this.owner.customerId)
      .where('resource_type', 'in', ['payment', 'session'])
      .orderBy('position')
      .execute();
    return rows.map(({ type }) => type);
  }
}
