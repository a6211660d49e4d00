import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** The download differs from the published file whose checksum was recorded. It must not be run. */
export class ChecksumError extends Error {
  override readonly name = 'ChecksumError';
}

/** Throws `ChecksumError` if the file does not have the SHA-256 that our sources record. */
export async function checkSum(file: string, sha256: string): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  const found = hash.digest('hex');
  if (found !== sha256) throw new ChecksumError(`its SHA-256 is ${found} instead of ${sha256}`);
}

/**
 * Checks all files of a folder against a list in the format of `sha256sum`. No file may be missing or added.
 */
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
      `unexpected: ${strange.join(', ') || 'none'}; missing: ${missing.join(', ') || 'none'}`,
    );
  }
  for (const [name, sha256] of listed) {
    await checkSum(join(folder, name), sha256).catch((error: unknown) => {
      throw error instanceof ChecksumError ? new ChecksumError(`${name}: ${error.message}`) : error;
    });
  }
}
