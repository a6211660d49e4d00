import { z } from 'zod';
import { faultKinds } from '../../../domain/testMode.ts';
import { text } from '../../http/fields.ts';
import { invalidField } from '../../http/parseInput.ts';
import { writeRoute } from '../../http/route.ts';
import type { Route } from '../../http/types.ts';
import {
  chainErrors,
  height,
  networkField,
  onTestChains,
  requireDriver,
  requireNetwork,
} from './testRoute.ts';

const seconds = z.int().min(0).max(86_400);

const fault = writeRoute(
  {
    ...onTestChains,
    path: '/v1/test/fault',
    summary: 'Make the node of a test chain go wrong',
    description:
      'From now on it answers falsely, or not properly, beside the faults it has; `clear` ends those. It ' +
      'hits who watches the chain; what `/v1/test` does on it is never hit.',
    errors: chainErrors,
    body: z.strictObject({
      network: networkField,
      clear: z.boolean().default(false),
      kind: z.enum(faultKinds).optional(),
      rate: z.number().min(0).max(1).optional(),
      seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
      methods: z.array(text(64)).min(1).max(50).optional(),
      count: z.int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
      blocks: height.optional(),
      height: height.optional(),
      ms: z.int().min(0).max(600_000).optional(),
      chainId: z.int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
      retryAfterSeconds: seconds.optional(),
    }),
    response: z
      .object({
        network: z.string(),
        chainId: z.int(),
        kind: z.enum(faultKinds).nullable(),
        seed: z.int().nullable(),
      })
      .meta({ id: 'TestFault' }),
  },
  async ({ body }, _trx, deps) => {
    const driver = requireDriver(deps);
    const { network: code, clear, kind, ...rest } = body;
    const network = requireNetwork(deps.registry, code);
    if (kind === undefined && !clear) throw invalidField('kind', 'or clear must be given');
    if (clear) await driver.clearFaults(network);
    const made = kind === undefined ? undefined : await driver.fault(network, { kind, ...rest });
    return {
      body: { network: code, chainId: network.chainId, kind: kind ?? null, seed: made?.seed ?? null },
    };
  },
);

export const testFaultRoutes: readonly Route[] = [fault];
