import { join } from 'node:path';
import { openApiDocument } from '../../api/openapi.ts';
import { routes } from '../../api/routes/index.ts';
import type { Finding } from './compareFile.ts';
import { compareFile } from './compareFile.ts';

/** Compares the OpenAPI document that the routes make with the one that integrators read in `docs/`. */
export function checkOpenApi(root: string, write: boolean): Promise<Finding> {
  const document = openApiDocument(routes.map(route => route.spec));
  return compareFile(join(root, 'docs/openapi.json'), `${JSON.stringify(document, null, 2)}\n`, write);
}
