import { Router } from 'express';
import { Gauge, Registry } from 'prom-client';
import { countPendingDeposits } from '../db/countPendingDeposits.ts';
import type { ScannerState } from '../db/readScanners.ts';
import { readScanners } from '../db/readScanners.ts';
import type { NetworkCode } from '../domain/registry.ts';
import type { ApiDeps } from './deps.ts';
import { contextOf } from './requestContext.ts';

/** `/metrics`, in Prometheus's text format: what the database says at each scrape; 503 while it is down. */
export function metricsRoutes({ db, registry }: Pick<ApiDeps, 'db' | 'registry'>): Router {
  const metrics = createMetrics();
  const router = Router();
  const scrape = async (): Promise<string> => {
    const [scanners, pending] = await Promise.all([readScanners(db), countPendingDeposits(db)]);
    metrics.clear();
    for (const { code } of registry.networks) metrics.setScanner(code, scanners.get(code));
    for (const [status, count] of Object.entries(pending)) metrics.deposits.set({ status }, count);
    return metrics.text();
  };
  router.get('/metrics', (request, response, next) => {
    contextOf(request).route = '/metrics';
    scrape().then(text => response.type(metrics.contentType).send(text), next);
  });
  return router;
}

/** The metrics, in a registry of their own: another app of the same process has its own. */
function createMetrics() {
  const registry = new Registry();
  const gauge = (name: string, help: string, ...labelNames: string[]) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const height = gauge('purser_scanner_height', 'The last block that was scanned.', 'network');
  const head = gauge('purser_scanner_head', 'The head of the chain as the node last told it.', 'network');
  const final = gauge('purser_scanner_final_height', 'The last block that is final; -1 for none.', 'network');
  const lag = gauge(
    'purser_scanner_lag_blocks',
    'Blocks between the scanned height and the head.',
    'network',
  );
  const caughtUp = gauge(
    'purser_scanner_caught_up_seconds',
    "Seconds since the scanner last stood at its node's head.",
    'network',
  );
  const stopped = gauge(
    'purser_scanner_stopped',
    '1 while the scanner stands until an operator resumes it, with the error code that stopped it.',
    'network',
    'code',
  );
  const deposits = gauge('purser_deposits_pending', 'Deposits that are not finished, by status.', 'status');
  return {
    deposits,
    contentType: registry.contentType,
    clear: () => {
      registry.resetMetrics();
    },
    text: () => registry.metrics(),
    /** What is not known yet has no sample, which an alert can tell from 0. */
    setScanner: (network: NetworkCode, state: ScannerState | undefined) => {
      const labels = { network };
      stopped.set({ network, code: state?.stopped?.code ?? '' }, state?.stopped ? 1 : 0);
      if (!state) return;
      final.set(labels, state.finalHeight);
      if (state.height !== null) height.set(labels, state.height);
      if (state.head !== null) head.set(labels, state.head);
      if (state.height !== null && state.head !== null) {
        lag.set(labels, Math.max(0, state.head - state.height));
      }
      if (state.caughtUpAt)
        caughtUp.set(labels, Math.max(0, (Date.now() - state.caughtUpAt.getTime()) / 1000));
    },
  };
}
