import { Runtime } from '@temporalio/worker';
import type { TelemetryOptions } from '@temporalio/worker';
import type { Logger } from 'pino';
import { sdkLogger } from './workerLog.ts';

/**
 * Installs the SDK's runtime, which logs through our log and leaves signals to us. `metricsAddress`: where
 * the SDK serves what it measures of its own work.
 */
export function installRuntime(logger: Logger, metricsAddress: string | undefined): void {
  Runtime.install({
    logger: sdkLogger(logger),
    shutdownSignals: [],
    telemetryOptions: {
      ...sdkMetrics(metricsAddress),
      // Otherwise the SDK's native part prints lines of its own.
      logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} },
    },
  });
}

/** What the SDK measures of its own work in Prometheus's format, such as how long tasks wait for a worker. */
function sdkMetrics(bindAddress: string | undefined): TelemetryOptions {
  if (bindAddress === undefined) return {};
  return {
    metrics: {
      prometheus: { bindAddress, countersTotalSuffix: true, unitSuffix: true, useSecondsForDurations: true },
    },
  };
}
