import type { Db } from '../../db/connect.ts';
import { createCustomer } from '../../db/customers/createCustomer.ts';
import { recordFacts } from '../../db/events/recordFacts.ts';
import { issueAddress } from '../../db/purses/issueAddress.ts';
import { reservePurse } from '../../db/purses/reservePurse.ts';
import type { Address, ChecksumAddress } from '../../domain/address.ts';
import type { AccountId, PurseId } from '../../domain/ids.ts';
import type { SeededRandom } from '../fixture/seededRandom.ts';
import { shape } from './shape.ts';

export interface Purse {
  readonly purseId: PurseId;
  readonly address: Address;
}

/** Makes customers as `POST /v1/customers` does, and a purse for each as `GET /v1/purse` and its workflow do. */
export async function makePurses(
  db: Db,
  accountId: AccountId,
  random: SeededRandom,
): Promise<readonly Purse[]> {
  const purses: Purse[] = [];
  for (let nth = 1; nth <= shape.purses; nth++) {
    const externalId = `customer-${String(nth)}`;
    const customer = await recordFacts(db, async trx => {
      const made = await createCustomer(trx, accountId, { externalId, email: `${externalId}@shop.example` });
      return { result: made.customer, events: made.events };
    });
    const { purseId } = await reservePurse(db, customer.id);
    const address = random.hex(20) as Address;
    const deriver = {
      fingerprint: '0x5eed5eed',
      derive: () => ({ address, checksum: address as string as ChecksumAddress }),
    };
    await issueAddress(db, deriver, purseId);
    purses.push({ purseId, address });
  }
  return purses;
}
