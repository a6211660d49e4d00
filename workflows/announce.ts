import { defineSearchAttributeKey } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { PurseReport, PurseView } from '../domain/messages.ts';

const account = defineSearchAttributeKey('PurserAccount', 'KEYWORD');
const customer = defineSearchAttributeKey('PurserCustomer', 'KEYWORD');
const address = defineSearchAttributeKey('PurserAddress', 'KEYWORD');
const status = defineSearchAttributeKey('PurserStatus', 'KEYWORD');
const held = defineSearchAttributeKey('PurserHeld', 'BOOL');

/**
 * Shows an operator where the purse stands. Search attributes cost an event each time, so they are written on
 * transitions alone; the details cost nothing.
 */
export function createAnnouncer(): (purse: PurseView, report: PurseReport) => void {
  let last: { status: string; held: boolean } | undefined;
  return (purse, report) => {
    const now = {
      status: purse.blocked && purse.state === 'ACTIVE' ? 'BLOCKED' : purse.state,
      held: report.unfinished.some(deposit => deposit.step === 'decide'),
    };
    if (!last) {
      upsertSearchAttributes([
        { key: account, value: purse.accountId },
        { key: customer, value: purse.customerId },
        { key: address, value: purse.address },
        { key: status, value: now.status },
        { key: held, value: now.held },
      ]);
    } else if (last.status !== now.status || last.held !== now.held) {
      upsertSearchAttributes([
        { key: status, value: now.status },
        { key: held, value: now.held },
      ]);
    }
    last = now;
    setCurrentDetails(details(purse, report));
  };
}

function details(purse: PurseView, { unfinished, expiresAt }: PurseReport): string {
  const lines = unfinished.map(deposit => `- \`${deposit.transactionId}\`: ${deposit.step}`);
  return [
    `**${purse.state}**${purse.blocked ? ' (customer blocked)' : ''} \`${purse.address}\``,
    expiresAt === null ? 'No expiry.' : `Expires ${expiresAt} unless a deposit is confirmed before.`,
    lines.length === 0 ? 'No unfinished deposit.' : `Unfinished:\n${lines.join('\n')}`,
  ].join('\n\n');
}
