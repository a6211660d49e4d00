/** The deposit statuses that an event can have, by the event. */
const depositStatuses: Readonly<Record<string, readonly string[]>> = {
  CUSTOMER_PURSE_MEM_POOL_FOUND: ['MEM_POOL_FOUND'],
  CUSTOMER_PURSE_PENDING_COMPLIANCE: ['PENDING_COMPLIANCE_CHECK'],
  CUSTOMER_PURSE_COMPLIANCE_DECLINED: ['DECLINED'],
  CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE: ['CONFIRMED'],
  TRANSACTION_REORGED: ['REORGED', 'PENDING_COMPLIANCE_CHECK'],
  TRANSACTION_DROPPED: ['DROPPED'],
};
/** What belongs to a status: the compliance status, and the possible books of the money. */
const besides: Readonly<Record<string, readonly [string, readonly (string | null)[]]>> = {
  MEM_POOL_FOUND: ['UNCHECKED', [null]],
  PENDING_COMPLIANCE_CHECK: ['IN_PROGRESS', [null]],
  DECLINED: ['DECLINE', [null, 'held']],
  CONFIRMED: ['CHECKED', ['customer', 'merchant']],
  REORGED: ['IN_PROGRESS', [null]],
  DROPPED: ['UNCHECKED', [null]],
};
/** The fields that only one deposit event has. */
const ownFields: Readonly<Record<string, string>> = {
  reversed: 'TRANSACTION_REORGED',
  reason: 'TRANSACTION_DROPPED',
  allocated: 'CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE',
};
const paymentStatuses: Readonly<Record<string, readonly string[]>> = {
  PAYMENT_PENDING: ['pending'],
  PAYMENT_UNDERPAID: ['pending'],
  PAYMENT_COMPLETED: ['completed'],
  PAYMENT_FAILED: ['failed'],
  PAYMENT_CANCELED: ['canceled'],
  PAYMENT_REVERTED: ['pending', 'canceled', 'failed'],
};
const otherStatuses: Readonly<Record<string, string>> = {
  CUSTOMER_PURSE_EXPIRED: 'ARCHIEVED',
  SESSION_EXPIRED: 'expired',
  DESTINATION_CREATED: 'pending',
  DESTINATION_ACTIVATED: 'active',
  DESTINATION_DISABLED: 'disabled',
  SWEEP_COMPLETED: 'completed',
  SWEEP_FAILED: 'failed',
};

/** What cannot be in the example of a webhook: another event's type, or a state that never occurs with it. */
export function falseExample(type: string, example: unknown): string | undefined {
  const event = fieldsOf(example);
  const data = fieldsOf(event['data']);
  const resource = fieldsOf(event['resource']);
  if (event['type'] !== type) return `its type is ${String(event['type'])}`;
  // An unsupported token, or a proposal of a stranger, has no object that could be requested.
  const isUnnamed = type === 'UNSUPPORTED_DEPOSIT_DETECTED' || type === 'DESTINATION_UNKNOWN';
  const isNamed = isUnnamed || [event['account'], ...Object.values(data)].includes(resource['id']);
  if (!isNamed) return 'its resource is not what its data is of';
  const status = String(data['status']);
  const expected = depositStatuses[type] ?? paymentStatuses[type];
  if (expected && !expected.includes(status)) return `its status is ${status}`;
  if (otherStatuses[type] !== undefined && otherStatuses[type] !== status) return `its status is ${status}`;
  if (depositStatuses[type]) return falseDeposit(type, status, data);
  if (paymentStatuses[type]) return falsePayment(type, data);
  if (/^CUSTOMER_(UN)?BLOCKED$/.test(type) && data['blocked'] !== (type === 'CUSTOMER_BLOCKED')) {
    return `its customer's \`blocked\` is ${String(data['blocked'])}`;
  }
  return undefined;
}

function falseDeposit(
  type: string,
  status: string,
  data: Readonly<Record<string, unknown>>,
): string | undefined {
  const [compliance, books] = besides[status] ?? ['', []];
  if (data['complianceStatus'] !== compliance) return `${status} with ${String(data['complianceStatus'])}`;
  if (!books.some(book => book === data['creditedTo']))
    return `${status} in the books of ${String(data['creditedTo'])}`;
  return Object.keys(data)
    .filter(name => Object.hasOwn(ownFields, name) && ownFields[name] !== type)
    .map(name => `it has \`${name}\`, as ${ownFields[name] ?? ''} alone has`)[0];
}

function falsePayment(type: string, data: Readonly<Record<string, unknown>>): string | undefined {
  const [amount = 0, paid = 0, under = 0, over = 0] = [
    'amount',
    'paidAmount',
    'underpaidBy',
    'overpaidBy',
  ].map(name => Number(data[name]));
  if (under !== Math.max(0, amount - paid) || over !== Math.max(0, paid - amount))
    return 'its amounts do not add up';
  if ((data['status'] === 'completed') !== (under === 0))
    return `it is ${String(data['status'])} with ${String(under)} due`;
  return (type === 'PAYMENT_PENDING' && paid > 0) || (type === 'PAYMENT_UNDERPAID' && paid === 0)
    ? `${String(paid)} of it is paid`
    : undefined;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
