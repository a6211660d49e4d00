import type { NetworkCode } from '../../domain/registry.ts';
import { nodeTroubles } from './lookAtNodes.ts';

/** A problem of a network's nodes, or one that keeps the network from being read. */
export interface Trouble {
  readonly network: NetworkCode;
  /** Such as `ETHEREUM#2`, by its place in the list; null if no single endpoint has the trouble. */
  readonly endpoint: string | null;
  /** A kind of `nodeTroubles`, whose end is seen, or the code of an error. */
  readonly kind: string;
  /** A sentence, without a URL. */
  readonly reason: string;
}

/**
 * A report of a trouble: that it begins, goes on or is over. `times` and `seconds` count from its beginning.
 */
export interface TroubleReport extends Trouble {
  readonly phase: 'begins' | 'goes on' | 'is over';
  readonly times: number;
  readonly seconds: number;
}

export interface Troubles {
  /** The trouble was met. One that `lasts` is not over just because it is not met again. */
  met(trouble: Trouble, options?: { readonly lasts?: boolean }): void;
  /** The endpoint has no trouble of this kind. */
  over(network: NetworkCode, endpoint: string, kind: string): void;
  /** Reports the end of troubles that the network has not met for some minutes. */
  settle(network: NetworkCode): void;
}

/**
 * How often a trouble that goes on, or comes and goes, is reported; and how long it must not be met to be
 * over; in ms.
 */
const againMs = 5 * 60_000;
const quietMs = 3 * 60_000;
/**
 * The most troubles that are remembered. A key ignores numbers in reasons; this bounds what else may change.
 */
const most = 200;

interface Known {
  trouble: Trouble;
  beganAt: number;
  lastAt: number;
  /** When its presence and its end were last reported. */
  reportedAt: number;
  endReportedAt: number;
  times: number;
  lasts: boolean;
  isOver: boolean;
}

/**
 * Remembers the troubles of a process's networks. Reports each when it begins, every five minutes while it
 * goes on, and when it is over, with how often it was met. A trouble that comes and goes is reported no more
 * often. Troubles that differ only in numbers, such as a block's, are one; so are those of one kind at one
 * endpoint.
 */
export function createTroubles(
  report: (trouble: TroubleReport) => void,
  now: () => number = () => performance.now(),
): Troubles {
  const all = new Map<string, Known>();

  function reportPhase(phase: TroubleReport['phase'], { trouble, beganAt, times }: Known): void {
    report({ ...trouble, phase, times, seconds: Math.round((now() - beganAt) / 1000) });
  }
  function end(known: Known): void {
    known.isOver = true;
    if (now() - known.endReportedAt < againMs) return;
    known.endReportedAt = now();
    reportPhase('is over', known);
  }
  function begin(key: string, trouble: Trouble, lasts: boolean): void {
    const [oldest] = all.keys();
    if (all.size >= most && oldest !== undefined) all.delete(oldest);
    const times = { beganAt: now(), lastAt: now(), reportedAt: now(), endReportedAt: -Infinity, times: 1 };
    const begun = { trouble, ...times, lasts, isOver: false };
    all.set(key, begun);
    reportPhase('begins', begun);
  }
  return {
    met(trouble, { lasts = false } = {}) {
      const key = keyOf(trouble);
      const known = all.get(key);
      if (!known) {
        begin(key, trouble, lasts);
        return;
      }
      Object.assign(known, { trouble, lasts, lastAt: now(), isOver: false, times: known.times + 1 });
      if (now() - known.reportedAt < againMs) return;
      known.reportedAt = now();
      reportPhase('goes on', known);
    },
    over(network, endpoint, kind) {
      const known = all.get(keyOf({ network, endpoint, kind, reason: '' }));
      if (known && !known.isOver) end(known);
    },
    settle(network) {
      for (const [key, known] of all) {
        if (known.trouble.network !== network || now() - known.lastAt <= quietMs) continue;
        if (!known.isOver && !known.lasts) end(known);
        // Its end was not reported, as it came and went.
        else if (known.isOver && known.endReportedAt < known.lastAt) end(known);
        if (known.isOver && now() - known.lastAt > againMs) all.delete(key);
      }
    },
  };
}

function keyOf({ network, endpoint, kind, reason }: Trouble): string {
  if (nodeTroubles.some(one => one === kind)) return [network, endpoint ?? '', kind].join(' ');
  return [network, endpoint ?? '', kind, reason.replaceAll(/0x[0-9a-f]+|\d+/gi, '#')].join(' ');
}
