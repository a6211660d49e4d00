/** What an operator is told while something is down. */
export interface Alarm {
  /** An alert of docs/prometheus/alerts.yml. */
  readonly alert: string;
  /** The metric of its expression. `up` is Prometheus's own: 0 if the scrape fails. */
  readonly metric: string;
  /** Whether a sample with this value is on the way to the alert, which waits for minutes. */
  readonly shows: (value: number) => boolean;
}

/** How old something must be to be on the way, in seconds: in a calm stack it is younger than one. */
const lateSeconds = 5;
const isLate = (seconds: number): boolean => seconds > lateSeconds;

export const alarms = {
  apiDown: { alert: 'PurserDown', metric: 'up', shows: value => value === 0 },
  figuresMissing: {
    alert: 'PurserFiguresMissing',
    metric: 'purser_reading_up',
    shows: value => value === 0,
  },
  signalBacklog: { alert: 'PurserSignalBacklog', metric: 'purser_signals_oldest_seconds', shows: isLate },
  eventsUnpublished: {
    alert: 'PurserEventsUnpublished',
    metric: 'purser_events_unpublished_oldest_seconds',
    shows: isLate,
  },
  scannerBehind: {
    alert: 'PurserScannerBehind',
    metric: 'purser_scanner_caught_up_seconds',
    shows: isLate,
  },
} as const satisfies Readonly<Record<string, Alarm>>;

/** How long Prometheus waits for a scrape, in ms: here less than its 10 s. */
const scrapeWithinMs = 3000;

/** The values of every sample of these metrics, as a scrape of the API shows them now. */
async function scrape(api: string): Promise<ReadonlyMap<string, readonly number[]>> {
  const samples = new Map<string, number[]>();
  let text: string;
  try {
    const response = await fetch(`${api}/metrics`, { signal: AbortSignal.timeout(scrapeWithinMs) });
    text = await response.text();
    samples.set('up', [response.ok ? 1 : 0]);
  } catch {
    return new Map([['up', [0]]]);
  }
  for (const line of text.split('\n')) {
    const [, name = '', value = ''] = /^([a-z_]+)(?:\{.*\})? ([^ ]+)$/.exec(line) ?? [];
    if (name !== '') samples.set(name, [...(samples.get(name) ?? []), Number(value)]);
  }
  return samples;
}

export async function isSounding(api: string, all: readonly Alarm[]): Promise<Alarm | undefined> {
  const samples = await scrape(api);
  return all.find(({ metric, shows }) => samples.get(metric)?.some(shows));
}
