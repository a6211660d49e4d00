import type { Address } from '../domain/address.ts';
import { parseAddress } from '../domain/address.ts';

/** What money of a listed payer comes to: it is declined, or a person decides. */
export type Grade = 'decline' | 'review';

/**
 * Reads a list of payers: one address a line, `decline` after it unless `review` is; `#` begins a comment. An
 * address that is listed twice has its harder grade. Throws for a line that is neither, and for a file of no
 * bytes, which is one that is being written: a list that is partly read would let money pass.
 */
export function parseSanctions(text: string): ReadonlyMap<Address, Grade> {
  if (text === '') throw new Error('the list is empty; one that lists nobody says so in a comment');
  const grades = new Map<Address, Grade>();
  for (const [at, line] of text.split('\n').entries()) {
    const [word, grade = 'decline', ...more] = line.replace(/#.*/, '').split(/\s+/).filter(Boolean);
    if (word === undefined) continue;
    const address = parseAddress(word);
    if (!address || more.length > 0 || (grade !== 'decline' && grade !== 'review')) {
      throw new Error(`line ${String(at + 1)} is not an address, or an address and its grade`);
    }
    if (grades.get(address) !== 'decline') grades.set(address, grade);
  }
  return grades;
}
