import { Router } from 'express';
import type { ApiDeps } from './deps.ts';
import { contextOf } from './requestContext.ts';
import type { ScannerState } from '../db/readScanners.ts';
import { readScanners } from '../db/readScanners.ts';

type Part = { readonly state: 'up' } | { readonly state: 'down'; readonly reason: string };

/** How long a part may take to answer, in ms: an orchestrator's own patience is a few seconds. */
const patienceMs = 2000;

/** `/healthz`: this process answers. `/readyz`: so does all that it needs, and each scanner is at its head. */
export function healthRoutes(deps: ApiDeps): Router {
  const router = Router();
  router.get('/healthz', (request, response) => {
    contextOf(request).route = '/healthz';
    response.json({ status: 'ok' });
  });
  router.get('/readyz', (request, response, next) => {
    contextOf(request).route = '/readyz';
    readParts(deps).then(parts => {
      const down = Object.entries(parts).flatMap(([name, part]) => (part.state === 'down' ? [name] : []));
      const ready = down.length === 0;
      response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not ready', down, parts });
    }, next);
  });
  return router;
}

async function readParts(deps: ApiDeps): Promise<Record<string, Part>> {
  const { probes, registry, db } = deps;
  const [postgres, temporal, scanners] = await Promise.all([
    probe(probes.postgres),
    probe(probes.temporal),
    within(readScanners(db)).catch(() => undefined),
  ]);
  const chains = registry.networks.map(({ code }) => {
    const part = scanners ? scannerPart(scanners.get(code), deps.options.scannerStaleMs) : unknownPart;
    return [`scanner:${code}`, part] as const;
  });
  return { postgres, temporal, ...Object.fromEntries(chains) };
}

const unknownPart: Part = { state: 'down', reason: 'not known while postgres is down' };

function scannerPart(scanner: ScannerState | undefined, staleMs: number): Part {
  const { caughtUpAt = null, stopped = null } = scanner ?? {};
  if (stopped) return { state: 'down', reason: `stopped until an operator resumes it: ${stopped.code}` };
  if (caughtUpAt === null) return { state: 'down', reason: 'has not reached the head of its chain yet' };
  const ageMs = Date.now() - caughtUpAt.getTime();
  return ageMs <= staleMs
    ? { state: 'up' }
    : { state: 'down', reason: `last at the head of its chain ${String(Math.round(ageMs / 1000))} s ago` };
}

async function probe(check: () => Promise<void>): Promise<Part> {
  try {
    await within(check());
    return { state: 'up' };
  } catch {
    // The reason may name hosts: it is in the logs, not here.
    return { state: 'down', reason: 'does not answer' };
  }
}

async function within<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('no answer in time'));
    }, patienceMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
