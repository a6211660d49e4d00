import { hostname } from 'node:os';
import proto from '@temporalio/proto';

const { History } = proto.temporal.api.history.v1;
type History = proto.temporal.api.history.v1.IHistory;

const ended = 'EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED';

/**
 * A history as in its file: JSON, one event a line. It lacks data about the machine, and the end that a test
 * gave to a running workflow. By the messages' own class: `historyToJSON` of the SDK fails if two copies of
 * protobufjs are installed.
 */
export function writeHistory(history: History): string {
  const { events } = History.toObject(History.fromObject(history), {
    longs: String,
    enums: String,
    bytes: String,
  }) as { readonly events: readonly { readonly eventType: string }[] };
  const lines = events
    .filter(({ eventType }) => eventType !== ended)
    .map(event => JSON.stringify(event, (key, value: unknown) => (isOfMachine(key) ? undefined : value)));
  return `{"events":[\n${lines.join(',\n').replaceAll(hostname(), 'worker')}\n]}\n`;
}

export function readHistory(text: string): History {
  return History.fromObject(JSON.parse(text) as Record<string, unknown>);
}

/** Process ids, and paths of the code that ran. */
function isOfMachine(key: string): boolean {
  return key === 'identity' || key === 'stackTrace';
}
