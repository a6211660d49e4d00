import type { Advice } from './advice.ts';
import { guide } from './advice.ts';

const stopsTheNetwork: Pick<Advice, 'remedy'> = {
  remedy: `The network stops or waits, and no other network does. Deposits are recorded when it goes on. Operators: ${guide('operating', 'Operating Purser')}.`,
};

/** Errors of nodes and providers. */
export const chainAdvice = {
  rpc_unavailable: {
    cause: 'No node of the network gave an answer in time.',
    remedy:
      'Nothing: Purser tries the other nodes of the network by itself. Operators: look at the nodes that `/readyz` and the log name.',
  },
  rpc_inconsistent: {
    cause: 'A node contradicts itself, another node, or what was read before. Purser records nothing of it.',
    remedy:
      'Nothing: Purser reads it again, from another node if there is one. Operators: look at the node that `/readyz` and the log name.',
  },
  scanner_fenced: {
    cause: 'Another worker watches this network now. The former one stops; nothing is lost.',
    remedy: 'Nothing. It is a message in logs, and ends by itself.',
  },
  reorg_too_deep: {
    cause:
      'The chain was forked below the blocks that are stored, so deposits that counted as final may be gone. A person must look.',
    ...stopsTheNetwork,
  },
  chain_disagreement: {
    cause: 'Two nodes give a final block in two ways. One of them is wrong, and Purser does not choose.',
    ...stopsTheNetwork,
  },
  wrong_native_source: {
    cause: 'The network is set to `nativeSource: logs7708`, and a transfer of its own coin left no log.',
    ...stopsTheNetwork,
  },
  history_unavailable: {
    cause: 'The blocks are so old that no node of the network keeps what is needed of them.',
    remedy: `Ask for later blocks, or let the operator add an archive node: ${guide('nodes', 'Nodes')}.`,
  },
  wrong_chain: {
    cause: 'The node has another chain id or another first block than the network had before.',
    ...stopsTheNetwork,
  },
  provider_unavailable: {
    cause: 'The compliance provider gave no usable answer. Deposits wait: nothing is credited unscreened.',
    remedy: 'Nothing: Purser asks again, and in the end leaves the deposit to a person.',
  },
  verdict_pending: {
    cause: 'The compliance provider took the deposit and has not decided.',
    remedy: 'Nothing: Purser asks again, or is called back by the provider.',
  },
} as const satisfies Record<string, Advice>;
