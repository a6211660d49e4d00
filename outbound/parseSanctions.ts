import type { Address } from '../domain/address.ts';
import { parseAddress } from '../domain/address.ts';

/** What happens to a listed payer's money: it is declined, or a person decides. */
export type Grade = 'decline' | 'review';

/**
 * Reads a list of payers: one address per line, and after it its grade, `decline` (if none is given) or
 * `review`. `#` begins a comment. An address that is listed twice has its stricter grade. Throws for any
 * other line. Throws for an empty file, as that is one being written: a partly read list would let money
 * pass.
 */
export function parseSanctions(text: string): ReadonlyMap<Address, Grade> {
  if (text === '') throw new Error('the list is empty; a list without payers needs a comment that says so');
  const grades = new Map<Address, Grade>();
  for (const [at, line] of text.split('\n').entries()) {
    const [word, grade = 'decline', ...more] = line.replace(/#.*/, '').split(/\s+/).filter(Boolean);
    if (word === undefined) continue;
    const address = parseAddress(word);
    if (!address || more.length > 0 || (grade !== 'decline' && grade !== 'review')) {
      throw new Error(`line ${String(at + 1)} is neither an address nor an address with its grade`);
    }
    if (grades.get(address) !== 'decline') grades.set(address, grade);
  }
  return grades;
}
