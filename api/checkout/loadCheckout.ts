import type { Db } from '../../db/connect.ts';
import type { DepositView } from '../../db/deposits/deposits.ts';
import { depositsOfSession, sumsOfSession } from '../../db/deposits/deposits.ts';
import type { ScannerState } from '../../db/scanning/readScanners.ts';
import { readScanners } from '../../db/scanning/readScanners.ts';
import { paidElsewhere } from '../../db/sessions/paidElsewhere.ts';
import type { SessionDetails } from '../../db/sessions/sessions.ts';
import { showSession } from '../../db/sessions/sessions.ts';
import { coinIn } from '../../domain/coin.ts';
import type { SessionId } from '../../domain/ids.ts';
import type { BaseUnits } from '../../domain/money.ts';
import { baseUnits, formatAmount } from '../../domain/money.ts';
import type { Currency, Network, NetworkCode, Registry } from '../../domain/registry.ts';
import { currencyIn, nativeOf, networkOf, requiredConfirmations } from '../../domain/registry.ts';
import { confirmations } from '../../domain/scanning/finality.ts';
import { depositState, overpaidIn, shortfall } from '../../domain/sessions/payment.ts';
import type { Money, Price } from '../../domain/sessions/price.ts';
import { totalIn } from '../../domain/sessions/price.ts';
import { isTimely } from '../../domain/sessions/session.ts';
import { returnUrlOf } from '../http/returnUrl.ts';
import { logosPath } from './assets.ts';
import { symbolOf } from './format.ts';
import type { Counted } from './receivedOf.ts';
import { receivedOf } from './receivedOf.ts';
import type { CheckoutChoice, CheckoutDeposit, CheckoutPayment, CheckoutView, DepositStage } from './view.ts';

export interface CheckoutSources {
  readonly db: Db;
  readonly registry: Registry;
  /** A scanner counts as down if it was not at its node's head for this long, in ms. */
  readonly staleMs: number;
}

/** What the payer of a session sees now; undefined if there is no such session. */
export async function loadCheckout(
  { db, registry, staleMs }: CheckoutSources,
  id: SessionId,
): Promise<CheckoutView | undefined> {
  const session = await showSession(db, id);
  if (!session) return undefined;
  const deposits = await depositsOfSession(db, session.account_id, id);
  const counted = await countedOf(db, id);
  const scanners = await readScanners(db);
  const isDown = (network: NetworkCode): boolean => downFor(scanners.get(network)) > staleMs;
  return {
    sessionId: session.id,
    status: session.status,
    title: session.title,
    productName: session.product_name,
    supportUrl: session.support_url,
    supportEmail: session.support_email,
    logo: session.logo === null ? null : `${logosPath}${session.logo}`,
    accentColor: session.accent_color,
    prices: session.price.map(price => ({
      coin: price.coin,
      amount: formatAmount(baseUnits(price.amount), price.decimals),
      symbols: [...new Set(price.members.map(({ currency }) => symbolOf(currency)))],
      isCovered: totalIn(price, counted) >= BigInt(price.amount),
    })),
    returnUrl: session.return_url === null ? null : returnUrlOf(session.return_url, session.id),
    livemode: session.livemode,
    address: session.address,
    expiresAt: session.expires_at.toISOString(),
    isRefused: session.purse_state === 'DECLINED' || session.blocked,
    choices: choicesOf(registry, session, counted, isDown),
    received: receivedOf(session.price, counted),
    payment: paymentOf(registry, session, counted),
    deposits: deposits.map(deposit => presentDeposit(registry, session, deposit)),
    elsewhere: await elsewhereOf(registry, db, id),
  };
}

async function elsewhereOf(registry: Registry, db: Db, id: SessionId): Promise<CheckoutView['elsewhere']> {
  const found = await paidElsewhere(db, id);
  return found
    ? {
        currency: found.currency,
        amount: formatAmount(found.amount, currencyIn(registry)(found.currency).decimals),
      }
    : null;
}

/** How long ago the scanner was last at the head, in ms; infinite if it stopped or never was there. */
function downFor(scanner: ScannerState | undefined): number {
  return scanner?.stopped ? Infinity : (scanner?.caughtUpMsAgo ?? Infinity);
}

/** Each currency once. If it counts towards two prices, the first one is used. */
function choicesOf(
  registry: Registry,
  session: SessionDetails,
  counted: readonly Money[],
  isDown: (network: NetworkCode) => boolean,
): readonly CheckoutChoice[] {
  const choices = new Map<string, CheckoutChoice>();
  // Prices are alternatives: once one is covered, nothing is due for the others.
  const isCovered = session.price.some(price => totalIn(price, counted) >= BigInt(price.amount));
  for (const price of session.price) {
    for (const { currency: code } of price.members) {
      const currency = currencyIn(registry)(code);
      if (choices.has(code)) continue;
      const due = isCovered ? baseUnits(0n) : dueIn(price, currency.decimals, counted);
      choices.set(code, {
        coin: price.coin,
        currency: code,
        currencyName: nameOf(registry, currency),
        decimals: currency.decimals,
        contract: currency.contract,
        network: presentNetwork(registry, networkOf(registry, currency.network), isDown),
        due: formatAmount(due, currency.decimals),
        dueUnits: due.toString(),
      });
    }
  }
  return [...choices.values()];
}

/** The name without the network, which the page names in the payer's language. */
function nameOf(registry: Registry, { name, network }: Currency): string {
  const suffix = ` on ${networkOf(registry, network).name}`;
  return name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
}

/** What is credited or under way. */
async function countedOf(db: Db, id: SessionId): Promise<readonly Counted[]> {
  const sums = await sumsOfSession(db, id);
  return sums
    .map(({ currency, amount, status, credited_to }) => ({
      currency,
      amount,
      state: depositState(status, credited_to),
    }))
    .filter(({ state }) => state === 'credited' || state === 'pending');
}

/** What must still be sent, rounded up to what the currency can express. */
function dueIn(price: Price, decimals: number, counted: readonly Money[]): BaseUnits {
  const { under } = shortfall(price, totalIn(price, counted));
  const scale = 10n ** BigInt(price.decimals - decimals);
  return baseUnits((under + scale - 1n) / scale);
}

function presentNetwork(
  registry: Registry,
  { code, name, chainId, explorer, publicRpc }: Network,
  isDown: (network: NetworkCode) => boolean,
): CheckoutChoice['network'] {
  const own = nativeOf(registry, code);
  const native = own ? { code: own.code, name: own.name } : null;
  return { code, name, chainId, explorer, publicRpc, native, isDown: isDown(code) };
}

function paymentOf(
  registry: Registry,
  { payment, price }: SessionDetails,
  counted: readonly Counted[],
): CheckoutPayment | null {
  if (payment === null) return null;
  const credited = counted.filter(({ state }) => state === 'credited');
  return {
    status: payment.status,
    coin: { code: payment.coin, name: coinIn(registry)(payment.coin).name },
    overpaid: overpaidIn(price, payment, credited),
    late: payment.late,
  };
}

function presentDeposit(registry: Registry, session: SessionDetails, row: DepositView): CheckoutDeposit {
  const currency = currencyIn(registry)(row.currency);
  const network = networkOf(registry, currency.network);
  const seenAt = {
    currency: row.currency,
    amount: row.amount,
    seenAt: row.created_at,
    minedAt: row.mined_at,
  };
  return {
    transactionId: row.id,
    currency: row.currency,
    networkName: network.name,
    amount: formatAmount(row.amount, currency.decimals),
    transactionHash: row.tx_hash,
    transactionUrl: network.explorer && `${network.explorer}/tx/${row.tx_hash}`,
    stage: stageOf(row),
    confirmations: confirmations(row.block_number, row.height ?? 0),
    requiredConfirmations: requiredConfirmations(network.finality),
    late: !isTimely(seenAt, { expiresAt: session.expires_at }),
  };
}

/** The verdict may come before or after finality. The payer is told which of the two is awaited. */
function stageOf(row: DepositView): DepositStage {
  switch (depositState(row.status, row.credited_to)) {
    case 'credited':
      return 'credited';
    case 'declined':
      // A declined deposit below the minimum is not shown as a failed payment, as the payment did not fail.
      return row.quiet ? 'tooSmall' : 'declined';
    case 'reorged':
    case 'gone':
      return row.status === 'BELOW_MINIMUM' ? 'tooSmall' : 'gone';
    case 'pending':
      break;
  }
  if (row.block_hash === null) return 'seen';
  return row.final_block_hash === row.block_hash ? 'checking' : 'confirming';
}
