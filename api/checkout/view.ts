import type { CurrencyCode, NetworkCode } from '../../domain/registry.ts';
import type { WholeAmount } from '../../domain/sessions/payment.ts';
import type { PaymentStatus, SessionStatus } from '../../domain/sessions/session.ts';

/** Where money for a session stands, as its payer is told. `gone`: it left the chain, or was replaced. */
export type DepositStage = 'seen' | 'confirming' | 'checking' | 'credited' | 'declined' | 'tooSmall' | 'gone';

/** All that the checkout page shows, and nothing that its payer may not see. Amounts are whole units. */
export interface CheckoutView {
  readonly sessionId: string;
  readonly status: SessionStatus;
  readonly title: string;
  readonly productName: string | null;
  /** Whom a payer asks, where the form says it. */
  readonly supportUrl: string | null;
  readonly supportEmail: string | null;
  /** Where the merchant's picture is, on this server. */
  readonly logo: string | null;
  /** As `#rrggbb`. */
  readonly accentColor: string | null;
  /** What is asked for, by any of these: whatever was sent. */
  readonly prices: readonly CheckoutPrice[];
  /** Where the payer goes back to, `sessionId` added; null where the form has no URL. */
  readonly returnUrl: string | null;
  readonly livemode: boolean;
  /** With EIP-55 capitals; the same on every network. */
  readonly address: string;
  /** ISO 8601. */
  readonly expiresAt: string;
  /** What would be sent now would not be the customer's: only the merchant can say what to do. */
  readonly isRefused: boolean;
  /** The currencies that can be sent, in the order of the price: one for each way to pay. */
  readonly choices: readonly CheckoutChoice[];
  /** What came, or is coming, in the order of the price. */
  readonly received: readonly CheckoutReceived[];
  /** Null while nothing was seen. */
  readonly payment: CheckoutPayment | null;
  /** In the order in which they were seen. */
  readonly deposits: readonly CheckoutDeposit[];
  /** The last money that came since, could have been meant for this, and was counted for another order of the customer. */
  readonly elsewhere: { readonly currency: CurrencyCode; readonly amount: string } | null;
}

export interface CheckoutPrice {
  readonly coin: string;
  readonly amount: string;
  /** What wallets call the currencies that count towards it. A group has a name in one language only. */
  readonly symbols: readonly string[];
  /** What is credited or under way is enough for it. */
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
   * What is still to be sent, where what is under way counts as sent; `"0"` where that is nothing. Rounded up to what
   * the currency can express.
   */
  readonly due: string;
  /** The same in the currency's base units: what a wallet is told. */
  readonly dueUnits: string;
}

export interface CheckoutNetwork {
  readonly code: NetworkCode;
  readonly name: string;
  readonly chainId: number;
  /** EIP-3091. */
  readonly explorer: string | null;
  /** An endpoint that a wallet may be told of (EIP-3085). */
  readonly publicRpc: string | null;
  /** The network's own coin, of 18 decimals, which a wallet is told of too; null where the registry lists none. */
  readonly native: { readonly code: CurrencyCode; readonly name: string } | null;
  /** Money sent on it is not seen at the moment: it will be when the network is read again. */
  readonly isDown: boolean;
}

/** Of the currencies that wallets call by one symbol, which count 1:1. */
export interface CheckoutReceived {
  readonly symbol: string;
  readonly credited: string;
  /** Seen, and not credited yet. */
  readonly underWay: string;
}

export interface CheckoutPayment {
  readonly status: PaymentStatus;
  readonly coin: { readonly code: string; readonly name: string };
  /** What is beyond the price of a completed payment, per coin of the session's price. */
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
  /** Null where the network tells finality by a tag rather than by depth. */
  readonly requiredConfirmations: number | null;
  readonly late: boolean;
}
