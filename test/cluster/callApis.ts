/** What the calls of the traffic met. */
export interface CallCounts {
  answers: number;
  /** 503 with `Retry-After`. */
  unavailable: number;
  /** Connections that ended before the answer: the client calls again. */
  broken: number;
  /** Answers that are never right. */
  readonly wrong: string[];
}

export interface Apis {
  readonly counts: CallCounts;
  /** For `createClient`: calls whichever process answers. */
  readonly fetch: (request: Request) => Promise<Response>;
}

/**
 * Divides calls among several processes of the API, as a load balancer does: by turns, and to another if one refuses the
 * connection. Writes down each answer of 500 or more that is not a 503 with `Retry-After`.
 */
export function callApis(urls: readonly string[]): Apis {
  const counts: CallCounts = { answers: 0, unavailable: 0, broken: 0, wrong: [] };
  let turns = 0;
  return {
    counts,
    fetch: async request => {
      const first = turns++;
      const { pathname, search } = new URL(request.url);
      const body = request.method === 'GET' ? null : await request.arrayBuffer();
      for (let tried = 1; ; tried++) {
        const base = urls[(first + tried) % urls.length] ?? '';
        try {
          const { method, headers, signal } = request;
          const response = await fetch(`${base}${pathname}${search}`, { method, headers, signal, body });
          note(counts, `${method} ${pathname}`, response);
          return response;
        } catch (error) {
          if (isRefused(error) && tried < urls.length) continue;
          counts.broken += 1;
          throw error;
        }
      }
    },
  };
}

function note(counts: CallCounts, call: string, { status, headers }: Response): void {
  counts.answers += 1;
  if (status < 500) return;
  if (status === 503 && headers.has('retry-after')) counts.unavailable += 1;
  else counts.wrong.push(`${call} was answered ${String(status)}`);
}

function isRefused(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
}
