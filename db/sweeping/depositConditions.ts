import { sql } from 'kysely';

/** On `t`, a deposit, and `d`, its claim by an item: its credit was reversed, or became another's, since it was claimed. */
export const isCreditedOtherwise = sql<boolean>`(t.incarnation <> d.incarnation
  or t.credited_to is null or t.credited_to not in ('customer', 'merchant'))`;

/** On `t`, a deposit: its coins stay at its purse, as they are held, unattributed or not posted. */
export const mustStay = sql<boolean>`(t.block_number is not null
  and (t.credited_to is null or t.credited_to in ('held', 'unattributed')))`;
