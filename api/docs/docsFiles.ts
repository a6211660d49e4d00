import { Worker } from 'node:worker_threads';
import type { RouteSpec } from '../http/types.ts';
import type { OpenApiDocument } from '../openapi/types.ts';

/** What the documentation tells of a route: without its schemas and functions, which no thread can be sent. */
export interface DocumentedRoute extends Pick<
  RouteSpec,
  'method' | 'path' | 'tag' | 'summary' | 'status' | 'errors'
> {
  readonly needsIdempotencyKey: boolean;
}

export function documentedRoute(spec: RouteSpec): DocumentedRoute {
  const { method, path, tag, summary, status, errors, idempotencyKeyRequired } = spec;
  return { method, path, tag, summary, status, errors, needsIdempotencyKey: idempotencyKeyRequired === true };
}

/** What the pages are made of. A thread can be sent it. */
export interface DocsSource {
  readonly routes: readonly DocumentedRoute[];
  readonly document: OpenApiDocument;
}

/** A file of the documentation, packed. */
export interface DocsFile {
  readonly path: string;
  readonly type: 'html' | 'text/markdown' | 'js';
  readonly gzip: Uint8Array;
  readonly etag: string;
}

/** No machine takes so long; a thread that does would keep its readers waiting for good. */
const mostMs = 60_000;

/**
 * All files by their paths, made at the first call. Making them takes a second, so a thread does it: other calls go on
 * meanwhile. The thread gets none of our environment, as it loads foreign code. A failure is not remembered.
 */
export function createDocsFiles(source: DocsSource): () => Promise<ReadonlyMap<string, DocsFile>> {
  let files: Promise<ReadonlyMap<string, DocsFile>> | undefined;
  return () => {
    files ??= makeFiles(source).catch((error: unknown) => {
      files = undefined;
      throw error;
    });
    return files;
  };
}

async function makeFiles(source: DocsSource): Promise<ReadonlyMap<string, DocsFile>> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly DocsFile[]>();
  const worker = new Worker(new URL('makeFiles.ts', import.meta.url), { env: {} });
  // A process that stops does not wait for it.
  worker.unref();
  worker.postMessage(source);
  worker.once('message', resolve);
  worker.once('error', reject);
  worker.once('exit', () => reject(new Error('the thread that makes the documentation ended')));
  const late = setTimeout(() => reject(new Error('the documentation was not made in time')), mostMs).unref();
  try {
    return new Map((await promise).map(file => [file.path, file]));
  } finally {
    clearTimeout(late);
    await worker.terminate();
  }
}
