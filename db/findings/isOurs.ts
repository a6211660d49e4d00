import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { ChainId } from '../../domain/registry.ts';

/** Whether a lane signed a transaction, or a person said that a lost database had signed it for something of ours. */
export function isOurs(chainId: ChainId, hash: RawBuilder<unknown>) {
  return sql<boolean>`(exists (select from send_attempts a where a.chain_id = ${chainId} and a.hash = ${hash})
    or exists (select from sends s where s.chain_id = ${chainId} and s.mined_hash = ${hash} and s.intent_kind is not null))`;
}
