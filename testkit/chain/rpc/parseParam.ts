import type { z } from 'zod';
import { RpcError, rpcErrorCodes } from './rpcError.ts';

/** Parses one param of a `purser_` method. Throws `RpcError` with the reason if it is not valid. */
export function parseParam<Schema extends z.ZodType>(schema: Schema, param: unknown): z.output<Schema> {
  const parsed = schema.safeParse(param);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map(({ path, message }) =>
    [path.join('.'), message].filter(Boolean).join(': '),
  );
  throw new RpcError(rpcErrorCodes.invalidParams, reasons.join('; '));
}
