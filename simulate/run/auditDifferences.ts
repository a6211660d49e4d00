import { createRpcPool } from '../../chain/rpc/rpcPool.ts';
import { auditBooks } from '../../cli/audit/auditBooks.ts';
import { auditAsText } from '../../cli/audit/showAudit.ts';
import { environmentOf } from '../../cli/stack/running.ts';
import { readAuditEnv } from '../../env.ts';
import type { Difference } from '../model/compare.ts';
import type { SeedWorld } from './seedWorld.ts';

/** The audit that an operator runs (`npm run audit`): the books against themselves, and against the chains. */
export async function auditDifferences({ db, stack }: SeedWorld): Promise<readonly Difference[]> {
  const { registry } = readAuditEnv(environmentOf(stack.running));
  const stop = new AbortController();
  const report = await auditBooks({
    db,
    registry,
    poolOf: network => createRpcPool({ network, stop: stop.signal }),
  });
  stop.abort();
  if (report.verdict === 'clean') return [];
  return [{ kind: 'other', what: `the audit is ${report.verdict}:\n${auditAsText(report, registry)}` }];
}
