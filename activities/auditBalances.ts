import type { AuditedPurse } from '../db/pursesToAudit.ts';
import { auditedUpTo, nextToAudit } from '../db/pursesToAudit.ts';
import { bookUnexplained } from './bookUnexplained.ts';
import type { Scan } from './scan.ts';
import { besidesWalk, withEndpoint } from './scan.ts';
import { unexplained } from './unexplained.ts';

/**
 * Where only a transaction's own value is read, money that a contract sends to a purse shows in its balance
 * alone. The next few purses of an endless round are compared, at the final head, with what was found; what is
 * more is booked at the block in which it arrived. A purse that cannot be compared now is left to the next round.
 */
export async function auditBalances(scan: Scan, finalHeight: number): Promise<void> {
  const { deps, network, listed } = scan;
  const { native } = listed;
  const off = network.nativeSource !== 'topLevel' || network.auditedPurses === 0;
  if (off || !native || finalHeight < 0) return;
  const purses = await nextToAudit(deps.db, network.chainId, network.auditedPurses);
  const audit = (purse: AuditedPurse): Promise<void> =>
    withEndpoint(scan.pool, async rpc => {
      const extra = await unexplained(scan, rpc, native, purse, finalHeight);
      if (extra > 0n) await bookUnexplained(scan, rpc, { native, purse, finalHeight, extra });
      scan.progress();
    });
  await Promise.all(purses.map(purse => besidesWalk(scan, audit(purse))));
  await auditedUpTo(deps.db, network.chainId, purses.at(-1)?.purseId ?? null);
}
