import type { ComplianceStatus, CreditedTo, TransactionStatus } from '../../domain/deposits/states.ts';
import { ARCHIVED_IN_API } from '../../domain/deposits/states.ts';
import type { EventType, JsonObject } from '../../domain/events.ts';
import { exampleId } from '../http/fields.ts';

/** How the example of an event differs from that of its family. */
interface Occurrence {
  /** The version of its resource. */
  readonly version: number;
  readonly data: JsonObject;
  /** Fields of the family that this event does not have. */
  readonly without?: readonly string[];
}

const ofSomeDeposits = ['allocated', 'reversed', 'reason', 'summary'];

function deposit(
  version: number,
  [status, complianceStatus, creditedTo]: readonly [TransactionStatus, ComplianceStatus, CreditedTo | null],
  extra: JsonObject = {},
): Occurrence {
  return {
    version,
    data: { status, complianceStatus, creditedTo, ...extra },
    without: ofSomeDeposits.filter(name => !Object.hasOwn(extra, name)),
  };
}

function payment(version: number, status: string, paidAmount: string, underpaidBy: string): Occurrence {
  const transactionIds = ['txn_01kamz9vxk3x7qd1n8r5t2c4e6'];
  return {
    version,
    data: { status, amount: '12.5', paidAmount, underpaidBy, overpaidBy: '0', late: false, transactionIds },
  };
}

function destination(version: number, status: string, extra: JsonObject): Occurrence {
  const ofSome = ['activeAt', 'by', 'reason'];
  return {
    version,
    data: { status, address: '0x52908400098527886E0F7030069857D2E4169EE7', ...extra },
    without: ofSome.filter(name => !Object.hasOwn(extra, name)),
  };
}

const sweptItem = {
  purseId: exampleId('pur'),
  customerId: exampleId('cus'),
  currency: 'USDT_BSC',
  amount: '12.5',
  destinationId: exampleId('dst'),
};

/** The example of an event, from that of its family. */
export function exampleOfEvent(type: EventType, family: unknown): Readonly<Record<string, unknown>> {
  const { version, data, without = [] } = occurrences[type];
  const envelope = fieldsOf(family);
  return {
    ...envelope,
    type,
    resource: { ...fieldsOf(envelope['resource']), version },
    data: {
      ...Object.fromEntries(
        Object.entries(fieldsOf(envelope['data'])).filter(([name]) => !without.includes(name)),
      ),
      ...data,
    },
  };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

/** A possible occurrence of each event, which an integrator's test can be built on. */
const occurrences: Readonly<Record<EventType, Occurrence>> = {
  CUSTOMER_PURSE_MEM_POOL_FOUND: deposit(1, ['MEM_POOL_FOUND', 'UNCHECKED', null]),
  CUSTOMER_PURSE_PENDING_COMPLIANCE: deposit(2, ['PENDING_COMPLIANCE_CHECK', 'IN_PROGRESS', null]),
  CUSTOMER_PURSE_COMPLIANCE_DECLINED: deposit(3, ['DECLINED', 'DECLINE', null]),
  CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE: deposit(3, ['CONFIRMED', 'CHECKED', 'customer']),
  TRANSACTION_REORGED: deposit(4, ['REORGED', 'IN_PROGRESS', null], { reversed: true }),
  TRANSACTION_DROPPED: deposit(2, ['DROPPED', 'UNCHECKED', null], { reason: 'replaced' }),
  CUSTOMER_PURSE_EXPIRED: { version: 2, data: { status: ARCHIVED_IN_API } },
  CUSTOMER_CREATED: { version: 1, data: { blocked: false }, without: ['reason'] },
  CUSTOMER_UPDATED: { version: 2, data: { blocked: false }, without: ['reason'] },
  CUSTOMER_BLOCKED: { version: 3, data: { blocked: true, reason: 'Asked for by support' } },
  CUSTOMER_UNBLOCKED: { version: 4, data: { blocked: false, reason: 'Cleared by support' } },
  UNSUPPORTED_DEPOSIT_DETECTED: { version: 1, data: {}, without: ['summary'] },
  PAYMENT_PENDING: payment(1, 'pending', '0', '12.5'),
  PAYMENT_UNDERPAID: payment(2, 'pending', '10', '2.5'),
  PAYMENT_COMPLETED: payment(3, 'completed', '12.5', '0'),
  PAYMENT_FAILED: payment(2, 'failed', '0', '12.5'),
  PAYMENT_CANCELED: payment(3, 'canceled', '10', '2.5'),
  PAYMENT_REVERTED: payment(4, 'pending', '0', '12.5'),
  FORM_RECEIVER_CHANGED: {
    version: 2,
    data: {
      old: '0x52908400098527886E0F7030069857D2E4169EE7',
      new: '0xde709f2102306220921060314715629080e2fb77',
    },
  },
  DESTINATION_CREATED: destination(1, 'pending', {}),
  DESTINATION_ACTIVATED: destination(2, 'active', { activeAt: '2026-11-22T10:00:00.000Z' }),
  DESTINATION_DISABLED: destination(3, 'disabled', { by: 'account', reason: 'The Safe has new owners' }),
  DESTINATION_UNKNOWN: { version: 1, data: {} },
  SWEEP_COMPLETED: { version: 1, data: { status: 'completed' } },
  SWEEP_FAILED: {
    version: 1,
    data: {
      status: 'failed',
      reason: 'reverted',
      items: [{ ...sweptItem, status: 'skipped', reason: 'reverted' }],
    },
  },
  SWEEP_SHORTFALL: { version: 3, data: {} },
  CUSTOMER_PURSE_TRANSLATION_TO_ACCOUNT_COMPLETED: { version: 1, data: {} },
  SENDING_PAUSED: { version: 1, data: {}, without: ['explanation', 'detail', 'waiting', 'destinationId'] },
  SENDING_RESUMED: {
    version: 2,
    data: {},
    without: [
      ...['reason', 'detail', 'purseId', 'currency', 'amount', 'transactionHash', 'waiting'],
      'destinationId',
    ],
  },
  TREASURY_CHANGED: { version: 1, data: { before: {} } },
  PAYOUT_LIMIT_CHANGED: { version: 2, data: { before: {} } },
  APPROVAL_REQUESTED: { version: 1, data: { status: 'pending', decidedBy: null } },
  APPROVAL_DECIDED: { version: 2, data: { status: 'approved' } },
  SESSION_EXPIRED: { version: 2, data: { status: 'expired' } },
  WEBHOOK_ENDPOINT_DISABLED: {
    version: 2,
    data: { url: 'https://shop.example/webhooks', reason: 'it only failed for 5 days' },
  },
  WEBHOOK_ENDPOINT_TEST: { version: 3, data: { url: 'https://shop.example/webhooks' }, without: ['reason'] },
};
