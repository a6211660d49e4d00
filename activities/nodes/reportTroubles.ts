import { RpcResting } from '../../chain/rpc/rpcEndpoint.ts';
import type { Db } from '../../db/connect.ts';
import { noteTrouble } from '../../db/scanning/noteTrouble.ts';
import type { PurserError } from '../../domain/errors.ts';
import type { Network } from '../../domain/registry.ts';
import type { OnTrouble } from '../scanning/scan.ts';
import type { NodeReport } from './lookAtNodes.ts';
import { nodeTroubles } from './lookAtNodes.ts';
import type { Troubles } from './troubles.ts';

/** How often one trouble is saved in its chain's row at most, in ms. */
const noteEveryMs = 5000;

/** Reports a scanner's troubles to the log, and to the chain's row for whoever asks the API. */
export function createTroubleReporter(options: {
  readonly db: Db;
  readonly network: Network;
  readonly epoch: number;
  readonly troubles: Troubles;
}): { readonly met: OnTrouble; readonly node: (report: NodeReport) => void } {
  const { db, network, epoch, troubles } = options;
  const notedAt = new Map<string, number>();
  /**
   * One note at a time, as each takes a connection. Of the troubles met meanwhile only the last one waits.
   */
  let isNoting = false;
  let next: Parameters<typeof noteTrouble>[2] | undefined;

  async function note(error: PurserError, reason: string): Promise<void> {
    const last = notedAt.get(error.code) ?? -Infinity;
    if (performance.now() - last < noteEveryMs) return;
    notedAt.set(error.code, performance.now());
    next = { code: error.code, reason };
    if (isNoting) return;
    isNoting = true;
    while (next) {
      const trouble: Parameters<typeof noteTrouble>[2] = next;
      next = undefined;
      try {
        await noteTrouble(db, { chainId: network.chainId, epoch }, trouble);
      } catch {
        // Without the database nothing is scanned either, and the log has the trouble.
      }
    }
    isNoting = false;
  }
  return {
    met: (error, { lasts = false, kind } = {}) => {
      const { endpoint = null, code, message } = error;
      const reason = endpoint === null || message.includes(endpoint) ? message : `${endpoint}: ${message}`;
      // That no endpoint may be asked is one trouble, whatever is wrong with each.
      const known = kind ?? (error instanceof RpcResting ? 'unasked' : code);
      troubles.met({ network: network.code, endpoint, kind: known, reason }, { lasts });
      void note(error, reason);
    },
    node: ({ endpoint, troubles: found }) => {
      for (const kind of nodeTroubles) {
        const reason = found[kind];
        if (reason === undefined) troubles.over(network.code, endpoint, kind);
        else troubles.met({ network: network.code, endpoint, kind, reason }, { lasts: true });
      }
      troubles.settle(network.code);
    },
  };
}
