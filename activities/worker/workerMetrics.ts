import type { Registry } from 'prom-client';
import { Gauge, Histogram } from 'prom-client';
import type { RpcPool } from '../../chain/rpc/rpcPool.ts';
import type { NetworkCode } from '../../domain/registry.ts';
import type { SendWebhook } from '../../outbound/sendWebhook.ts';

/** The metrics of a worker's own work, which the database cannot know. All times are in ms. */
export interface WorkerMetrics {
  /** A block was read and committed. */
  readonly blockScanned: (network: NetworkCode, ms: number) => void;
  /** The first attempt to deliver an event began so long after the event was made. */
  readonly firstAttempt: (delayMs: number) => void;
  /** A compliance provider was asked about a deposit. */
  readonly providerAsked: (outcome: string, ms: number) => void;
  /** The sender, with each of its attempts counted. */
  readonly counted: (send: SendWebhook) => SendWebhook;
}

export function createWorkerMetrics(metrics: Registry, pools: Iterable<RpcPool>): WorkerMetrics {
  const registers = [metrics];
  const block = new Histogram({
    name: 'purser_block_duration_seconds',
    help: 'Time to read a block, find the deposits in it and commit it.',
    labelNames: ['network'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  });
  const attempt = new Histogram({
    name: 'purser_webhook_attempt_duration_seconds',
    help: 'Time of an attempt to deliver a webhook, by outcome: delivered, the class of its status, or its error.',
    labelNames: ['outcome'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15],
    registers,
  });
  // The metric exists before the first attempt, also in a process that makes none.
  attempt.zero({ outcome: 'delivered' });
  const first = new Histogram({
    name: 'purser_webhook_first_attempt_delay_seconds',
    help: 'Time from an event to its first delivery attempt, for endpoints that are enabled and not broken.',
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    registers,
  });
  const provider = new Histogram({
    name: 'purser_compliance_duration_seconds',
    help: 'Time of a screening by the remote provider, including its quick retries, by its answer.',
    labelNames: ['outcome'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  });
  const wells = new Gauge({
    name: 'purser_rpc_endpoint_well',
    help: '1 for a JSON-RPC endpoint that may be called; 0 while it rests, has failed, or serves another chain.',
    labelNames: ['endpoint'],
    registers: [],
    collect() {
      for (const pool of pools) {
        for (const { name, state } of pool.health()) this.set({ endpoint: name }, state === 'well' ? 1 : 0);
      }
    },
  });
  metrics.registerMetric(wells);
  return {
    blockScanned: (network, ms) => {
      block.observe({ network }, ms / 1000);
    },
    firstAttempt: delayMs => {
      first.observe(Math.max(0, delayMs) / 1000);
    },
    providerAsked: (outcome, ms) => {
      provider.observe({ outcome }, ms / 1000);
    },
    counted: send => async message => {
      const result = await send(message);
      const { delivered, status, errorClass, latencyMs } = result;
      const answered = status === null ? null : `${String(Math.floor(status / 100))}xx`;
      const outcome = delivered ? 'delivered' : (answered ?? errorClass ?? 'Unknown');
      attempt.observe({ outcome }, latencyMs / 1000);
      return result;
    },
  };
}
