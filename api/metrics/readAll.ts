import type { Registry } from 'prom-client';
import { Gauge } from 'prom-client';
import { isUnavailable } from '../../db/classifyError.ts';
import { loggable } from '../../db/loggable.ts';
import { readWithTimeout } from '../../db/readWithTimeout.ts';
import type { ApiDeps } from '../deps.ts';
import type { Gauges, Sample } from './gauges.ts';

/** How long a statement may take, in ms. */
const limitMs = { quick: 1000, slow: 3000 } as const;
/** How many times longer a slow reading is reused. */
const slowFactor = 12;

/**
 * Returns a function that reads again whatever has served its time (`metricsFreshMs`). However many scrapers
 * there are, the database is not asked more often, over one connection, by statements that it ends by itself.
 * What could not be read has no sample until it can be read.
 */
export function createReadAll(
  { db, logger, metrics, options }: Pick<ApiDeps, 'db' | 'logger' | 'metrics' | 'options'>,
  readings: readonly Gauges[],
): () => Promise<void> {
  const up = new Gauge({
    name: 'purser_reading_up',
    help: '1 if this part of the metrics could be read from the database.',
    labelNames: ['reading'],
    registers: [metrics],
  });
  const parts = readings.map(reading => ({ reading, show: createShow(metrics, reading), servesUntil: 0 }));

  async function readAll(): Promise<void> {
    let unavailable = false;
    for (const part of parts) {
      const { name, slow, read } = part.reading;
      if (part.servesUntil > Date.now()) continue;
      let samples: readonly Sample[] | undefined;
      // An unavailable database is asked once, not once per reading.
      if (!unavailable) {
        samples = await readWithTimeout(db, slow ? limitMs.slow : limitMs.quick, read).catch(
          (error: unknown) => {
            logger.warn({ reading: name, error: loggable(error) }, 'metrics could not be read');
            unavailable = isUnavailable(error);
            return undefined;
          },
        );
      }
      part.show(samples ?? []);
      up.set({ reading: name }, samples ? 1 : 0);
      part.servesUntil = Date.now() + options.metricsFreshMs * (slow && samples ? slowFactor : 1);
    }
  }

  let running: Promise<void> | undefined;
  return () => {
    running ??= readAll().finally(() => {
      running = undefined;
    });
    return running;
  };
}

/** Creates the gauges without samples. Returns a function that replaces the last samples by new ones. */
function createShow(metrics: Registry, { gauges }: Gauges): (samples: readonly Sample[]) => void {
  const byName = new Map(
    gauges.map(({ name, help, labels }) => [
      name,
      new Gauge({ name, help, labelNames: [...labels], registers: [metrics] }),
    ]),
  );
  const show = (samples: readonly Sample[]): void => {
    for (const { name, labels } of gauges) {
      // A gauge without labels would be reset to 0, which would be a claim.
      if (labels.length === 0) byName.get(name)?.remove();
      else byName.get(name)?.reset();
    }
    for (const [name, value, labels = {}] of samples) {
      if (value !== null) byName.get(name)?.set({ ...labels }, value);
    }
  };
  show([]);
  return show;
}
