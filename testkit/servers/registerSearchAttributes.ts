import type { Connection } from '@temporalio/client';
import { StartError } from './StartError.ts';

export type SearchAttributes = Readonly<Record<string, 'Keyword' | 'Text' | 'Bool'>>;

/** temporal.api.enums.v1.IndexedValueType */
const TYPES = { Text: 1, Keyword: 2, Bool: 5 } as const;

/**
 * Adds the search attributes that the namespace does not have yet. Those of an older release stay.
 * `start-dev` takes them as flags too, but only for a namespace that it makes. Throws `StartError` if an
 * attribute has another type.
 */
export async function registerSearchAttributes(
  connection: Connection,
  namespace: string,
  attributes: SearchAttributes,
): Promise<void> {
  const { operatorService } = connection;
  const { customAttributes: known } = await operatorService.listSearchAttributes({ namespace });
  for (const [name, type] of Object.entries(attributes)) {
    if (known[name] === undefined || known[name] === TYPES[type]) continue;
    throw new StartError(
      `the search attribute ${name} of namespace ${namespace} does not have the type ${type}`,
      'remove it there, or use another namespace or server',
    );
  }
  const missing = Object.entries(attributes).filter(([name]) => known[name] === undefined);
  if (missing.length === 0) return;
  await operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(missing.map(([name, type]) => [name, TYPES[type]])),
  });
}
