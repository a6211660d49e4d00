import { sql } from 'kysely';
import type { ChecksumAddress } from '../domain/address.ts';
import type { PurseId } from '../domain/ids.ts';
import { newId } from '../domain/ids.ts';
import type { BlockHeader, UnlistedTransfer } from '../domain/transfer.ts';
import type { AccountEvent } from './appendEvents.ts';
import type { Db } from './connect.ts';

/** Something at one of our purses that is never credited. */
export interface UnsupportedHit extends UnlistedTransfer {
  readonly purseId: PurseId;
  readonly fromChecksum: ChecksumAddress;
  /** EIP-55 form of the contract; null for a coin. */
  readonly contractChecksum: ChecksumAddress | null;
}

/**
 * Records what came to purses and is not credited, the first of each contract and purse: spam does not become
 * a flood. Returns the events that tell it.
 */
export async function recordUnsupported(
  trx: Db,
  block: BlockHeader,
  hits: readonly UnsupportedHit[],
): Promise<readonly AccountEvent[]> {
  if (hits.length === 0) return [];
  const first = new Map(
    hits.toReversed().map(hit => [`${hit.purseId} ${hit.contract ?? 'native'}`, hit] as const),
  );
  const rows = [...first.values()].map(hit => ({
    id: newId('uns'),
    purse_id: hit.purseId,
    contract: hit.contract ?? 'native',
    tx_hash: hit.txHash,
    address_from: hit.fromChecksum,
    value: hit.value.toString(),
    shown: hit.contractChecksum,
  }));
  const told = await sql<Told>`
    with v as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as v (id text, purse_id text, contract text, tx_hash text, address_from text, value numeric(78, 0))
    ), told as (
      insert into unsupported_deposits (id, account_id, customer_id, purse_id, chain_id, contract, tx_hash,
        block_number, address_from, value)
      select v.id, p.account_id, p.customer_id, p.id, ${block.chainId}::bigint, v.contract, v.tx_hash,
        ${block.number}::bigint, v.address_from, v.value
      from v join purses p on p.id = v.purse_id
      on conflict (purse_id, chain_id, contract) do nothing
      returning *
    )
    select told.id, told.account_id, told.customer_id, told.purse_id, told.tx_hash, told.address_from,
      told.value::text, p.address_checksum
    from told join purses p on p.id = told.purse_id
  `.execute(trx);
  const shown = new Map(rows.map(row => [row.id as string, row.shown]));
  return told.rows.map(row => ({
    accountId: row.account_id,
    type: 'UNSUPPORTED_DEPOSIT_DETECTED',
    resource: { type: 'unsupported_deposit', id: row.id, version: 1 },
    customerId: row.customer_id,
    data: {
      customerId: row.customer_id,
      purseId: row.purse_id,
      address: row.address_checksum,
      addressFrom: row.address_from,
      chainId: block.chainId,
      contract: shown.get(row.id) ?? null,
      // Of a contract that we do not know: no decimals to show it in whole units.
      value: row.value,
      transactionHash: row.tx_hash,
    },
  }));
}

interface Told extends Pick<AccountEvent, never> {
  readonly id: string;
  readonly account_id: AccountEvent['accountId'];
  readonly customer_id: NonNullable<AccountEvent['customerId']>;
  readonly purse_id: PurseId;
  readonly tx_hash: string;
  readonly address_from: string;
  readonly value: string;
  readonly address_checksum: string | null;
}
