import type { Db } from '../../db/connect.ts';
import { openFindings } from '../../db/findings/openFindings.ts';
import { findPause } from '../../db/sending/pauseSending.ts';
import { saveWaiting } from '../../db/sweeping/saveWaiting.ts';
import { PurserError } from '../../domain/errors.ts';
import type { AccountId, SweepId } from '../../domain/ids.ts';
import type { NetworkCode } from '../../domain/registry.ts';
import type { SweepSending } from '../../domain/sweeping/messages.ts';

/** Nothing is signed. The row says why, too: the API shows it. Throws `temporarily_unavailable` if it is not planned any more. */
export async function waiting(
  db: Db,
  sweepId: SweepId,
  reason: string,
  detail: string,
): Promise<SweepSending> {
  if (!(await saveWaiting(db, sweepId, { reason, detail }))) throw new PurserError('temporarily_unavailable');
  return { outcome: 'waiting', reason, detail };
}

/** Why nothing of an account may be signed on a network; undefined if neither a finding nor a key of the account pauses it. */
export async function whyPaused(
  db: Db,
  accountId: AccountId,
  network: NetworkCode,
): Promise<string | undefined> {
  const [open] = await openFindings(db, accountId, network);
  if (open) return `a person must explain ${open} first`;
  const reason = await findPause(db, accountId, network);
  return reason && `a key of the account paused it: ${reason}`;
}
