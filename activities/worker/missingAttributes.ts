import { isGrpcServiceError } from '@temporalio/client';
import type { Connection } from '@temporalio/client';
import { searchAttributes } from '../../domain/messages.ts';

export interface SearchAttribute {
  readonly name: string;
  readonly type: 'Keyword' | 'Bool';
}

/** gRPC status codes of a server that lets nobody list the attributes, as a hosted one does. */
const notTold: readonly number[] = [7, 12];

/**
 * Our search attributes that the namespace lacks. A workflow that writes a missing one is stuck. Empty if the
 * server does not list them.
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
