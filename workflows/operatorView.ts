import type { SearchAttributePair } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { PurseReport, PurseView } from '../domain/messages.ts';
import { account, address, customer, status } from '../domain/searchAttributes.ts';
import type { SessionView } from '../domain/sessions/messages.ts';
import type { Attribute } from './attention.ts';
import { attention } from './attention.ts';

/**
 * Shows an operator where the purse stands. Writing search attributes costs an event, so they are written
 * only when they change.
 */
export function createAnnouncer(): (purse: PurseView | undefined, progress: Waits) => void {
  const write = createAttributeWriter();
  return (purse, progress) => {
    write([...attributesOf(purse), ...attention(waitsForPerson(progress))]);
  };
}

type Waits = Pick<PurseReport, 'unfinished' | 'stuck'>;

/** The same for a session, with its details. `stuck`: why its step fails; null if it does not. */
export function createSessionAnnouncer(): (view: SessionView | undefined, stuck: string | null) => void {
  const write = createAttributeWriter();
  return (view, stuck) => {
    const attributes = view && [
      { key: account, value: view.accountId },
      { key: customer, value: view.customerId },
      { key: status, value: view.status.toUpperCase() },
    ];
    write([...(attributes ?? []), ...attention(stuck !== null)]);
    setCurrentDetails(sessionDetails(view, stuck));
  };
}

/** Writes those attributes that changed, with one event. */
function createAttributeWriter(): (attributes: readonly Attribute[]) => void {
  const written = new Map<string, string | boolean>();
  return attributes => {
    const changed = attributes.filter(({ key, value }) => written.get(key.name) !== value);
    if (changed.length > 0) upsertSearchAttributes(changed);
    for (const { key, value } of changed) written.set(key.name, value);
  };
}

function sessionDetails(view: SessionView | undefined, stuck: string | null): string {
  return [
    view && `**${view.status}**, payment: ${view.payment ?? 'nothing seen'}`,
    view &&
      (view.waitsFor === null
        ? `Expires ${view.expiresAt}.`
        : `Its time was over ${view.expiresAt}; it waits for ${view.waitsFor}.`),
    stuck && `**It keeps failing** and is retried every minute: ${stuck}`,
  ]
    .filter(line => typeof line === 'string')
    .join('\n\n');
}

function attributesOf(purse: PurseView | undefined) {
  if (!purse) return [];
  return [
    { key: account, value: purse.accountId },
    { key: customer, value: purse.customerId },
    { key: address, value: purse.address },
    { key: status, value: purse.blocked && purse.state === 'ACTIVE' ? 'BLOCKED' : purse.state },
  ] satisfies SearchAttributePair[];
}

/** Whether a deposit needs a person's decision, or a step does not get through by itself. */
function waitsForPerson({ unfinished, stuck }: Waits): boolean {
  return stuck.length > 0 || unfinished.some(deposit => deposit.step === 'decide');
}
