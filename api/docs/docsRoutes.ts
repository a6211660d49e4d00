import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import express from 'express';
import type { RequestHandler, Router } from 'express';
import { PurserError } from '../../domain/errors.ts';
import type { ClientAllowance } from '../http/limitClients.ts';
import { limitClients } from '../http/limitClients.ts';
import type { RouteSpec } from '../http/types.ts';
import type { OpenApiDocument } from '../openapi/types.ts';
import { createDocsFiles, documentedRoute } from './docsFiles.ts';
import { referencePolicy } from './reference.ts';

const unpack = promisify(gunzip);

/**
 * The OpenAPI document and the documentation: the interactive reference, the guides, the errors, each also as Markdown.
 * Open to everybody, within `allowance` for each client.
 */
export function docsRoutes(
  specs: readonly RouteSpec[],
  document: OpenApiDocument,
  allowance: ClientAllowance,
): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  const takeTurn = limitClients(allowance);
  // Serialised once: its 290 kB would block all callers for 6 ms at each call.
  const written = Buffer.from(JSON.stringify(document));
  router.get('/openapi.json', (request, response) => {
    takeTurn(request);
    response.type('json').send(written);
  });
  const paths = ['/docs', '/docs.md', '/llms.txt', '/docs/:page', '/docs/:group/:page'];
  router.get(paths, serveFiles(specs, document, takeTurn));
  return router;
}

function serveFiles(
  specs: readonly RouteSpec[],
  document: OpenApiDocument,
  takeTurn: ReturnType<typeof limitClients>,
): RequestHandler {
  const files = createDocsFiles({ routes: specs.map(documentedRoute), document });
  return async (request, response) => {
    takeTurn(request);
    const file = (await files()).get(request.path);
    if (!file) throw new PurserError('not_found');
    if (file.path === '/docs') response.set('Content-Security-Policy', referencePolicy);
    response.type(file.type).set({ ETag: file.etag, 'Cache-Control': 'public, max-age=300' });
    response.vary('Accept-Encoding');
    const isPacked = request.acceptsEncodings('gzip') === 'gzip';
    if (isPacked) response.set('Content-Encoding', 'gzip');
    response.send(isPacked ? Buffer.from(file.gzip.buffer) : await unpack(file.gzip));
  };
}
