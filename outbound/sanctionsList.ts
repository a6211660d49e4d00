import { readFile } from 'node:fs/promises';
import type { Address } from '../domain/address.ts';
import { parseAddress } from '../domain/address.ts';
import type { ComplianceProvider } from '../domain/compliance.ts';

/**
 * Screens against a file of sanctioned addresses: one a line, `#` begins a comment. The file is read at the
 * start and again by `reload`; a line that is no address is an error, as a list that is partly read would let
 * money pass. Throws then, and where the file cannot be read.
 */
export async function createSanctionsList(
  file: string,
): Promise<ComplianceProvider & { reload(): Promise<void> }> {
  let listed = await readList(file);
  return {
    name: 'sanctions-list',
    kind: 'inline',
    screen: request => {
      const from = parseAddress(request.from);
      const sanctioned = from === undefined || listed.has(from);
      return Promise.resolve({
        verdict: sanctioned ? 'decline' : 'approve',
        by: 'sanctions-list',
        score: null,
        raw: { sanctioned, listed: listed.size },
      });
    },
    reload: async () => {
      listed = await readList(file);
    },
  };
}

async function readList(file: string): Promise<ReadonlySet<Address>> {
  const addresses = new Set<Address>();
  const lines = (await readFile(file, 'utf8')).split('\n');
  for (const [at, line] of lines.entries()) {
    const text = line.replace(/#.*/, '').trim();
    if (text === '') continue;
    const address = parseAddress(text);
    if (!address) throw new Error(`${file}:${String(at + 1)}: ${JSON.stringify(text)} is not an address`);
    addresses.add(address);
  }
  return addresses;
}
