import { sql } from 'kysely';
import type { Db } from '../../db/connect.ts';
import { lockDeposit } from '../../db/deposits/lockDeposit.ts';
import { settleDeposit } from '../../db/deposits/settleDeposit.ts';
import { settleLocked } from '../../db/deposits/settleLocked.ts';
import { appendEvents } from '../../db/events/appendEvents.ts';
import { chargeCustomer } from '../../db/ledger/chargeCustomer.ts';
import { findCharge } from '../../db/ledger/charges.ts';
import { refundCharge } from '../../db/ledger/refundCharge.ts';
import { createForm } from '../../db/sessions/forms.ts';
import type { ChecksumAddress } from '../../domain/address.ts';
import { findCoin } from '../../domain/coin.ts';
import type { AccountId, ChargeId, FormId, SessionId, TransactionId } from '../../domain/ids.ts';
import { newId, productIdOf } from '../../domain/ids.ts';
import { baseUnits } from '../../domain/money.ts';
import { currencyIn } from '../../domain/registry.ts';
import { priceIn } from '../../domain/sessions/price.ts';
import { registry } from '../api/registry.ts';
import type { Owner } from './fixtures.ts';
import { must, txHash } from './fixtures.ts';

const currencyOf = currencyIn(registry);
const nobody = `0x${'C'.repeat(40)}` as ChecksumAddress;
const block = `0x${'b'.repeat(64)}`;

interface Payment {
  readonly currency: string;
  /** Base units. */
  readonly amount: bigint;
  /** With a form, it comes through a session. */
  readonly formId?: FormId | undefined;
  readonly product?: string | undefined;
}

export async function newForm(db: Db, accountId: AccountId): Promise<FormId> {
  const coins = registry.currencies.map(({ code }) => code);
  const form = { title: 'Shop', coins, receiver: nobody, returnUrl: null };
  return (await createForm(db, accountId, form)).id;
}

/** A deposit that the real settlement credits, to the session that it pays or to none. */
export async function deposit(db: Db, owner: Owner, payment: Payment): Promise<TransactionId> {
  const id = newId('txn');
  const session = payment.formId === undefined ? null : await newSession(db, owner, payment.formId, payment);
  await sql`
    insert into transactions (id, account_id, customer_id, purse_id, chain_id, tx_hash, kind, ordinal, currency,
      address_from, amount, status, compliance_status, verdict, verdict_by, verdict_at, block_number, block_hash,
      final_block_hash, session_id, session_decided)
    values (${id}, ${owner.accountId}, ${owner.customerId}, ${owner.purseId}, 31337, ${txHash()}, 'native', '0',
      ${payment.currency}, ${nobody}, ${String(payment.amount)}::numeric, 'PENDING_COMPLIANCE_CHECK', 'IN_PROGRESS',
      'approve', 'test', now(), 100, ${block}, ${block}, ${session}, true)
  `.execute(db);
  await settleDeposit(db, currencyOf, id);
  return id;
}

async function newSession(
  db: Db,
  owner: Owner,
  formId: FormId,
  { currency, amount, product }: Payment,
): Promise<SessionId> {
  const id = newId('ses');
  const price = priceIn(must(findCoin(registry, currency)), baseUnits(amount));
  await db
    .insertInto('sessions')
    .values({
      id,
      account_id: owner.accountId,
      form_id: formId,
      customer_id: owner.customerId,
      purse_id: owner.purseId,
      client_id: null,
      request_hash: Buffer.alloc(32),
      receiver: nobody,
      customer_data: null,
      product_id: product === undefined ? null : productIdOf(product),
      product_name: null,
      product_data: null,
      price: JSON.stringify([price]),
      expires_at: new Date(Date.now() + 3_600_000),
    })
    .execute();
  return id;
}

/** A reorg removes the deposit's block, and its credit; false if it was already removed. */
export async function reverse(db: Db, id: TransactionId): Promise<boolean> {
  return db.transaction().execute(trx => reverseIn(trx, id));
}

/** The same, in a transaction that the caller ends. */
export async function reverseIn(trx: Db, id: TransactionId): Promise<boolean> {
  const locked = must(await lockDeposit(trx, currencyOf, id));
  if (locked.deposit.credited_to === null) return false;
  const lost = { block_number: null, block_hash: null, final_block_hash: null };
  await trx.updateTable('transactions').set(lost).where('id', '=', id).execute();
  const { events } = await settleLocked(trx, { ...locked, deposit: { ...locked.deposit, ...lost } });
  await appendEvents(trx, events);
  return true;
}

interface Spending {
  readonly coin: string;
  /** In the fewest decimals of the coin. */
  readonly amount: bigint;
  readonly product?: string | undefined;
}

export async function charge(db: Db, owner: Owner, { coin, amount, product }: Spending): Promise<ChargeId> {
  return db.transaction().execute(trx =>
    chargeCustomer(trx, owner.accountId, {
      customer: { id: owner.customerId },
      productId: product === undefined ? null : productIdOf(product),
      coin: must(findCoin(registry, coin)),
      amount: baseUnits(amount),
      description: null,
    }),
  );
}

export async function refund(db: Db, owner: Owner, id: ChargeId, amount: bigint | null): Promise<void> {
  await db.transaction().execute(async trx => {
    const found = await findCharge(trx, owner.accountId, id);
    await refundCharge(trx, currencyOf, found, {
      amount: amount === null ? null : baseUnits(amount),
      reason: null,
    });
  });
}
