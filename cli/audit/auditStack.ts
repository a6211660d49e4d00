import { createRpcPool } from '../../chain/rpc/rpcPool.ts';
import type { Db } from '../../db/connect.ts';
import { readAuditEnv } from '../../env.ts';
import type { Running } from '../stack/running.ts';
import { environmentOf } from '../stack/running.ts';
import { auditBooks } from './auditBooks.ts';
import { auditAsText } from './showAudit.ts';

/** Audits a running stack as `npm run audit` does. Returns the whole report, or undefined if it is clean. */
export async function auditStack(db: Db, running: Running): Promise<string | undefined> {
  const { registry } = readAuditEnv(environmentOf(running));
  const stop = new AbortController();
  const poolOf: Parameters<typeof auditBooks>[0]['poolOf'] = network =>
    createRpcPool({ network, stop: stop.signal });
  const report = await auditBooks({ db, registry, poolOf });
  stop.abort();
  return report.verdict === 'clean' ? undefined : auditAsText(report, registry);
}
