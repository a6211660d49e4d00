import type { readHistory } from './historyText.ts';

type History = ReturnType<typeof readHistory>;
type Event = NonNullable<History['events']>[number];

/**
 * What a replay compares of a history: what the workflow heard and asked for, in order, by kind and name. How tasks of
 * the workflow itself were handed to workers is not part of it.
 */
export function stepsOf({ events }: History): readonly string[] {
  const activities = new Map<string, string>();
  const steps: string[] = [];
  for (const event of events ?? []) {
    const scheduled = event.activityTaskScheduledEventAttributes;
    if (scheduled) activities.set(String(event.eventId), scheduled.activityType?.name ?? '');
    const step = stepOf(event, activities);
    if (step !== undefined) steps.push(step);
  }
  return steps;
}

function stepOf(event: Event, activities: ReadonlyMap<string, string>): string | undefined {
  const ended =
    event.activityTaskCompletedEventAttributes ??
    event.activityTaskFailedEventAttributes ??
    event.activityTaskTimedOutEventAttributes ??
    event.activityTaskCanceledEventAttributes;
  const marker = event.markerRecordedEventAttributes;
  const attributes = event.upsertWorkflowSearchAttributesEventAttributes?.searchAttributes?.indexedFields;
  const name =
    event.activityTaskScheduledEventAttributes?.activityType?.name ??
    (ended && activities.get(String(ended.scheduledEventId))) ??
    event.workflowExecutionSignaledEventAttributes?.signalName ??
    event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.name ??
    (attributes && Object.keys(attributes).toSorted().join('+')) ??
    (marker && markerOf(marker));
  const kind = Object.keys(event).find(key => key.endsWith('EventAttributes')) ?? '';
  if (kind.startsWith('workflowTask') || kind.startsWith('activityTaskStarted')) return undefined;
  return [kind.replace('EventAttributes', ''), name].filter(Boolean).join(' ');
}

/** The patch that was asked for, or the local activity and whether it failed. */
function markerOf({
  markerName,
  details,
  failure,
}: NonNullable<Event['markerRecordedEventAttributes']>): string {
  const said = details?.['patch-data'] ?? details?.['data'];
  const data = said?.payloads?.[0]?.data;
  const of = data ? (JSON.parse(Buffer.from(data).toString('utf8')) as Record<string, unknown>) : {};
  return [markerName, of['id'] ?? of['activity_type'], failure ? 'failed' : ''].filter(Boolean).join(' ');
}

/** Each step with the one before it. */
export function turnsOf(history: History): ReadonlySet<string> {
  const steps = ['', ...stepsOf(history), ''];
  return new Set(steps.slice(1).map((step, at) => `${steps[at] ?? ''} > ${step}`));
}
