import { z } from 'zod';
import { findForLookup } from '../../db/rescans/findForLookup.ts';
import { answerLookup, blockNumberOf, lookupSchema, nothing } from '../answerLookup.ts';
import { chainIdQuery, hashQuery } from '../http/fields.ts';
import { readRoute } from '../http/route.ts';
import type { Route } from '../http/types.ts';

const lookup = readRoute(
  {
    path: '/v1/transactions/lookup',
    summary: 'Where is my deposit?',
    description:
      'Reads the transaction from its chain and tells of every transfer in it to an address of the account, ' +
      'credited or not, where it stands and what can be done.',
    tag: 'Transactions',
    scope: 'read',
    errors: [],
    query: z.strictObject({ transactionHash: hashQuery, chainId: chainIdQuery }),
    response: lookupSchema,
  },
  async ({ caller, query }, { db, registry, lookUpTransaction }) => {
    const { transactionHash: txHash, chainId } = query;
    const network = registry.networks.find(candidate => candidate.chainId === chainId);
    if (!network) return nothing(txHash, chainId, null, 'unknown_network');
    // Reads the chain first. What is in no row after that was not recorded when its block was scanned.
    const chain = await lookUpTransaction(network, txHash, caller.accountId);
    const transfers = 'transfers' in chain ? chain.transfers : [];
    const known = await findForLookup(db, {
      accountId: caller.accountId,
      chainId: network.chainId,
      txHash,
      purseIds: transfers.map(({ purseId }) => purseId),
      blockNumber: blockNumberOf(chain),
    });
    return answerLookup(registry, network, txHash, chain, known);
  },
);

export const lookupRoutes: readonly Route[] = [lookup];
