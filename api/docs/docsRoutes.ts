import express from 'express';
import type { RequestHandler, Response, Router } from 'express';
import { PurserError } from '../../domain/errors.ts';
import type { RouteSpec } from '../http/types.ts';
import type { OpenApiDocument } from '../openapi/types.ts';
import type { DocsPages } from './docsPages.ts';
import { docsPages } from './docsPages.ts';
import { renderPage } from './page.ts';
import type { ReferenceScript } from './referenceScript.ts';
import { createReferenceScript } from './referenceScript.ts';

/**
 * What the page of the interactive reference may do: run the scripts of this server, read its document, and make styles
 * of its own, as its library does. It can send nothing elsewhere.
 */
const referencePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join(';');

const referenceHtml = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Purser API</title><link rel="alternate" type="text/markdown" href="/docs.md"></head><body>
<noscript><p><a href="/docs/reference">The reference without scripts</a></p></noscript>
<div id="reference"></div><script src="/docs/scalar.js"></script><script src="/docs/start.js"></script>
</body></html>`;

/** Nobody types an API key into this page: calls are shown, and made elsewhere. */
const startScript = `Scalar.createApiReference('#reference', ${JSON.stringify({
  url: '/openapi.json',
  hideTestRequestButton: true,
  hideClientButton: true,
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
  documentDownloadType: 'json',
  withDefaultFonts: false,
  telemetry: false,
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
})});`;

/** The documentation: the interactive reference, the guides, the errors; each also as Markdown. Open to everybody. */
export function docsRoutes(specs: readonly RouteSpec[], document: OpenApiDocument): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  const made = once(() => docsPages(specs, document));
  router.get('/docs', (_request, response) => {
    response.set('Content-Security-Policy', referencePolicy).type('html').send(referenceHtml);
  });
  router.get('/docs/start.js', (_request, response) => {
    response.type('js').send(startScript);
  });
  router.get('/docs/scalar.js', serveScript(createReferenceScript()));
  router.get('/docs.md', (_request, response) => {
    sendMarkdown(response, made().pages.get('/docs/reference')?.markdown ?? '');
  });
  router.get('/llms.txt', (_request, response) => {
    sendMarkdown(response, made().llms);
  });
  router.get(['/docs/:page', '/docs/:group/:page'], servePage(made));
  return router;
}

function servePage(made: () => DocsPages): RequestHandler {
  const rendered = new Map<string, string>();
  return (request, response) => {
    const { pages, nav } = made();
    const isMarkdown = request.path.endsWith('.md');
    const page = pages.get(isMarkdown ? request.path.slice(0, -3) : request.path);
    if (!page) throw new PurserError('not_found');
    if (isMarkdown) {
      sendMarkdown(response, page.markdown);
      return;
    }
    const html = rendered.get(page.path) ?? renderPage(page, nav);
    rendered.set(page.path, html);
    response.type('html').send(html);
  };
}

function serveScript(script: () => Promise<ReferenceScript>): RequestHandler {
  return async (request, response) => {
    const { plain, gzip, etag } = await script();
    response.type('js').set({ ETag: etag, 'Cache-Control': 'public, max-age=3600' }).vary('Accept-Encoding');
    if (request.get('if-none-match') === etag) {
      response.status(304).end();
      return;
    }
    const isPacked = request.acceptsEncodings('gzip') === 'gzip';
    if (isPacked) response.set('Content-Encoding', 'gzip');
    response.send(isPacked ? gzip : plain);
  };
}

function sendMarkdown(response: Response, text: string): void {
  response.type('text/markdown').send(text);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
