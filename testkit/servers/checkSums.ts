import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** What was downloaded is not what was published when its checksum was written down. It must not be run. */
export class ChecksumError extends Error {
  override readonly name = 'ChecksumError';
}

/** Throws `ChecksumError` for a file that is another than the one whose SHA-256 stands in our sources. */
export async function checkSum(file: string, sha256: string): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  const found = hash.digest('hex');
  if (found !== sha256) throw new ChecksumError(`its SHA-256 is ${found}, and not ${sha256}`);
}

/** The same of all files of a folder, by a list as `sha256sum` writes it; no other file may be there, and none missing. */
export async function checkSums(folder: string, listFile: string): Promise<void> {
  const listed = new Map(
    (await readFile(listFile, 'utf8')).split('\n').flatMap(line => {
      const [, sha256, name] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
      return sha256 === undefined || name === undefined ? [] : [[name, sha256]];
    }),
  );
  const names = await readdir(folder);
  const strange = names.filter(name => !listed.has(name));
  const missing = [...listed.keys()].filter(name => !names.includes(name));
  if (strange.length > 0 || missing.length > 0) {
    throw new ChecksumError(
      `not expected: ${strange.join(', ') || 'none'}; missing: ${missing.join(', ') || 'none'}`,
    );
  }
  for (const [name, sha256] of listed) {
    await checkSum(join(folder, name), sha256).catch((error: unknown) => {
      throw error instanceof ChecksumError ? new ChecksumError(`${name}: ${error.message}`) : error;
    });
  }
}
