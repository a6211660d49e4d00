import type { SearchAttributePair } from '@temporalio/common';
import { held, needsAttention } from '../domain/searchAttributes.ts';

export type Attribute = SearchAttributePair & { readonly value: string | boolean };

/** Whether the workflow waits for a person, under both names. */
export function attention(value: boolean): readonly Attribute[] {
  return [
    { key: needsAttention, value },
    { key: held, value },
  ];
}
