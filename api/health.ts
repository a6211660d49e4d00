import { Router } from 'express';
import type { ScannerState } from '../db/scanning/readScanners.ts';
import { readScanners } from '../db/scanning/readScanners.ts';
import type { Network } from '../domain/registry.ts';
import type { ForkView } from '../domain/scanning/fork.ts';
import { withoutUrls } from '../domain/text.ts';
import type { ApiDeps } from './deps.ts';
import { contextOf } from './http/requestContext.ts';
import { NamespaceMissing } from './temporal/requireNamespace.ts';

type Part = (
  | { readonly state: 'up' }
  | {
      readonly state: 'down';
      readonly reason: string;
      /** Why the chain was stopped, as a sentence. */
      readonly detail?: string;
      /** The last problem in reading a chain that is not stopped. */
      readonly trouble?: { readonly code: string; readonly detail: string; readonly secondsAgo: number };
      /** What would be taken back by following the fork that stopped the chain. */
      readonly fork?: ForkView;
    }
) & { readonly gap?: NonNullable<ScannerState['gap']> };

/** How long a part may take to answer, in ms: an orchestrator waits only a few seconds. */
const patienceMs = 2000;

/** `/healthz`: this process answers. */
export function healthRoutes(): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.get('/healthz', (request, response) => {
    contextOf(request).route = '/healthz';
    response.json({ status: 'ok' });
  });
  return router;
}

/** `/readyz`: all that this process needs answers, and each scanner is at its chain's head. */
export function readyRoutes(deps: ApiDeps): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const parts = sharing(() => readParts(deps), deps.options.readyFreshMs);
  router.get('/readyz', (request, response, next) => {
    contextOf(request).route = '/readyz';
    parts().then(parts => {
      const down = Object.entries(parts).flatMap(([name, part]) => (part.state === 'down' ? [name] : []));
      const ready = down.length === 0;
      response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not ready', down, parts });
    }, next);
  });
  return router;
}

/**
 * Shares one read among all who ask, and reads again `freshMs` after it ended: frequent callers cost nothing.
 */
function sharing<T>(read: () => Promise<T>, freshMs: number): () => Promise<T> {
  let latest: Promise<T> | undefined;
  return () => {
    if (latest) return latest;
    const reading = read();
    latest = reading;
    const forget = (): void => {
      if (latest === reading) latest = undefined;
    };
    reading.then(() => (freshMs === 0 ? forget() : void setTimeout(forget, freshMs).unref()), forget);
    return reading;
  };
}

async function readParts(deps: ApiDeps): Promise<Record<string, Part>> {
  const { probes, registry, health } = deps;
  const [postgres, temporal, scanners] = await Promise.all([
    probe(probes.postgres),
    probe(probes.temporal),
    within(readScanners(health)).catch(() => undefined),
  ]);
  const chains = registry.networks.map(network => {
    const scanner = scanners?.get(network.code);
    const part = scanners ? scannerPart(network, scanner, deps.options.scannerStaleMs) : unknownPart;
    // A gap is shown, but does not make an instance unready.
    return [`scanner:${network.code}`, scanner?.gap ? { ...part, gap: scanner.gap } : part] as const;
  });
  return { postgres, temporal, ...Object.fromEntries(chains) };
}

const unknownPart: Part = { state: 'down', reason: 'unknown while postgres is down' };

/**
 * The greatest age of the head of a chain that always makes blocks, in ms. The slowest listed chain takes 12
 * s for a block.
 */
const oldHeadMs = 5 * 60_000;

function scannerPart(network: Network, scanner: ScannerState | undefined, staleMs: number): Part {
  if (!scanner) return { state: 'down', reason: 'no worker has started to scan this network' };
  const { stopped, trouble } = scanner;
  if (stopped) {
    const reason = `stopped until an operator resumes it: ${stopped.code}`;
    const detail = withoutUrls(stopped.detail);
    return { state: 'down', reason, detail, ...(stopped.fork && { fork: stopped.fork }) };
  }
  const reason = behindBecause(network, scanner, staleMs);
  if (reason === null) return { state: 'up' };
  if (!trouble) return { state: 'down', reason };
  const { code, detail, msAgo } = trouble;
  const last = { code, detail: withoutUrls(detail), secondsAgo: Math.round(msAgo / 1000) };
  return { state: 'down', reason, trouble: last };
}

/** Null if the chain is read to its head. */
function behindBecause(
  { quietForMs }: Network,
  { caughtUpMsAgo, headAgeMs }: ScannerState,
  staleMs: number,
): string | null {
  if (caughtUpMsAgo === null) return 'has not reached the head of its chain yet';
  if (caughtUpMsAgo > staleMs) return `last at the head of its chain ${inSeconds(caughtUpMsAgo)} ago`;
  if (quietForMs === null && headAgeMs !== null && headAgeMs > oldHeadMs) {
    return `the head of its chain is ${inSeconds(headAgeMs)} old: its node does not advance`;
  }
  return null;
}

function inSeconds(ms: number): string {
  return `${String(Math.round(ms / 1000))} s`;
}

async function probe(check: () => Promise<void>): Promise<Part> {
  try {
    await within(check());
    return { state: 'up' };
  } catch (error) {
    if (error instanceof NamespaceMissing) return { state: 'down', reason: error.message };
    // The reason may name hosts: it is only in the logs.
    return { state: 'down', reason: 'does not answer' };
  }
}

async function within<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('did not answer in time'));
    }, patienceMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
