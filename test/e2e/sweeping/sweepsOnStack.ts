import { readOpenSends } from '../../../db/sending/readLane.ts';
import { parseAddress } from '../../../domain/address.ts';
import type { ChainId } from '../../../domain/registry.ts';
import { addedTokenAddress } from '../../../testkit/chain/contracts/addTokens.ts';
import { tokenBalance } from '../../../testkit/chain/tokenBalance.ts';
import { must } from '../../db/fixtures.ts';
import type { TestStack } from '../testStack.ts';
import { eventually } from '../testStack.ts';

/** Sweeps of one network over the API, and what the chain has of them. */
export function sweepsOnStack(stack: TestStack, network: string) {
  const chain = stack.network(network);
  return {
    chain,
    treasury: must(parseAddress(stack.stack.running.treasury ?? '')),
    async coinsOf(address: string): Promise<bigint> {
      return BigInt(String(await chain.request('eth_getBalance', [address, 'latest'])));
    },
    tokensOf: (address: string, currency: string) =>
      tokenBalance(chain, chain.tokens[currency] ?? addedTokenAddress(currency), address),
    /** Of a new customer. */
    async purseOf(externalId: string, currency: string) {
      await stack.api.post('/v1/customers', { body: { externalId } });
      return stack.api.get('/v1/purse', { query: { customerId: externalId, currency } });
    },
    credited: (hash: string) =>
      eventually(
        'the deposit is credited',
        async () => {
          const deposit = await stack.transactionOf(hash);
          return deposit?.status === 'CONFIRMED' && deposit;
        },
        60_000,
      ),
    /** Mines one block, with the only transaction of its kind that is under way. Its row is there before a node has it. */
    async mineSent(kind: 'top_up' | 'sweep'): Promise<void> {
      await eventually(`the node has the ${kind}`, async () => {
        const chainId = chain.chainId as ChainId;
        const row = await stack.db
          .selectFrom('sends')
          .select('sender')
          .where('intent_kind', '=', kind)
          .where('status', '<>', 'final')
          .where('chain_id', '=', chainId)
          .executeTakeFirst();
        const open = row && (await readOpenSends(stack.db, { chainId, sender: row.sender }));
        const sent = open?.find(({ intent }) => intent?.kind === kind);
        if (sent?.status !== 'sent') return false;
        const hash = sent.attempts.at(-1)?.hash;
        return hash && (await chain.request('eth_getTransactionByHash', [hash])) !== null;
      });
      await chain.mine(1);
    },
    sweep: (purseId: string) => stack.api.post('/v1/sweeps', { body: { network, purseId } }),
    sweptIn: (id: string, status = 'completed') =>
      eventually(
        `the sweep is ${status}`,
        async () => {
          const found = await stack.api.get('/v1/sweeps/{id}', { path: { id } });
          return found.status === status && found;
        },
        60_000,
      ),
  };
}

export type SweepsOnStack = ReturnType<typeof sweepsOnStack>;
