import type { Amounts } from '../format.ts';
import type { Html } from '../../html.ts';
import { html } from '../../html.ts';

/** All that the page says. A message with values is a function, so that each language can place them. */
export const en = {
  language: 'Language',
  pageTitle: (title: string) => `Pay ${title}`,
  testMode: 'Test mode: only test money counts here.',

  or: 'or',
  toPay: 'To pay',
  paid: 'Received so far',
  timeLeft: 'Time left',
  payBefore: 'Pay before',
  wasOpenUntil: 'Was open until',
  help: (title: string) => `Questions about this payment? Ask ${title}.`,

  waiting: 'Waiting for your payment',
  waitingMore: 'This page changes by itself as soon as your payment is seen.',
  arriving: 'Your payment is on its way',
  arrivingMore: 'You can close this page: the payment goes on without it.',
  arrivingPart: ({ text, count }: Amounts, due: Html) =>
    html`${text} ${count === 1 ? 'is on its way' : 'are on their way'}. ${due} is still to be paid: please send the rest.`,
  underpaid: 'Part of the payment has arrived',
  underpaidMore: (due: Html) => html`${due} is still to be paid. Please send the rest.`,
  paidElsewhere: (amount: Html) =>
    html`A payment of ${amount} arrived and was counted for another order of yours. This order is not paid by it: pay here only if you want both.`,
  paidElsewhereTold: 'A payment arrived for another order.',
  completed: 'Payment complete',
  completedMore: 'Thank you! Your payment has been credited.',
  overpaid: (over: Html, title: string) =>
    html`You sent ${over} more than was asked for. It is credited to you at ${title}.`,
  failed: 'Please contact the merchant',
  failedMore: (title: string) =>
    `This payment could not be completed. Please send no more money, and ask ${title} what happens next.`,
  closed: 'Payment is not possible right now',
  closedMore: (title: string) => `No way to pay is open at the moment. Please ask ${title}.`,
  ending: 'The time is over',
  endingMore: 'We are looking whether your payment arrived in time. Please do not send money now.',
  expired: 'This payment has expired',
  expiredMore: (title: string) => `Please do not send money now. Go back to ${title} and start again.`,
  expiredSent: (title: string) =>
    `Did you send money already? It is not lost: it is credited when it arrives, marked as late. Keep this page, and tell ${title}.`,
  expiredCredited: ({ text, count }: Amounts, title: string) =>
    html`${text} ${count === 1 ? 'was' : 'were'} credited to you at ${title}. It was not enough for this order; ask them what happens with it. Please do not send money now.`,
  late: 'Your payment came late',
  lateMore: (title: string) =>
    `The time for this payment was over. What you sent is credited when it arrives; ${title} decides what happens with it.`,
  lateCredited: ({ text, count }: Amounts, title: string) =>
    html`The time for this payment was over. ${text} ${count === 1 ? 'was' : 'were'} credited to you at ${title}. It did not cover the price; ask them what happens with it.`,
  latePaid: (title: string) =>
    `It was credited to you at ${title}, but the time for this payment was over. Please ask ${title} what happens next.`,
  returnTo: (title: string) => `Return to ${title}`,

  choose: 'How do you want to pay?',
  chooseMore: 'Choose a coin that you have, on the network where you have it.',
  oneNetwork:
    'The same coin exists on several networks. It must be sent on the network you choose here: on another one it is lost, or arrives late.',
  on: (network: Html) => html`on ${network}`,
  delayed: 'Delayed',
  networkDown: (network: Html) =>
    html`${network} cannot be read at the moment. Money that is sent on it is not lost, but it is seen later.`,

  send: (amount: Html, network: Html) => html`Send ${amount} on ${network}`,
  otherWay: 'Pay another way',
  amount: 'Amount',
  network: 'Network',
  address: 'Address',
  feeNote: 'The fee of the network comes on top: exactly this amount must arrive.',
  onlyThis: (coin: Html, network: Html) =>
    html`Send only ${coin}, and only on ${network}. Another coin, or another network, is lost or arrives late.`,
  qrLabel: 'QR code of the address',
  scan: 'Scan the address with your wallet, then enter the amount.',
  scanWhy: 'This code has no amount, as many wallets misread one.',
  requestLabel: 'Payment request to scan',
  scanRequest: 'For wallets that read payment requests (EIP-681): address, network and amount.',
  copyAmount: 'Copy amount',
  copyAddress: 'Copy address',
  copied: 'Copied',
  notCopied: 'Could not be copied: please select and copy it yourself.',
  openWallet: 'Open in wallet app',

  browserWallets: 'Or pay with a wallet of this browser',
  payWith: (wallet: string) => `Pay with ${wallet}`,
  walletAsk: 'Please confirm in your wallet.',
  walletSent: 'Sent. It shows up here as soon as the network has it.',
  walletRefused: 'You declined in your wallet. Nothing was sent.',
  walletBusy: 'Your wallet is waiting for an answer already. Please open it.',
  walletNoAccount:
    'Your wallet gave no account. Unlock it, choose an account and try again. Nothing was sent.',
  walletNotAsked: 'Your wallet could not be asked to pay. Nothing was sent.',
  walletNoNetwork: (network: string) =>
    `Your wallet does not know ${network}. Add it in your wallet and try again. Nothing was sent.`,
  walletFailed:
    'Your wallet reported an error. Please look there whether anything was sent before you try again.',

  progress: 'Progress',
  seen: 'Seen on the network',
  confirmed: 'Confirmed',
  confirmations: (count: number, of: number | null) =>
    of === null
      ? html`Confirming: <bdi>${count}</bdi> so far`
      : html`<bdi>${Math.min(count, of)}</bdi> of <bdi>${of}</bdi> confirmations`,
  checked: 'Checked',
  credited: 'Credited',
  stepDone: 'done',
  stepNow: 'now',
  stepToCome: 'to come',
  declined: 'Please contact the merchant about this payment.',
  tooSmall: 'Too little to be credited by itself. It is credited together with more.',
  gone: 'This payment did not stay on the network. If it comes back, it is shown again.',
  lateDeposit: 'Came after the time was over',
  viewTransaction: 'View transaction',
  newTab: '(opens in a new tab)',

  notFound: 'There is no such payment',
  notFoundMore: 'The link may be incomplete. Please go back to the shop and start again.',
  tooMany: 'Too many attempts',
  tooManyMore: 'Please wait a minute, then open the link again.',
  unavailable: 'This page is not available right now',
  unavailableMore: 'Money that you have sent is safe. Please try again in a moment.',
};

/** What every language must say: all of this, and nothing else. */
export type Messages = typeof en;
