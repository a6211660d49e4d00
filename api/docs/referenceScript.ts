import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { Packed } from './packScript.ts';

/** The library of the interactive reference as it is sent. */
export interface ReferenceScript {
  readonly plain: Buffer;
  readonly gzip: Buffer;
  readonly etag: string;
}

/**
 * Reads the library once, at the first call. Its package takes half a second to load, so another thread does it: calls
 * go on meanwhile. A failure is not remembered.
 */
export function createReferenceScript(): () => Promise<ReferenceScript> {
  let script: Promise<ReferenceScript> | undefined;
  return () => {
    script ??= pack().catch((error: unknown) => {
      script = undefined;
      throw error;
    });
    return script;
  };
}

async function pack(): Promise<ReferenceScript> {
  const { promise, resolve, reject } = Promise.withResolvers<Packed>();
  const worker = new Worker(new URL('packScript.ts', import.meta.url));
  worker.once('message', resolve);
  worker.once('error', reject);
  worker.once('exit', () => reject(new Error('the script of the API reference could not be read')));
  const packed = await promise;
  const plain = Buffer.from(packed.plain.buffer);
  const gzip = Buffer.from(packed.gzip.buffer);
  return { plain, gzip, etag: `"${createHash('sha256').update(plain).digest('base64url')}"` };
}
