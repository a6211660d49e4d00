import { measureEvents } from '../../db/events/measureEvents.ts';
import { measureBooks } from '../../db/ledger/measureBooks.ts';
import { measureOutbox } from '../../db/outbox/measureOutbox.ts';
import { measureDeliveries } from '../../db/webhooks/measureDeliveries.ts';
import { measureEndpoints } from '../../db/webhooks/measureEndpoints.ts';
import type { Gauges } from './gauges.ts';
import { gaugesOf } from './gauges.ts';

const undelivered = ['pending', 'blocked', 'retrying', 'waiting', 'failed'] as const;

/** Gauges of what waits for workflows and merchants, and of how far the books and events are. */
export function outboxGauges(): readonly Gauges[] {
  const signals = gaugesOf({
    name: 'signals',
    gauges: {
      purser_signals_waiting: 'Signals to purses that Temporal has not taken yet.',
      purser_signals_oldest_seconds: 'Seconds since the oldest of them was written; 0 for none.',
    },
    read: async db => {
      const { signals, oldestSeconds } = await measureOutbox(db);
      return [
        ['purser_signals_waiting', signals],
        ['purser_signals_oldest_seconds', oldestSeconds ?? 0],
      ];
    },
  });
  const events = gaugesOf({
    name: 'events',
    gauges: {
      purser_events_unnumbered: 'Recorded events without a number.',
      purser_events_undelivered: 'Numbered events whose deliveries do not exist yet.',
      purser_events_unpublished_oldest_seconds:
        'Seconds since the oldest event of these two kinds was recorded; 0 for none.',
    },
    read: async db => {
      const { unnumbered, undelivered, oldestSeconds } = await measureEvents(db);
      return [
        ['purser_events_unnumbered', unnumbered],
        ['purser_events_undelivered', undelivered],
        ['purser_events_unpublished_oldest_seconds', oldestSeconds ?? 0],
      ];
    },
  });
  const deliveries = gaugesOf({
    name: 'deliveries',
    gauges: {
      purser_webhook_deliveries: {
        help: 'Deliveries that have not arrived: pending; blocked, because their endpoint is not called now; retrying; waiting for a replay; failed.',
        labels: ['state'],
      },
      purser_webhook_pending_oldest_seconds:
        'Age in seconds of the oldest pending delivery that no dispatcher has taken; 0 for none.',
    },
    read: async db => {
      const measured = await measureDeliveries(db);
      const of = (state: (typeof undelivered)[number]) => measured.find(one => one.state === state);
      return [
        ['purser_webhook_pending_oldest_seconds', of('pending')?.oldestSeconds ?? 0],
        ...undelivered.map(state => ['purser_webhook_deliveries', of(state)?.count ?? 0, { state }] as const),
      ];
    },
  });
  const endpoints = gaugesOf({
    name: 'endpoints',
    labels: ['state'],
    gauges: {
      purser_webhook_endpoints: 'Webhook endpoints in trouble: failing again and again, or disabled.',
    },
    read: async db => {
      const { broken, disabled } = await measureEndpoints(db);
      return [
        ['purser_webhook_endpoints', broken, { state: 'broken' }],
        ['purser_webhook_endpoints', disabled, { state: 'disabled' }],
      ];
    },
  });
  const books = gaugesOf({
    name: 'books',
    gauges: {
      purser_ledger_postings: 'The number of the last posting of the ledger.',
      purser_ledger_postings_above_snapshots: 'Postings that no snapshot of the balances has yet.',
      purser_events: 'Events of all accounts that have their numbers.',
      purser_audit_seconds: 'Seconds since the last audit ended, whatever it found.',
      purser_audit_clean_seconds: 'Seconds since the last audit ended that was complete and found nothing.',
      purser_audit_differences: 'What the last audit found.',
    },
    read: async db => {
      const { postings, aboveSnapshots, events, ...audit } = await measureBooks(db);
      return [
        ['purser_ledger_postings', postings],
        ['purser_ledger_postings_above_snapshots', aboveSnapshots],
        ['purser_events', events],
        ['purser_audit_seconds', audit.auditSeconds],
        ['purser_audit_clean_seconds', audit.cleanAuditSeconds],
        ['purser_audit_differences', audit.auditDifferences],
      ];
    },
  });
  return [signals, events, deliveries, endpoints, books];
}
