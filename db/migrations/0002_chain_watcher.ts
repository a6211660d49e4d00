// What the chain watcher keeps beside the cursor: proofs, quiet dust, what is not credited, and why it stands.
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

const chains = sql`
  alter table chain_cursors
    -- The head as the node last told it: how far the scanner is behind.
    add column head bigint,
    -- Why the chain stands until an operator resumes it; null while it is scanned.
    add column stopped_code text,
    add column stopped_detail text,
    add column stopped_at timestamptz,
    -- The last purse of the round that compares balances with what was found; null between rounds.
    add column audited_purse text;

  alter table blocks
    -- Covers every receipt of the block: what a second node must confirm before money in it is final.
    add column receipts_root text,
    add column proven boolean not null default true;
`;

const transactions = sql`
  alter table transactions
    -- Below the minimum, alone: settled beside the purse's workflow, whose history it must not grow.
    add column quiet boolean not null default false,
    -- While it is in the future somebody settles the quiet deposit.
    add column leased_until timestamptz,
    -- The sender's nonce, of one that was seen pending: another mined transaction with it replaces this one.
    add column pending_nonce bigint;
  create index transactions_quiet on transactions (leased_until nulls first, id)
    where quiet and credited_to is null and status in ('PENDING_COMPLIANCE_CHECK', 'DECLINED');
  create index transactions_by_sum on transactions (purse_id, currency) where quiet;
`;

const unsupported = sql`
  -- Something sent to a purse that is never credited, told once per purse and contract.
  create table unsupported_deposits (
    id text primary key,
    account_id text not null references accounts,
    customer_id text not null references customers,
    purse_id text not null references purses,
    chain_id bigint not null,
    -- The contract in lower case, or 'native' for a coin that is not listed.
    contract text not null,
    tx_hash text not null,
    block_number bigint not null,
    address_from text not null,
    -- Base units of decimals we do not know, or the id of an ERC-721.
    value numeric(78, 0) not null,
    created_at timestamptz not null default now(),
    unique (purse_id, chain_id, contract)
  );
  create index unsupported_deposits_by_hash on unsupported_deposits (tx_hash);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const part of [chains, transactions, unsupported]) await part.execute(db);
}
