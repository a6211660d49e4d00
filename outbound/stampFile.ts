import { stat } from 'node:fs/promises';

/** What changes whenever the file does, whether it is written over or another is put in its place. */
export async function stampFile(file: string): Promise<string> {
  try {
    const { ino, size, mtimeNs, ctimeNs } = await stat(file, { bigint: true });
    return [ino, size, mtimeNs, ctimeNs].join(' ');
  } catch {
    return 'not there';
  }
}
