import { readFile } from 'node:fs/promises';
import { parseAddress } from '../domain/address.ts';
import type { ComplianceProvider, Judgement } from '../domain/deposits/compliance.ts';
import type { Verdict } from '../domain/deposits/states.ts';
import { parseSanctions } from './parseSanctions.ts';
import { fingerprintFile } from './fingerprintFile.ts';

export interface SanctionsList extends ComplianceProvider {
  /** The list's file. */
  readonly file: string;
  /** How many payers are listed. */
  readonly listed: () => number;
  /** The fingerprint (`fingerprintFile`) of the file that is in force. */
  readonly fingerprint: () => string;
  /** Reads the file again. Throws if it is no list; then the one in force stays. */
  readonly reload: () => Promise<void>;
}

/**
 * Screens against a file of payers (`parseSanctions`), which is read as a whole or not at all.
 * `watchSanctions` keeps it up to date. Throws if the file is no list.
 */
export async function createSanctionsList(file: string): Promise<SanctionsList> {
  let list = await readList(file);
  let reading: Promise<void> = Promise.resolve();

  function judge(verdict: Verdict): Judgement {
    const { grades, loadedAt } = list;
    return {
      verdict,
      by: 'sanctions-list',
      score: null,
      raw: { sanctioned: verdict === 'decline', listed: grades.size, loadedAt },
    };
  }

  return {
    name: 'sanctions-list',
    kind: 'inline',
    file,
    listed: () => list.grades.size,
    fingerprint: () => list.fingerprint,
    screen: request => {
      const from = parseAddress(request.from);
      const grade = from === undefined ? 'decline' : list.grades.get(from);
      return Promise.resolve(grade === 'review' ? null : judge(grade ?? 'approve'));
    },
    reload: () => {
      // One after another: an older reading must not replace a newer one.
      const next = reading
        .catch(() => undefined)
        .then(async () => {
          list = await readList(file);
        });
      reading = next;
      return next;
    },
  };
}

async function readList(file: string) {
  // The fingerprint is taken first: if the file changes while it is read, it counts as another file.
  const fingerprint = await fingerprintFile(file);
  const text = await readFile(file, 'utf8');
  try {
    return { fingerprint, grades: parseSanctions(text), loadedAt: new Date().toISOString() };
  } catch (cause) {
    throw new Error(`${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
