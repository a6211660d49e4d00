import { paymentStatus, transactionStatus } from './statuses.ts';
import type { Meanings, MeaningsByOwner } from './types.ts';

const resource: Meanings = {
  type: 'What kind of object the event is about.',
  id: 'The id of that object.',
  version:
    'Counts the events of this object from 1: a higher version is the newer fact, whatever came first.',
};

const deliveredEvent: Meanings = {
  id: 'The id of the event, `evt_…`: the same on every attempt, so that a repetition can be ignored.',
  type: 'What happened. New types may be added.',
  resource: 'What the event is about, and how new its fact is.',
  data: 'The facts, as they were when the event was recorded.',
};

const summary: Meanings = {
  of: 'Whether the count is of the purse or of the whole account.',
  day: 'The day that is counted, in UTC: YYYY-MM-DD.',
  told: 'How many events were told on that day, this one included.',
};

/** Fields of webhooks: the envelope, and the facts of each type. */
export const eventFields: MeaningsByOwner = {
  DepositEvent: deliveredEvent,
  CustomerEvent: deliveredEvent,
  PurseExpiredEvent: deliveredEvent,
  PaymentEvent: deliveredEvent,
  SessionExpiredEvent: deliveredEvent,
  UnsupportedDepositEvent: deliveredEvent,
  FormEvent: deliveredEvent,
  DestinationEvent: deliveredEvent,
  DestinationUnknownEvent: deliveredEvent,
  SweepEvent: deliveredEvent,
  SweepShortfallEvent: deliveredEvent,
  TranslationEvent: deliveredEvent,
  SendingEvent: deliveredEvent,
  TreasuryEvent: deliveredEvent,
  PayoutLimitEvent: deliveredEvent,
  ApprovalEvent: deliveredEvent,
  WebhookEndpointEvent: deliveredEvent,
  Event: deliveredEvent,
  resource,
  summary,
  DepositEventData: { status: transactionStatus },
  'PurseExpiredEvent.data': {
    status: 'Always `ARCHIEVED`, spelled so on purpose: see `PurseStatus`.',
    expiredAt: 'When the purse’s period ended: ISO 8601 in UTC.',
  },
  'CustomerEvent.data': { blocked: 'Whether the customer is blocked now.' },
  PaymentEventData: {
    paymentId: 'The payment, `pay_…`.',
    status: paymentStatus,
    transactionIds: 'The deposits that the payment consists of, the first ones where there are many.',
  },
  'SessionExpiredEvent.data': {
    status: 'Always `expired`.',
    expiredAt: 'When the session’s time was over: ISO 8601 in UTC.',
  },
  'WebhookEndpointEvent.data': {
    url: 'The URL of the endpoint.',
    reason: 'With `WEBHOOK_ENDPOINT_DISABLED`: why we call it no more.',
  },
};
