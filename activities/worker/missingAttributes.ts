import { isGrpcServiceError } from '@temporalio/client';
import type { Connection } from '@temporalio/client';
import { searchAttributes } from '../../domain/messages.ts';

export interface SearchAttribute {
  readonly name: string;
  readonly type: 'Keyword' | 'Bool';
}

/** grpc status codes of a server that lets nobody look, as a hosted one does. */
const notTold: readonly number[] = [7, 12];

/**
 * Our search attributes that the namespace lacks. Without one of them no workflow that writes it gets on. Empty where
 * the server does not tell.
 */
export async function missingAttributes(
  { operatorService }: Connection,
  namespace: string,
): Promise<readonly SearchAttribute[]> {
  try {
    const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
    return Object.entries(searchAttributes)
      .filter(([name]) => customAttributes[name] === undefined)
      .map(([name, type]) => ({ name, type }));
  } catch (error) {
    if (isGrpcServiceError(error) && notTold.includes(error.code)) return [];
    throw error;
  }
}
