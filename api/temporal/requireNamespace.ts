import type { Connection } from '@temporalio/client';
import { isGrpcServiceError } from '@temporalio/client';

/** Temporal answers, and has no such namespace: nothing can be started until it is made. */
export class NamespaceMissing extends Error {
  constructor(namespace: string, cause: unknown) {
    super(`has no namespace ${namespace}: make it, or name another in TEMPORAL_NAMESPACE`, { cause });
  }
}

/** gRPC, "Status codes". */
const notFound = 5;

/** Throws `NamespaceMissing`. What else fails says nothing of the namespace: a key may be allowed all but to look at it. */
export async function requireNamespace({ workflowService }: Connection, namespace: string): Promise<void> {
  try {
    await workflowService.describeNamespace({ namespace });
  } catch (error) {
    if (isGrpcServiceError(error) && error.code === notFound) throw new NamespaceMissing(namespace, error);
  }
}
