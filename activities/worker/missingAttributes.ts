import type { Connection } from '@temporalio/client';
import { searchAttributes } from '../../domain/searchAttributes.ts';

export interface SearchAttribute {
  readonly name: string;
  readonly type: 'Keyword' | 'Bool';
}

/** Our search attributes that the namespace lacks. A workflow that writes a missing one is stuck. */
export async function missingAttributes(
  { operatorService }: Connection,
  namespace: string,
): Promise<readonly SearchAttribute[]> {
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  return Object.entries(searchAttributes)
    .filter(([name]) => customAttributes[name] === undefined)
    .map(([name, type]) => ({ name, type }));
}
