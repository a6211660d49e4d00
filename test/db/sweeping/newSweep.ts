import type { Db } from '../../../db/connect.ts';
import type { Address } from '../../../domain/address.ts';
import type { AccountId, DestinationId, SweepId } from '../../../domain/ids.ts';
import type { BaseUnits } from '../../../domain/money.ts';
import { baseUnits } from '../../../domain/money.ts';
import type { ChainId, CurrencyCode, NetworkCode } from '../../../domain/registry.ts';
import type { Owner } from '../fixtures.ts';

export interface NewSweep {
  readonly id: SweepId;
  readonly accountId: AccountId;
  readonly network: NetworkCode;
  readonly chainId: ChainId;
  readonly destinationId: DestinationId;
  readonly destination: Address;
  readonly items: readonly {
    readonly purse: Owner;
    readonly currency: CurrencyCode;
    readonly amount: BaseUnits;
  }[];
}

/** The rows of a sweep whose items are all in its batch, in their order. */
export async function newSweep(
  db: Db,
  { id, accountId, network, chainId, destinationId, destination, items }: NewSweep,
): Promise<void> {
  await db
    .insertInto('sweeps')
    .values({ id, account_id: accountId, network, chain_id: chainId, method: 'delegated' })
    .execute();
  await db
    .insertInto('sweep_items')
    .values(
      items.map(({ purse, currency, amount }, position) => ({
        ...{
          sweep_id: id,
          position,
          purse_id: purse.purseId,
          customer_id: purse.customerId,
          currency,
          amount,
        },
        ...{ floor: baseUnits(0n), destination_id: destinationId, destination },
      })),
    )
    .execute();
  await db
    .insertInto('sweep_signed_items')
    .values(items.map((_, position) => ({ sweep_id: id, position, batch_index: position })))
    .execute();
}
