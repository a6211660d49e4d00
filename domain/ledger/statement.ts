import type { Brand } from '../brand.ts';
import type { DepositPurpose } from './ledger.ts';

/** The place of a posting in the book, and so in a statement: later ones are higher. */
export type PostingId = Brand<number, 'PostingId'>;

/** Money that came to a customer is a deposit for the customer, whether at once or by a later decision. */
export function movementType(purpose: DepositPurpose): 'deposit' | 'reversal' {
  switch (purpose) {
    case 'credit':
    case 'promote':
    case 'free':
    case 'allocate':
      return 'deposit';
    case 'reversal':
      return 'reversal';
  }
}

/** As integrators see it: `pst_4711`. */
export function showPostingId(id: PostingId): string {
  return `pst_${String(id)}`;
}

/**
 * Undefined if the text is not one of our ids. Fifteen digits are a safe integer, and more than will be
 * posted.
 */
export function parsePostingId(text: string): PostingId | undefined {
  const digits = /^pst_([1-9][0-9]{0,14})$/.exec(text)?.[1];
  return digits === undefined ? undefined : (Number(digits) as PostingId);
}
