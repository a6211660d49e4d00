import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { openApiDocument } from '../../api/openapi/document.ts';
import { routes } from '../../api/routes/index.ts';
import type { Finding } from './compareFile.ts';
import { compareFile } from './compareFile.ts';

/** Compares the types of the client with those of the OpenAPI document. */
export async function checkClientTypes(root: string, write: boolean): Promise<Finding> {
  const document = openApiDocument(routes.map(route => route.spec));
  // From its text, as integrators have it: JSON leaves some things out.
  const types = astToString(await openapiTS(JSON.stringify(document)));
  const text = `// Made from docs/openapi.json by \`npm run check -- --write\`; do not edit.\n\n${types}`;
  return compareFile(join(root, 'client/schema.ts'), text, write);
}
