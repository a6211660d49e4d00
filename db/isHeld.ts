import { sql } from 'kysely';

/**
 * Of a transaction: posted to the held, for a person to free. Not of dust: anybody can send any number of it. In the
 * words of the index `transactions_held_by_purse`.
 */
export const isHeld = sql<boolean>`credited_to = 'held' and not freed and not quiet`;
