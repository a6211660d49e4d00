import type {
  CheckoutChoice,
  CheckoutDeposit,
  CheckoutPayment,
  CheckoutView,
} from '../../../api/checkout/view.ts';
import type { SessionId } from '../../../domain/ids.ts';
import { newId } from '../../../domain/ids.ts';
import type { CurrencyCode, NetworkCode } from '../../../domain/registry.ts';

const usdt = 'USDT_BSC' as CurrencyCode;
const eth = 'ETH' as CurrencyCode;
export const address = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
export const tokenContract = '0x55d398326f99059ff775485246999027b3197955';
const hash = `0x${'ab'.repeat(32)}`;

const bsc = {
  code: 'BSC' as NetworkCode,
  name: 'BNB Smart Chain',
  chainId: 56,
  explorer: 'https://bscscan.com',
  publicRpc: 'https://bsc-rpc.example',
  native: { code: 'BNB' as CurrencyCode, name: 'BNB' },
  isDown: false,
};

export const tokenChoice: CheckoutChoice = {
  coin: usdt,
  currency: usdt,
  currencyName: 'Tether USD on BNB Smart Chain',
  decimals: 18,
  contract: tokenContract,
  network: bsc,
  due: '25.5',
  dueUnits: '25500000000000000000',
};

export const nativeChoice: CheckoutChoice = {
  coin: eth,
  currency: eth,
  currencyName: 'Ether',
  decimals: 18,
  contract: null,
  network: {
    code: 'ETHEREUM' as NetworkCode,
    name: 'Ethereum',
    chainId: 1,
    explorer: 'https://etherscan.io',
    publicRpc: null,
    native: { code: eth, name: 'Ether' },
    isDown: false,
  },
  due: '0.008400000000000001',
  dueUnits: '8400000000000001',
};

export const deposit: CheckoutDeposit = {
  transactionId: newId('txn'),
  currency: usdt,
  networkName: 'BNB Smart Chain',
  amount: '25.5',
  transactionHash: hash,
  transactionUrl: `https://bscscan.com/tx/${hash}`,
  stage: 'confirming',
  confirmations: 3,
  requiredConfirmations: 15,
  late: false,
};

export const payment: CheckoutPayment = {
  status: 'pending',
  coin: { code: usdt, name: 'Tether USD on BNB Smart Chain' },
  overpaid: [],
  late: false,
};

const hourMs = 3_600_000;
const paidChoices = [
  { ...tokenChoice, due: '0', dueUnits: '0' },
  { ...nativeChoice, due: '0', dueUnits: '0' },
];

/** An open session without payments, unless stated otherwise. */
export function viewWith(change: Partial<CheckoutView> = {}): CheckoutView {
  return {
    sessionId: newId('ses'),
    status: 'open',
    title: 'Northwind Coffee',
    productName: 'House blend, 1 kg',
    supportUrl: null,
    supportEmail: null,
    logo: null,
    accentColor: null,
    prices: [
      { coin: usdt, amount: '25.5', symbols: ['USDT'], isCovered: false },
      { coin: eth, amount: '0.008400000000000001', symbols: ['ETH'], isCovered: false },
    ],
    returnUrl: 'https://shop.example/thanks?order=7&sessionId=ses_1',
    livemode: true,
    address,
    expiresAt: new Date(Date.now() + hourMs).toISOString(),
    isRefused: false,
    choices: [tokenChoice, nativeChoice],
    received: [],
    payment: null,
    deposits: [],
    elsewhere: null,
    ...change,
  };
}

const past = () => new Date(Date.now() - hourMs).toISOString();
const credited: CheckoutDeposit = { ...deposit, stage: 'credited', confirmations: 15 };
const done: CheckoutPayment = { ...payment, status: 'completed' };

/** One session in each state that a payer can see. */
export const states: Readonly<Record<string, () => CheckoutView>> = {
  choose: () => viewWith(),
  testMode: () => viewWith({ livemode: false, productName: null }),
  oneChoice: () => viewWith({ choices: [tokenChoice] }),
  noChoice: () => viewWith({ choices: [] }),
  networkDown: () =>
    viewWith({ choices: [{ ...tokenChoice, network: { ...bsc, isDown: true } }, nativeChoice] }),
  payWithNetworkDown: () => viewWith({ choices: [{ ...tokenChoice, network: { ...bsc, isDown: true } }] }),
  seen: () =>
    viewWith({
      status: 'processing',
      payment,
      choices: paidChoices,
      deposits: [{ ...deposit, stage: 'seen', confirmations: 0 }],
    }),
  confirming: () => viewWith({ status: 'processing', payment, choices: paidChoices, deposits: [deposit] }),
  confirmingByTag: () =>
    viewWith({
      status: 'processing',
      payment,
      choices: paidChoices,
      deposits: [{ ...deposit, requiredConfirmations: null, transactionUrl: null }],
    }),
  checking: () =>
    viewWith({
      status: 'processing',
      payment,
      choices: paidChoices,
      deposits: [{ ...deposit, stage: 'checking', confirmations: 15 }],
    }),
  partArriving: () =>
    viewWith({
      status: 'processing',
      payment,
      choices: [{ ...tokenChoice, due: '5.5', dueUnits: '5500000000000000000' }, nativeChoice],
      received: [{ symbol: 'USDT', credited: '0', underWay: '20' }],
      deposits: [{ ...deposit, amount: '20' }],
    }),
  underpaid: () =>
    viewWith({
      status: 'processing',
      payment: { ...payment },
      choices: [{ ...tokenChoice, due: '5.5', dueUnits: '5500000000000000000' }, nativeChoice],
      received: [{ symbol: 'USDT', credited: '20', underWay: '0' }],
      deposits: [{ ...credited, amount: '20' }],
    }),
  twoParts: () =>
    viewWith({
      status: 'processing',
      payment,
      choices: [
        { ...tokenChoice, due: '5.5', dueUnits: '5500000000000000000' },
        { ...nativeChoice, due: '0.006400000000000001', dueUnits: '6400000000000001' },
      ],
      received: [
        { symbol: 'USDT', credited: '20', underWay: '0' },
        { symbol: 'ETH', credited: '0.002', underWay: '0' },
      ],
      deposits: [
        { ...credited, amount: '20' },
        { ...credited, currency: eth, networkName: 'Ethereum', amount: '0.002' },
      ],
    }),
  completed: () =>
    viewWith({ status: 'completed', payment: done, choices: paidChoices, deposits: [credited] }),
  overpaid: () =>
    viewWith({
      status: 'completed',
      payment: { ...done, overpaid: [{ coin: usdt, amount: '4.5' }] },
      choices: paidChoices,
      deposits: [credited, { ...credited, amount: '4.5' }],
    }),
  overpaidTwice: () =>
    viewWith({
      status: 'completed',
      payment: {
        ...done,
        overpaid: [
          { coin: usdt, amount: '4.5' },
          { coin: eth, amount: '0.002' },
        ],
      },
      choices: paidChoices,
      deposits: [credited, { ...credited, currency: eth, networkName: 'Ethereum', amount: '0.002' }],
    }),
  completedLate: () =>
    viewWith({
      status: 'expired',
      expiresAt: past(),
      payment: { ...done, late: true },
      choices: paidChoices,
      deposits: [{ ...credited, late: true }],
    }),
  failed: () =>
    viewWith({
      status: 'open',
      payment: { ...payment, status: 'failed' },
      deposits: [{ ...deposit, stage: 'declined' }],
    }),
  tooSmall: () => viewWith({ payment, deposits: [{ ...deposit, amount: '0.2', stage: 'tooSmall' }] }),
  support: () =>
    viewWith({
      supportUrl: 'https://shop.example/help?a=1&b=2',
      supportEmail: 'help@shop.example',
      accentColor: '#7a1f5c',
      choices: [tokenChoice],
    }),
  paidElsewhere: () => viewWith({ elsewhere: { currency: usdt, amount: '25.5' } }),
  gone: () => viewWith({ payment, deposits: [{ ...deposit, stage: 'gone' }] }),
  ending: () => viewWith({ expiresAt: past() }),
  expired: () => viewWith({ status: 'expired', expiresAt: past() }),
  expiredPart: () =>
    viewWith({
      status: 'expired',
      expiresAt: past(),
      payment: { ...payment, status: 'canceled' },
      received: [{ symbol: 'USDT', credited: '6', underWay: '0' }],
      deposits: [{ ...credited, amount: '6' }],
    }),
  late: () =>
    viewWith({
      status: 'expired',
      expiresAt: past(),
      payment: { ...payment, status: 'canceled' },
      received: [{ symbol: 'USDT', credited: '0', underWay: '25.5' }],
      deposits: [{ ...deposit, late: true }],
    }),
  latePart: () =>
    viewWith({
      status: 'expired',
      expiresAt: past(),
      payment: { ...payment, status: 'canceled', late: true },
      received: [{ symbol: 'USDT', credited: '6', underWay: '0' }],
      deposits: [{ ...credited, amount: '6', late: true }],
    }),
};

/** Sessions in memory, which a test changes; it counts its calls. */
export class FixtureSessions {
  readonly #views = new Map<string, { view: CheckoutView; version: number }>();
  loads = 0;
  readonly looks: (readonly SessionId[])[] = [];

  /** Adds or changes a session. Returns its id. */
  put(view: CheckoutView): SessionId {
    const { version = 0 } = this.#views.get(view.sessionId) ?? {};
    this.#views.set(view.sessionId, { view, version: version + 1 });
    return view.sessionId as SessionId;
  }

  /** If true, nothing can be read. */
  failing = false;
  #hold: { readonly released: Promise<void>; readonly reached: () => void } | undefined;

  /**
   * The next `load` returns the data of its beginning, but only when `release` is called; `held`: it has
   * begun.
   */
  holdNextLoad(): { readonly held: Promise<void>; readonly release: () => void } {
    const reached = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    this.#hold = { released: released.promise, reached: () => reached.resolve() };
    return { held: reached.promise, release: () => released.resolve() };
  }

  readonly load = async (id: SessionId): Promise<CheckoutView | undefined> => {
    this.loads += 1;
    if (this.failing) throw new Error('nothing can be read');
    const found = this.#views.get(id)?.view;
    const hold = this.#hold;
    this.#hold = undefined;
    hold?.reached();
    await hold?.released;
    return found;
  };

  /** The coins that the pages asked for, in order. */
  readonly chosen: string[] = [];

  readonly recordChoice = (id: SessionId, currency: CurrencyCode): Promise<void> => {
    if (this.failing) return Promise.reject(new Error('nothing can be written'));
    this.chosen.push(`${id} ${currency}`);
    return Promise.resolve();
  };

  readonly findLogo = (): Promise<undefined> => Promise.resolve(undefined);

  readonly stamp = (ids: readonly SessionId[]): Promise<ReadonlyMap<SessionId, string>> => {
    this.looks.push(ids);
    if (this.failing) return Promise.reject(new Error('nothing can be read'));
    const found = ids.flatMap(id => {
      const version = this.#views.get(id)?.version;
      return version === undefined ? [] : [[id, String(version)] as const];
    });
    return Promise.resolve(new Map(found));
  };
}
