import { sql } from 'kysely';

/**
 * The condition that a transaction is held, for a person to free. Dust is excluded: anybody can send any
 * number of it. Worded like the index `transactions_held_by_purse`.
 */
export const isHeld = sql<boolean>`credited_to = 'held' and not freed and not quiet`;
