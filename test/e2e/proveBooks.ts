import { createRpcPool } from '../../chain/rpc/rpcPool.ts';
import { auditBooks } from '../../cli/audit/auditBooks.ts';
import { auditAsText } from '../../cli/audit/showAudit.ts';
import type { Running } from '../../cli/stack/running.ts';
import { environmentOf } from '../../cli/stack/running.ts';
import type { Db } from '../../db/connect.ts';
import { readAuditEnv } from '../../env.ts';

/** Audits what a test leaves behind, as `npm run audit` does. Throws with the whole report unless it is clean. */
export async function proveBooks(db: Db, running: Running): Promise<void> {
  const { registry } = readAuditEnv(environmentOf(running));
  const stop = new AbortController();
  const poolOf: Parameters<typeof auditBooks>[0]['poolOf'] = network =>
    createRpcPool({ network, stop: stop.signal });
  const report = await auditBooks({ db, registry, poolOf });
  stop.abort();
  if (report.verdict !== 'clean')
    throw new Error(`the books are not clean:\n${auditAsText(report, registry)}`);
}
