import { RpcRefusal } from '../../../chain/rpc/refusals.ts';
import type { Rpc } from '../../../chain/rpc/rpc.ts';
import type { NativeSource, Network } from '../../../domain/registry.ts';
import type { BusyBlock, RawBlock, RawLog, RawReceipt, RawTrace } from '../busyBlock.ts';
import { chainId } from '../busyBlock.ts';

/** The node's answers instead of the truth. Each function gets a copy of the true answer. */
export interface Lies {
  readonly block?: (block: RawBlock) => unknown;
  readonly logs?: (logs: RawLog[]) => unknown;
  /** Of the answer to `eth_getBlockReceipts`. */
  readonly receipts?: (receipts: RawReceipt[]) => unknown;
  /** Of the answer to `eth_getTransactionReceipt`. */
  readonly receipt?: (receipt: RawReceipt) => unknown;
  readonly traces?: (traces: RawTrace[]) => unknown;
  /** Methods that the node does not have. */
  readonly without?: readonly string[];
}

export interface ScriptedNode extends Rpc {
  readonly calls: readonly (readonly [method: string, ...params: unknown[]])[];
}

/** A node that knows one block and answers like a real node, or with a lie. */
export function scriptedNode(truth: BusyBlock, lies: Lies = {}): ScriptedNode {
  const calls: [string, ...unknown[]][] = [];
  const same = (answer: unknown): unknown => answer;
  const blockAnswer = (full: unknown): unknown => {
    const block = structuredClone(truth.block);
    const answer = (lies.block ?? same)(block);
    if (full === true || answer === null) return answer;
    return {
      ...(answer as RawBlock),
      transactions: (answer as RawBlock).transactions.map(({ hash }) => hash),
    };
  };
  return {
    name: 'saying',
    url: 'http://saying',
    calls,
    call(method, params) {
      calls.push([method, ...params]);
      const [first, second] = params;
      const answer = (): unknown => {
        if (lies.without?.includes(method)) throw new RpcRefusal(method, -32_601, 'there is no such method');
        switch (method) {
          case 'eth_getBlockByNumber':
            return first === truth.block.number ? blockAnswer(second) : null;
          case 'eth_getBlockByHash':
            return first === truth.hash ? blockAnswer(second) : null;
          case 'eth_getLogs':
            return (lies.logs ?? same)(structuredClone([...truth.logs]));
          case 'eth_getBlockReceipts':
            return (lies.receipts ?? same)(structuredClone([...truth.receipts]));
          case 'eth_getTransactionReceipt': {
            const receipt = truth.receipts.find(candidate => candidate.transactionHash === first);
            return receipt === undefined ? null : (lies.receipt ?? same)(structuredClone(receipt));
          }
          case 'debug_traceBlockByHash':
            return (lies.traces ?? same)(structuredClone([...truth.traces]));
          default:
            throw new RpcRefusal(method, -32_601, 'there is no such method');
        }
      };
      return new Promise(resolve => {
        resolve(answer());
      });
    },
  };
}

export function networkWith(nativeSource: NativeSource): Network {
  return { chainId, nativeSource } as Network;
}
