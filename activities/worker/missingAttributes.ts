import { isGrpcServiceError } from '@temporalio/client';
import type { Connection } from '@temporalio/client';
import { searchAttributes } from '../../domain/messages.ts';

/** grpc status codes of a server that lets nobody look, as a hosted one does. */
const notTold: readonly number[] = [7, 12];

/**
 * The names of our search attributes that the namespace lacks. Without one of them no workflow that writes it gets on. Empty where
 * the server does not tell.
 */
export async function missingAttributes(
  { operatorService }: Connection,
  namespace: string,
): Promise<readonly (keyof typeof searchAttributes)[]> {
  try {
    const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
    return names.filter(name => customAttributes[name] === undefined);
  } catch (error) {
    if (isGrpcServiceError(error) && notTold.includes(error.code)) return [];
    throw error;
  }
}

const names = Object.keys(searchAttributes) as (keyof typeof searchAttributes)[];
