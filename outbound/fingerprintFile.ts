import { stat } from 'node:fs/promises';

/** A text that changes whenever the file is overwritten or replaced. */
export async function fingerprintFile(file: string): Promise<string> {
  try {
    const { ino, size, mtimeNs, ctimeNs } = await stat(file, { bigint: true });
    return [ino, size, mtimeNs, ctimeNs].join(' ');
  } catch {
    return 'missing';
  }
}
