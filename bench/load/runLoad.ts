import type { Answer } from './connection.ts';
import { LoadConnection } from './connection.ts';
import type { Load, LoadResult, Target } from './protocol.ts';

/** Requests the targets in turn, over all connections, for the given time. */
export async function runLoad(load: Load): Promise<LoadResult> {
  const url = new URL(load.url);
  const connections = await Promise.all(
    Array.from({ length: load.connections }, () => LoadConnection.open(url)),
  );
  const requests = load.targets.map(target => ({ text: requestText(url, load, target), ...target }));
  const cpuBefore = process.cpuUsage();
  const began = performance.now();
  const tally = new Tally(load.refusals);
  let next = 0;
  const ask = async (connection: LoadConnection, due: number): Promise<void> => {
    const request = requests[next++ % requests.length];
    if (!request) throw new Error('there is no target');
    tally.add(await connection.ask(request.text), request, performance.now() - due);
  };
  const until = began + load.seconds * 1000;
  if (load.perSecond === null) {
    await Promise.all(
      connections.map(async connection => {
        while (performance.now() < until) await ask(connection, performance.now());
      }),
    );
  } else {
    await arrive(connections, {
      began,
      count: Math.floor(load.seconds * load.perSecond),
      perSecond: load.perSecond,
      until: load.endsOnTime === true ? until : Infinity,
      ask,
    });
  }
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  for (const connection of connections) connection.close();
  return { ...tally.result(), seconds, generatorCpu: (user + system) / 1e6 };
}

interface Arrivals {
  readonly began: number;
  readonly count: number;
  readonly perSecond: number;
  /** No request begins later. */
  readonly until: number;
  readonly ask: (connection: LoadConnection, due: number) => Promise<void>;
}

/**
 * Makes requests when they are due, even if earlier ones are not yet answered. A request that finds no free
 * connection waits for one, and the wait counts. So a stall of the server counts for all requests that were
 * due meanwhile.
 */
async function arrive(
  connections: readonly LoadConnection[],
  { began, count, perSecond, until, ask }: Arrivals,
): Promise<void> {
  const free = [...connections];
  const done = Promise.withResolvers<void>();
  let started = 0;
  let answered = 0;
  const pump = (): void => {
    if (performance.now() >= until) {
      if (answered === started) done.resolve();
      return;
    }
    const dueBy = Math.min(count, Math.floor(((performance.now() - began) / 1000) * perSecond) + 1);
    while (started < dueBy) {
      const connection = free.pop();
      if (!connection) return;
      const due = began + (started++ / perSecond) * 1000;
      ask(connection, due).then(() => {
        free.push(connection);
        answered += 1;
        if (answered === count) done.resolve();
        else pump();
      }, done.reject);
    }
  };
  const timer = setInterval(pump, 1);
  try {
    await done.promise;
  } finally {
    clearInterval(timer);
  }
}

function requestText(url: URL, load: Load, { path, body, headers }: Target): string {
  const content =
    body === undefined ? {} : { 'content-type': 'application/json', 'content-length': body.length };
  const lines = Object.entries({ host: url.host, ...load.headers, ...headers, ...content }).map(
    ([name, value]) => `${name}: ${String(value)}`,
  );
  const method = body === undefined ? 'GET' : 'POST';
  return `${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body ?? ''}`;
}

class Tally {
  readonly #refusals: readonly number[];
  readonly #latencies: number[] = [];
  readonly #statuses: Record<string, number> = {};
  #wrong = 0;
  #firstWrong: string | null = null;

  constructor(refusals: readonly number[] = []) {
    this.#refusals = refusals;
  }

  add(answer: Answer, { holds, statuses = [200] }: Target, ms: number) {
    this.#latencies.push(ms);
    this.#statuses[answer.status] = (this.#statuses[answer.status] ?? 0) + 1;
    if (statuses.includes(answer.status) && answer.body.includes(holds)) return;
    if (this.#refusals.includes(answer.status)) return;
    this.#wrong += 1;
    this.#firstWrong ??= `${String(answer.status)} ${answer.body}, asked for ${holds}`;
  }

  result() {
    return {
      answered: this.#latencies.length,
      latencies: this.#latencies,
      statuses: this.#statuses,
      wrong: this.#wrong,
      firstWrong: this.#firstWrong,
    };
  }
}
