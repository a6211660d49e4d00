import { paymentStatus } from './statuses.ts';
import type { MeaningsByOwner } from './types.ts';

/** Fields of forms and sessions, of the payments for them, and of balances and charges. */
export const paymentFields: MeaningsByOwner = {
  Form: {
    title: 'What payers see as the heading of the page.',
    coins: 'The coins that sessions of the form can be paid in.',
    receiver:
      'The address that swept funds of the form’s sessions go to, with EIP-55 capitals. Null: where the account’s go.',
    receiverActive:
      'For each network on which you have a sweeper, by its code: whether the receiver is an active destination of yours ' +
      'there. If not, the money of the form’s sessions goes to the treasury. Empty without a receiver.',
    returnUrl: 'Where payers return to, with `sessionId` added to the query. Null: nowhere.',
    supportUrl: 'Where payers can ask for help: https. Null: nowhere.',
    supportEmail: 'Where payers can write for help. Null: nowhere.',
    accentColor: 'The colour of the page’s buttons: `#` and six hexadecimal digits. Null: ours.',
    logo: 'The picture at the top of the page. Null: none.',
  },
  Session: {
    price:
      'In whole units, per coin. The coins are alternatives: one price paid in full completes the session. Within a ' +
      'group, what was paid adds up.',
    status:
      '`open`: waits for money. `processing`: money was seen. `completed`: paid. `expired`: its time is over; the payment ' +
      'may still be completed, late.',
    checkoutUrl:
      'The page to send the payer to. Its id cannot be guessed; whoever has it can see the payment.',
    product: 'What is paid for. Null: no product.',
  },
  SessionCustomer: {
    id: 'The customer, by our id `cus_…`.',
    data: 'What you gave with the session. Null: nothing.',
  },
  SessionProduct: {
    id: 'Your own id of the product.',
    name: 'What payers see. Null: nothing was given.',
    data: 'What you gave with the session. Null: nothing.',
  },
  Payment: {
    id: 'The id of the payment, `pay_…`.',
    product: 'What is paid for. Null: no product.',
    status: paymentStatus,
    coin: 'The coin that the payment is counted in.',
    transactions: 'Every deposit that belongs to the session, oldest first.',
  },
  'Payment.coin': { code: 'The code of the currency or group.', name: 'Its name, for people.' },
  Balance: {
    customerId: 'The customer, by our id. Empty in totals over all customers.',
    externalId: 'Your own id of the customer. Null if you gave none, and in totals.',
    productId: 'Your own id of the product. Null: for no product. Empty in totals over all products.',
    coin: 'The currency or group. Empty in totals over all coins.',
  },
  Movement: {
    id: 'The id of the movement, `pst_…`.',
    type: '`deposit`, `reversal` (a reorg took a deposit back), `charge` or `refund`.',
    refundId: 'The refund, `rfd_…`.',
  },
  Charge: {
    refunded: 'In whole units: how much of it was given back.',
    description: 'Your own note. Null: none was given.',
    refunds: 'What was given back, oldest first.',
  },
  'Charge.parts': { amount: 'In whole units: how much of the charge was taken from there.' },
  'Charge.refunds': { id: 'The refund, `rfd_…`.', amount: 'In whole units of the charge’s coin.' },
  postForms: { title: 'What payers see as the heading of the page.' },
  postFormsById: { title: 'What payers see as the heading of the page.' },
  postSessions: {
    formId: 'The form, `frm_…`, that says which coins are taken.',
    customer: 'Who pays.',
    product: 'What is paid for. Left out: the money goes to no product.',
  },
  'postSessions.customer': { data: 'Your own keys and values. The payment repeats them.' },
  'postSessions.product': {
    id: 'Your own id of the product.',
    name: 'What payers see. Left out: nothing.',
    data: 'Your own keys and values. The payment repeats them.',
  },
  postCharges: {
    coin: 'What is charged: a currency, or a group, whose currencies with the fewest decimals are taken first.',
    description: 'Your own note on the charge.',
    productId: 'Take only money of this product. Null, or left out: the oldest money first.',
  },
  postChargesByIdRefund: { reason: 'Your own note on the refund.' },
};
