// The thread of `createDocsFiles`.
import { createHash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import type { DocsFile, DocsSource } from './docsFiles.ts';
import { docsPages } from './docsPages.ts';
import { renderPage } from './page.ts';
import { referenceHtml, startScript } from './reference.ts';
import { readScalar } from './readScalar.ts';

parentPort?.once('message', (source: DocsSource) => parentPort?.postMessage(makeFiles(source)));

function makeFiles({ routes, document }: DocsSource): readonly DocsFile[] {
  const { reference, pages, nav, llms } = docsPages(routes, document);
  return [
    file('/docs', 'html', referenceHtml),
    file('/docs.md', 'text/markdown', reference.markdown),
    file('/docs/start.js', 'js', startScript),
    file('/docs/scalar.js', 'js', readScalar()),
    file('/llms.txt', 'text/markdown', llms),
    ...pages.flatMap(page => [
      file(page.path, 'html', renderPage(page, nav)),
      file(`${page.path}.md`, 'text/markdown', page.markdown),
    ]),
  ];
}

function file(path: string, type: DocsFile['type'], text: string): DocsFile {
  const hash = createHash('sha256').update(text).digest('base64url');
  // Weak: packed or not, it is the same text.
  return { path, type, gzip: Uint8Array.from(gzipSync(text, { level: 9 })), etag: `W/"${hash}"` };
}
