import { z } from 'zod';
import { PurserError } from '../../../domain/errors.ts';
import { formatAmount, parseAmount } from '../../../domain/money.ts';
import { amount, hashQuery, plainAmount } from '../../http/fields.ts';
import { invalidField } from '../../http/parseInput.ts';
import { writeRoute } from '../../http/route.ts';
import type { Route } from '../../http/types.ts';
import { addressQuery } from '../purses.ts';
import { chainErrors, networkField, onTestChains, requireDriver, requireNetwork } from './testRoute.ts';

/** The decimals of the native coin of every EVM network. */
const nativeDecimals = 18;

const drop = writeRoute(
  {
    ...onTestChains,
    path: '/v1/test/drop',
    summary: 'Drop a pending transaction of a test chain',
    description:
      'It leaves the pool and is never mined. Pause the chain first (`/v1/test/mine`), or it is mined before you ask.',
    errors: [...chainErrors, 'transaction_not_found'],
    body: z.strictObject({ network: networkField, transactionHash: hashQuery }),
    response: z
      .object({ network: z.string(), chainId: z.int(), transactionHash: z.string() })
      .meta({ id: 'TestDrop' }),
  },
  async ({ body }, _trx, deps) => {
    const driver = requireDriver(deps);
    const network = requireNetwork(deps.registry, body.network);
    if (!(await driver.drop(network, body.transactionHash))) {
      throw new PurserError('transaction_not_found', 'No such transaction is pending on the test chain.');
    }
    const { code, chainId } = network;
    return { body: { network: code, chainId, transactionHash: body.transactionHash } };
  },
);

const replace = writeRoute(
  {
    ...onTestChains,
    path: '/v1/test/replace',
    summary: 'Replace a pending transaction of a test chain',
    description:
      'Sends another one of the same payer and nonce for twice the fees, as a wallet does to speed up or to cancel: ' +
      '`amount` of the network’s own coin to `to`, or nothing to the payer. Of payments that `/v1/test/deposits` made.',
    errors: chainErrors,
    body: z.strictObject({
      network: networkField,
      transactionHash: hashQuery,
      to: addressQuery.optional().meta({ example: '0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b' }),
      amount: plainAmount.default('0'),
    }),
    response: z
      .object({
        network: z.string(),
        chainId: z.int(),
        transactionHash: z.string(),
        replaced: z.string(),
        amount,
      })
      .meta({ id: 'TestReplacement' }),
  },
  async ({ body }, _trx, deps) => {
    const driver = requireDriver(deps);
    const network = requireNetwork(deps.registry, body.network);
    const units = parseAmount(body.amount, nativeDecimals);
    if (units === undefined)
      throw invalidField('amount', `must have at most ${String(nativeDecimals)} decimals`);
    const { transactionHash, to } = body;
    const replacement = await driver.replace(network, { transactionHash, to, amount: units });
    return {
      body: {
        network: network.code,
        chainId: network.chainId,
        transactionHash: replacement,
        replaced: transactionHash,
        amount: formatAmount(units, nativeDecimals),
      },
    };
  },
);

export const testPoolRoutes: readonly Route[] = [drop, replace];
