import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reviewedAddress, sanctionedAddress } from '../../testkit/sanctionedPayer.ts';

/** Writes the list by which the local stack screens payers. Returns the file's path. */
export function writeSanctions(home: string): string {
  const file = join(home, 'sanctions.txt');
  writeFileSync(
    file,
    `# Payers whose money is declined, or waits for a person.\n${sanctionedAddress}\n${reviewedAddress} review\n`,
  );
  return file;
}
