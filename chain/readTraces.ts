import type { BaseUnits } from '../domain/money.ts';
import type { Currency } from '../domain/registry.ts';
import type { Transfer } from '../domain/scanning/transfer.ts';
import { RpcRefusal } from './rpc/refusals.ts';
import type { Rpc } from './rpc/rpc.ts';
import { numberInternal } from './transfers.ts';
import type { WireBlock, WireTransaction } from './wire.ts';
import type { Fields } from './wireValues.ts';
import { address, array, bigQuantity, contradiction, isHash, object } from './wireValues.ts';

/**
 * Native transfers of a block from geth's `callTracer`, including those of calls inside transactions:
 * 1. the transaction's own value is `native` with ordinal `0`;
 * 2. value moved by a call, creation or self-destruction inside the transaction is `internal`, numbered by
 *    `numberInternal`; so is the value of a transaction that itself creates a contract;
 * 3. a failed call moved nothing, nor did any call inside it.
 * Throws `rpc_unavailable`, also if the node could not make one of the traces, and `rpc_inconsistent` if the
 * traces are not of exactly the block's transactions.
 */
export async function readTracedTransfers(
  rpc: Rpc,
  block: WireBlock,
  currency: Currency,
): Promise<Transfer[]> {
  if (block.transactions.length === 0) return [];
  const options = { tracer: 'callTracer', tracerConfig: { onlyTopCall: false, withLog: false } };
  const traces = array(await rpc.call('debug_traceBlockByHash', [block.hash, options]), 'traces');
  if (traces.length !== block.transactions.length)
    throw contradiction('the number of traces differs from the number of transactions');
  const transfers: Transfer[] = [];
  for (const [at, transaction] of block.transactions.entries()) {
    const trace = object(traces[at], 'trace');
    if (!isHash(trace['txHash'], transaction.hash)) throw contradiction('the traces are in another order');
    if (isSet(trace['error'])) throw refused(rpc, trace['error']);
    walk(object(trace['result'], 'trace.result'), transaction, currency, transfers);
  }
  return numberInternal(transfers);
}

/**
 * The node refused the trace of one transaction: its state is gone, or it took too long. It says so in the
 * list of traces, without a code.
 */
function refused({ name }: Rpc, error: unknown): RpcRefusal {
  const serverError = -32_000;
  const message = typeof error === 'string' ? error : JSON.stringify(error);
  return new RpcRefusal(`${name} debug_traceBlockByHash`, serverError, message);
}

/** Appends the transfers of one transaction. Iterative, as calls nest 1,024 deep (yellow paper, 9.4). */
function walk(root: Fields, { hash }: WireTransaction, currency: Currency, transfers: Transfer[]): void {
  const open = [root];
  for (let frame = open.pop(); frame; frame = open.pop()) {
    if (isSet(frame['error']) || isSet(frame['revertReason'])) continue;
    const moved = movedBy(frame);
    if (moved) {
      const kind = frame === root && frame['type'] === 'CALL' ? 'native' : 'internal';
      transfers.push({ txHash: hash, kind, ordinal: '0', currency: currency.code, ...moved });
    }
    const calls = array(frame['calls'] ?? [], 'trace.calls');
    for (const call of calls.toReversed()) open.push(object(call, 'trace.calls'));
  }
}

/** The transfer that one frame made by itself; undefined if it made none. */
function movedBy(frame: Fields): Pick<Transfer, 'from' | 'to' | 'amount'> | undefined {
  switch (frame['type']) {
    // If a node gives these a value, it is the caller's own and stays with the caller.
    case 'DELEGATECALL':
    case 'STATICCALL':
    case 'CALLCODE':
      return undefined;
    case 'CALL':
    case 'CREATE':
    case 'CREATE2':
    case 'SELFDESTRUCT': {
      const amount = bigQuantity(frame['value'], 'trace.value') as BaseUnits;
      if (amount === 0n) return undefined;
      const from = address(frame['from'], 'trace.from');
      const to = address(frame['to'], 'trace.to');
      // A transfer to oneself moves nothing. A contract that leaves all to itself burns or keeps it
      // (EIP-6780).
      if (from === to) return undefined;
      return { from, to, amount };
    }
    default:
      // A kind of call that did not exist when this was written may move money.
      throw contradiction(`the trace has a frame of unknown type ${String(frame['type'])}`);
  }
}

/** If there is no error, some nodes write null or an empty text, and others leave the field out. */
function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
