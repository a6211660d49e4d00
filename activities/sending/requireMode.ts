import type { Db } from '../../db/connect.ts';
import { findMode } from '../../db/sweepers/findMode.ts';
import type { SignerSettings } from '../../domain/sweeping/signerSettings.ts';

/** The account of the settings does not exist, or is of the other mode. */
export class WrongAccount extends Error {
  override readonly name = 'WrongAccount';
}

/** A signer of test mode signs nothing for a live account, and the reverse. Throws `WrongAccount`. */
export async function requireMode(
  db: Db,
  { account, mode }: Pick<SignerSettings, 'account' | 'mode'>,
): Promise<void> {
  const found = await findMode(db, account);
  if (found === mode) return;
  throw new WrongAccount(
    found ? `${account} is a ${found} account, and the mode is ${mode}` : `there is no account ${account}`,
  );
}
