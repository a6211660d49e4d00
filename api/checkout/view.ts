import type { CurrencyCode, NetworkCode } from '../../domain/registry.ts';
import type { WholeAmount } from '../../domain/sessions/payment.ts';
import type { PaymentStatus, SessionStatus } from '../../domain/sessions/session.ts';

/** The state of money for a session, as the payer is told. `gone`: it left the chain, or was replaced. */
export type DepositStage = 'seen' | 'confirming' | 'checking' | 'credited' | 'declined' | 'tooSmall' | 'gone';

/** All that the checkout page shows, and nothing that the payer may not see. Amounts are in whole units. */
export interface CheckoutView {
  readonly sessionId: string;
  readonly status: SessionStatus;
  readonly title: string;
  readonly productName: string | null;
  /** Whom a payer asks, if the form names it. */
  readonly supportUrl: string | null;
  readonly supportEmail: string | null;
  /** The path of the merchant's picture on this server. */
  readonly logo: string | null;
  /** As `#rrggbb`. */
  readonly accentColor: string | null;
  /** The full prices, whatever was sent. They are alternatives. */
  readonly prices: readonly CheckoutPrice[];
  /** The URL that the payer returns to, with `sessionId` added; null if the form has none. */
  readonly returnUrl: string | null;
  readonly livemode: boolean;
  /** With EIP-55 capitals; the same on every network. */
  readonly address: string;
  /** ISO 8601. */
  readonly expiresAt: string;
  /** True if money sent now would not become the customer's: only the merchant can say what to do. */
  readonly isRefused: boolean;
  /** The currencies that can be sent, in the order of the price: one for each way to pay. */
  readonly choices: readonly CheckoutChoice[];
  /** What came, or is coming, in the order of the price. */
  readonly received: readonly CheckoutReceived[];
  /** Null while nothing was seen. */
  readonly payment: CheckoutPayment | null;
  /** In the order in which they were seen. */
  readonly deposits: readonly CheckoutDeposit[];
  /**
   * The latest money since the session was made that it accepts, but that was counted for another order of
   * the customer.
   */
  readonly elsewhere: { readonly currency: CurrencyCode; readonly amount: string } | null;
}

export interface CheckoutPrice {
  readonly coin: string;
  readonly amount: string;
  /** What wallets call the currencies that count towards it. A group has a name in one language only. */
  readonly symbols: readonly string[];
  /** True if what is credited or under way is enough for it. */
  readonly isCovered: boolean;
}

export interface CheckoutChoice {
  /** The price that it counts towards. */
  readonly coin: string;
  readonly currency: CurrencyCode;
  readonly currencyName: string;
  readonly decimals: number;
  /** Lower case; null for the network's native coin. */
  readonly contract: string | null;
  readonly network: CheckoutNetwork;
  /**
   * What is still to be sent, rounded up to what the currency can express; `"0"` if nothing is. What is under
   * way counts as sent.
   */
  readonly due: string;
  /** The same in the currency's base units, which the wallet is given. */
  readonly dueUnits: string;
}

export interface CheckoutNetwork {
  readonly code: NetworkCode;
  readonly name: string;
  readonly chainId: number;
  /** EIP-3091. */
  readonly explorer: string | null;
  /** An endpoint that a wallet may be given (EIP-3085). */
  readonly publicRpc: string | null;
  /** The network's own coin, of 18 decimals, which a wallet is given too; null if the registry lists none. */
  readonly native: { readonly code: CurrencyCode; readonly name: string } | null;
  /** Money sent on it is not seen at the moment. It will be seen when the network is read again. */
  readonly isDown: boolean;
}

/** Money of all currencies that wallets call by one symbol. They count 1:1. */
export interface CheckoutReceived {
  readonly symbol: string;
  readonly credited: string;
  /** Seen, and not credited yet. */
  readonly underWay: string;
}

export interface CheckoutPayment {
  readonly status: PaymentStatus;
  readonly coin: { readonly code: string; readonly name: string };
  /** What exceeds the price of a completed payment, per coin of the session's price. */
  readonly overpaid: readonly WholeAmount[];
  readonly late: boolean;
}

export interface CheckoutDeposit {
  readonly transactionId: string;
  readonly currency: CurrencyCode;
  readonly networkName: string;
  readonly amount: string;
  readonly transactionHash: string;
  /** At the network's explorer. */
  readonly transactionUrl: string | null;
  readonly stage: DepositStage;
  readonly confirmations: number;
  /** Null if the network signals finality by a tag rather than by depth. */
  readonly requiredConfirmations: number | null;
  readonly late: boolean;
}
