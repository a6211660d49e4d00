import type { SearchAttributePair } from '@temporalio/common';
import { defineSearchAttributeKey } from '@temporalio/common';

/** The search attributes of `searchAttributes` in domain/messages.ts, as workflows write them. */
export const account = defineSearchAttributeKey('PurserAccount', 'KEYWORD');
export const customer = defineSearchAttributeKey('PurserCustomer', 'KEYWORD');
export const address = defineSearchAttributeKey('PurserAddress', 'KEYWORD');
export const status = defineSearchAttributeKey('PurserStatus', 'KEYWORD');
export const needsAttention = defineSearchAttributeKey('PurserNeedsAttention', 'BOOL');
/**
 * The old name of `needsAttention`, written beside it for one release, for the queries that operators saved.
 */
export const held = defineSearchAttributeKey('PurserHeld', 'BOOL');

export type Attribute = SearchAttributePair & { readonly value: string | boolean };

/** Whether the workflow waits for a person, under both names. */
export function attention(value: boolean): readonly Attribute[] {
  return [
    { key: needsAttention, value },
    { key: held, value },
  ];
}
