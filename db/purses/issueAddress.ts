import { sql } from 'kysely';
import type { Address, ChecksumAddress } from '../../domain/address.ts';
import { PurserError } from '../../domain/errors.ts';
import type { PurseId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';

/** What derives addresses; the chain room has the real one. */
export interface Deriver {
  readonly fingerprint: string;
  derive(index: number): { readonly address: Address; readonly checksum: ChecksumAddress };
}

/**
 * Gives the purse its address, once: a second call changes nothing. The index comes from a sequence, so two
 * purses never share one; an attempt that fails leaves a gap, which is harmless. Commits before anybody
 * learns the address, so that no transfer to it can be missed. Throws `purse_not_found`.
 */
export async function issueAddress(db: Db, deriver: Deriver, purseId: PurseId): Promise<void> {
  await db.transaction().execute(async trx => {
    const purse = await trx
      .selectFrom('purses')
      .select('state')
      .where('id', '=', purseId)
      .forUpdate()
      .executeTakeFirst();
    // A person may have asked with a wrong id: retrying would never end.
    if (!purse) throw new PurserError('purse_not_found');
    if (purse.state !== 'ISSUING') return;
    const { rows } = await sql<{ index: number }>`select nextval('purse_hd_index') as index`.execute(trx);
    const index = rows[0]?.index;
    if (index === undefined) throw new Error('the sequence returned no address index');
    const { address, checksum } = deriver.derive(index);
    await trx
      .updateTable('purses')
      .from('accounts')
      .set({
        state: 'ACTIVE',
        address,
        address_checksum: checksum,
        hd_fingerprint: deriver.fingerprint,
        hd_index: index,
        expires_at: sql<Date>`now() + make_interval(secs => accounts.purse_period_seconds)`,
      })
      .whereRef('accounts.id', '=', 'purses.account_id')
      .where('purses.id', '=', purseId)
      .execute();
  });
}
