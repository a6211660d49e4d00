import { Router } from 'express';
import type { ApiDeps } from '../deps.ts';
import { contextOf } from '../http/requestContext.ts';
import { chainGauges } from './chains.ts';
import { depositGauges } from './deposits.ts';
import { laneGauges } from './lanes.ts';
import { outboxGauges } from './outbox.ts';
import { createReadAll } from './readAll.ts';
import { sweepingGauges } from './sweeping.ts';

/**
 * `/metrics`, in Prometheus's text format: figures of this process and of the database. While the database is
 * down, the process is still shown, and unknown values have no sample.
 */
export function metricsRoutes(
  deps: Pick<ApiDeps, 'db' | 'registry' | 'logger' | 'metrics' | 'options'>,
): Router {
  const { registry, metrics } = deps;
  const readings = [
    ...chainGauges(registry),
    ...depositGauges(registry),
    ...outboxGauges(),
    sweepingGauges(registry),
    ...laneGauges(),
  ];
  const readAll = createReadAll(deps, readings);
  const scrape = async (): Promise<string> => {
    await readAll();
    return metrics.metrics();
  };
  const router = Router({ caseSensitive: true, strict: true });
  router.get('/metrics', (request, response, next) => {
    contextOf(request).route = '/metrics';
    scrape().then(text => response.type(metrics.contentType).send(text), next);
  });
  return router;
}
