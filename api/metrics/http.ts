import type { Registry } from 'prom-client';
import { Histogram } from 'prom-client';

/** A request that has ended. */
export interface AnsweredRequest {
  readonly method: string;
  /** The path's template: one series per route, without ids. */
  readonly route: string;
  /** Null if the caller did not wait for the answer. */
  readonly status: number | null;
  readonly ms: number;
}

/** How long requests take, by route, method and class of status (`2xx`, or `aborted`). */
export function createHttpMetrics(metrics: Registry): (request: AnsweredRequest) => void {
  const duration = new Histogram({
    name: 'purser_http_request_duration_seconds',
    help: 'Time from the arrival of a request to the end of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [metrics],
  });
  return ({ method, route, status, ms }) => {
    const kind = status === null ? 'aborted' : `${String(Math.floor(status / 100))}xx`;
    duration.observe({ method, route, status: kind }, ms / 1000);
  };
}
