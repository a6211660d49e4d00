import { afterAll, beforeAll, expect, test } from 'vitest';
import { SeededRandom } from '../../../bench/fixture/seededRandom.ts';
import { snapshotBalances } from '../../../db/ledger/snapshotBalances.ts';
import { PurserError } from '../../../domain/errors.ts';
import type { ChargeId, FormId, TransactionId } from '../../../domain/ids.ts';
import { baseUnits, formatAmount } from '../../../domain/money.ts';
import { currencyIn } from '../../../domain/registry.ts';
import type { Owner } from '../../db/fixtures.ts';
import { must, newOwner } from '../../db/fixtures.ts';
import * as till from '../../db/payments.ts';
import { registry } from '../registry.ts';
import type { TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const seed = process.env['SEED'] ?? String(Date.now());
const operations = 300;
const decimals = 18;

interface Line {
  readonly customer: string | null;
  readonly product: string | null;
  readonly form: string | null;
  readonly currency: string;
  readonly ledger: string;
  /** In 10^-18. */
  readonly amount: bigint;
}

/** Every posting to the books of customers and charges, of this account. */
async function allPostings(): Promise<readonly Line[]> {
  const rows = await api.db
    .selectFrom('postings')
    .select(['customer_id', 'product_id', 'form_id', 'currency', 'ledger', 'amount'])
    .where('account_id', '=', api.merchant.accountId)
    .where('ledger', 'in', ['customer', 'charges'])
    .execute();
  return rows.map(row => ({
    customer: row.customer_id,
    product: row.product_id,
    form: row.form_id,
    currency: row.currency,
    ledger: row.ledger,
    amount: row.amount * 10n ** BigInt(decimals - currencyIn(registry)(row.currency).decimals),
  }));
}

type Query = Readonly<Record<'customerId' | 'productId' | 'coin' | 'formId', string | undefined>>;
const group = must(registry.groups[1]);

/** What the contract promises of the query, computed from every posting. */
function expected(lines: readonly Line[], { customerId, productId, coin, formId }: Query): readonly string[] {
  const members: readonly string[] = coin === group.code ? group.currencies : [coin ?? ''];
  const asked = lines.filter(
    line =>
      (!customerId || line.customer === customerId) &&
      (!productId || line.product === productId) &&
      (!formId || line.form === formId) &&
      (!coin || members.includes(line.currency)),
  );
  const rows = Map.groupBy(asked, ({ customer, product, currency }) =>
    JSON.stringify([customerId === '' ? '' : customer, productId === '' ? '' : product, coin ?? currency]),
  );
  return Array.from(rows, ([key, of]) => {
    const sum = (ledger: string) =>
      of.reduce((total, line) => total + (line.ledger === ledger ? line.amount : 0n), 0n);
    const [balance, charged] = [sum('customer'), sum('charges')];
    const figures = [balance + charged, charged, balance].map(units =>
      formatAmount(baseUnits(units), decimals),
    );
    return [key, ...figures].join(' ');
  }).toSorted();
}

async function answered(query: Query): Promise<readonly string[]> {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const { status, body } = await api.call('GET', `/v1/balances?${new URLSearchParams(given).toString()}`);
  expect(status).toBe(200);
  const rows = body as unknown as readonly Record<string, string | null>[];
  return rows
    .map(row =>
      [
        JSON.stringify([row['customerId'], row['productId'], row['coin']]),
        row['deposited'],
        row['charged'],
        row['balance'],
      ].join(' '),
    )
    .toSorted();
}

test(`every query returns the sums of all postings, whatever happened and whenever snapshots were taken (seed ${seed})`, async () => {
  const random = new SeededRandom(seed);
  const pick = <T>(items: readonly T[]): T => must(items[random.below(items.length)]);
  const { db } = api;
  const { accountId } = api.merchant;
  const owners: Owner[] = [];
  for (let count = 0; count < 3; count++) owners.push(await newOwner(db, accountId));
  const stranger = await newOwner(db, api.other.accountId);
  const forms: FormId[] = [await till.newForm(db, accountId), await till.newForm(db, accountId)];
  const products = ['hat', 'coat'];
  const currencies = ['ETH', 'USDT_ETH', 'POL', 'OLD_ETH'];
  const deposits: TransactionId[] = [];
  const charges: { readonly owner: Owner; readonly id: ChargeId }[] = [];
  const done: Record<string, number> = {};

  const pay = async (owner: Owner, formId?: FormId): Promise<void> => {
    const currency = pick(currencies);
    const unit = 10n ** BigInt(currencyIn(registry)(currency).decimals - 6);
    const product = formId && random.below(4) > 0 ? pick(products) : undefined;
    const amount = BigInt(1_000_000 + random.below(20_000_000)) * unit + BigInt(random.below(2));
    deposits.push(await till.deposit(db, owner, { currency, amount, formId, product }));
  };
  const operation: Readonly<Record<string, () => Promise<void>>> = {
    deposit: () => pay(pick(owners)),
    depositForSession: () => pay(pick(owners), pick(forms)),
    foreignDeposit: async () => {
      await till.deposit(db, stranger, { currency: 'ETH', amount: 10n ** 18n });
    },
    reversal: async () => void (deposits.length > 0 && (await till.reverse(db, pick(deposits)))),
    charge: async () => {
      const owner = pick(owners);
      const product = random.below(2) ? pick(products) : undefined;
      const coin = pick(['USDT_ETH', 'OLD_ETH', group.code]);
      const amount = BigInt(1 + random.below(12_000_000));
      charges.push({ owner, id: await till.charge(db, owner, { coin, amount, product }) });
    },
    refund: async () => {
      if (charges.length === 0) return;
      const { owner, id } = pick(charges);
      await till.refund(db, owner, id, random.below(4) ? BigInt(1 + random.below(4_000_000)) : null);
    },
    snapshot: async () => void (await snapshotBalances(db, { atLeast: 1 })),
  };
  const weighted =
    'deposit depositForSession depositForSession charge charge charge refund refund reversal snapshot';
  const names = [...weighted.split(' '), 'foreignDeposit'];

  const checkAll = async (): Promise<void> => {
    const lines = await allPostings();
    const owner = pick(owners).customerId;
    for (const customerId of [undefined, '', owner])
      for (const productId of [undefined, '', pick(products)])
        for (const coin of [undefined, '', pick(currencies), group.code])
          for (const formId of [undefined, '', pick(forms)]) {
            const query = { customerId, productId, coin, formId };
            expect(await answered(query), JSON.stringify({ seed, query, done })).toEqual(
              expected(lines, query),
            );
          }
  };
  for (let count = 1; count <= operations; count++) {
    const name = pick(names);
    const outcome = await must(operation[name])().then(
      () => name,
      (error: unknown) => {
        const refused = error instanceof PurserError ? error.code : undefined;
        if (refused !== 'insufficient_balance' && refused !== 'already_refunded') throw error;
        return `${name}: ${refused}`;
      },
    );
    done[outcome] = (done[outcome] ?? 0) + 1;
    if (count % 60 === 0) await checkAll();
  }
  for (const name of names) expect(done[name], `no ${name} was done with seed ${seed}`).toBeGreaterThan(0);
}, 120_000);
