import { join } from 'node:path';
import { openApiDocument } from '../../api/openapi/document.ts';
import { routes } from '../../api/routes/index.ts';
import type { Finding } from './compareFile.ts';
import { compareFile } from './compareFile.ts';
import type { ReadDocument } from './documentFaults.ts';
import { documentFaults } from './documentFaults.ts';

/**
 * Compares the OpenAPI document of the routes with the one in `docs/`, and looks for faults that integrators
 * would meet.
 */
export async function checkOpenApi(root: string, write: boolean): Promise<Finding> {
  const text = JSON.stringify(openApiDocument(routes.map(route => route.spec)), null, 2);
  const compared = await compareFile(join(root, 'docs/openapi.json'), `${text}\n`, write);
  const faults = documentFaults(JSON.parse(text) as ReadDocument);
  if (faults.length === 0) return compared;
  return { passed: false, output: [compared.output, ...faults].join('\n').trim() };
}
