import { z } from 'zod';
import { PurserError } from '../../../domain/errors.ts';
import { providerBehaviours } from '../../../domain/testMode.ts';
import { writeRoute } from '../../http/route.ts';
import type { Route } from '../../http/types.ts';
import { onTestChains, requireDriver } from './testRoute.ts';

const verdicts = z.enum(['approve', 'decline', 'review']);

const screening = writeRoute(
  {
    ...onTestChains,
    path: '/v1/test/screening',
    summary: 'Say how the compliance provider behaves',
    description:
      'From now on, for all accounts; what is left out is as it was at first. It is there where the local stack began ' +
      'with `PURSER_TEST_PROVIDER=http`. After five failures in a row the worker leaves a provider alone for 30 seconds.',
    errors: ['live_mode', 'not_found'],
    body: z.strictObject({
      behaviour: z.enum(providerBehaviours).default('right'),
      delayMs: z.int().min(0).max(600_000).optional(),
      status: z.int().min(400).max(599).optional().meta({ example: 500 }),
      verdict: verdicts.optional(),
    }),
    response: z
      .object({ behaviour: z.enum(providerBehaviours), asked: z.int() })
      .meta({ id: 'TestScreening' }),
  },
  ({ body }, _trx, deps) => {
    const { provider } = requireDriver(deps);
    if (!provider) {
      throw new PurserError(
        'not_found',
        'The local stack runs without a provider. Start it with PURSER_TEST_PROVIDER=http.',
      );
    }
    return Promise.resolve({ body: { behaviour: body.behaviour, asked: provider.behave(body) } });
  },
);

export const testScreeningRoutes: readonly Route[] = [screening];
