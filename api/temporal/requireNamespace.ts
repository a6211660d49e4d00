import type { Connection } from '@temporalio/client';
import { isGrpcServiceError } from '@temporalio/client';

/** Temporal answers but does not have the namespace: nothing can start until it is created. */
export class NamespaceMissing extends Error {
  constructor(namespace: string, cause: unknown) {
    super(`has no namespace ${namespace}: create it, or name another in TEMPORAL_NAMESPACE`, { cause });
  }
}

/** gRPC, "Status codes". */
const notFound = 5;

/**
 * Throws `NamespaceMissing`. Other errors are ignored, as they say nothing about the namespace: a key may be
 * allowed everything except to describe it.
 */
export async function requireNamespace({ workflowService }: Connection, namespace: string): Promise<void> {
  try {
    await workflowService.describeNamespace({ namespace });
  } catch (error) {
    if (isGrpcServiceError(error) && error.code === notFound) throw new NamespaceMissing(namespace, error);
  }
}
