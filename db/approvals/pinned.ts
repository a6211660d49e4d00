import type { TransactionRow } from '../schema.ts';

/** What a person who asks about a deposit sees of it: if it is another when somebody approves, the approval is of something else. */
export const pinned = ({ incarnation, verdict, verdict_at }: TransactionRow) => ({
  incarnation,
  verdict,
  verdictAt: verdict_at?.toISOString() ?? null,
});
