import type { Fault, FaultKind } from './faults.ts';
import { refusePruned } from './refusePruned.ts';
import { staleAnswer } from './staleAnswer.ts';

/** Answers one JSON-RPC call. Throws `RpcError`. */
export type Answer = (method: string, params: readonly unknown[]) => Promise<unknown>;

type Json = Readonly<Record<string, unknown>>;

interface Lie {
  /** The methods whose answers it falsifies. */
  readonly of: RegExp;
  /** The wrong answer, or the right one itself if there is nothing to falsify. */
  falsify(right: unknown, fault: Fault, method: string): unknown;
}

const logs = /^eth_getLogs$/;
const blocks = /^eth_getBlockBy(Number|Hash)$/;
const stale = /^(eth_(?!send|subscribe|unsubscribe)|debug_)/;

const lies: Readonly<Partial<Record<FaultKind, Lie>>> = {
  empty_logs: {
    of: logs,
    falsify: right => (Array.isArray(right) && right.length > 0 ? [] : right),
  },
  drop_log: {
    of: logs,
    falsify: (right, fault) =>
      Array.isArray(right) && right.length > 0 ? right.toSpliced(pick(fault, right.length), 1) : right,
  },
  wrong_chain_id: {
    of: /^(eth_chainId|net_version)$/,
    falsify(right, fault, method) {
      const wrong = fault.is.chainId ?? Number(right) + 1;
      return method === 'eth_chainId' ? `0x${wrong.toString(16)}` : String(wrong);
    },
  },
  altered_receipt: {
    of: /^eth_(getTransactionReceipt|getBlockReceipts)$/,
    falsify: (right, fault) =>
      Array.isArray(right) ? alterOne(fault, right as Json[]) : alterOne(fault, [right as Json])[0],
  },
  missing_transaction: {
    of: /^eth_getBlock(By(Number|Hash)|Receipts)$/,
    falsify(right) {
      if (Array.isArray(right))
        return right.length > 0 ? (right as unknown[]).slice(0, -1) : (right as unknown);
      const block = right as Json;
      const transactions = block['transactions'] as readonly unknown[];
      return transactions.length > 0 ? { ...block, transactions: transactions.slice(0, -1) } : block;
    },
  },
  wrong_bloom: {
    of: blocks,
    falsify(right) {
      const block = right as Json & { readonly logsBloom: string };
      const { logsBloom } = block;
      const isEmpty = /^0x0*$/.test(logsBloom);
      return { ...block, logsBloom: isEmpty ? otherDigit(logsBloom) : logsBloom.replace(/[^x]/g, '0') };
    },
  },
};

/** Answers like `answer`, but with all faults applied, one on top of the other. */
export async function answerFalsely(
  faults: readonly Fault[],
  answer: Answer,
  method: string,
  params: readonly unknown[],
): Promise<unknown> {
  const [fault, ...rest] = faults;
  if (!fault) return answer(method, params);
  const inner: Answer = (innerMethod, innerParams) => answerFalsely(rest, answer, innerMethod, innerParams);
  if (fault.is.kind === 'stale_head' && stale.test(method) && fault.hits(method)) {
    fault.took();
    return staleAnswer(fault.is, answer, inner, method, params);
  }
  await refusePruned(fault, answer, method, params);
  const lie = lies[fault.is.kind];
  if (!lie?.of.test(method) || !fault.hits(method)) return inner(method, params);
  const right = await inner(method, params);
  const wrong = right === null ? right : lie.falsify(right, fault, method);
  if (wrong !== right) fault.took();
  return wrong;
}

function pick(fault: Fault, of: number): number {
  return Math.floor(fault.random() * of);
}

/** Alters one log of one receipt that has logs. */
function alterOne(fault: Fault, right: readonly Json[]): readonly Json[] {
  const logged = right.filter(receipt => (receipt['logs'] as readonly unknown[]).length > 0);
  const chosen = logged[pick(fault, logged.length)];
  return chosen ? right.with(right.indexOf(chosen), alterReceipt(fault, chosen)) : right;
}

/** Changes the last digit of one log's data, or of its last topic if it has no data. */
function alterReceipt(fault: Fault, receipt: Json): Json {
  const right = receipt['logs'] as readonly { readonly data: string; readonly topics: readonly string[] }[];
  const which = pick(fault, right.length);
  const wrong = right.map((log, index) => {
    if (index !== which) return log;
    if (log.data !== '0x') return { ...log, data: otherDigit(log.data) };
    const last = log.topics.length - 1;
    return { ...log, topics: log.topics.map((topic, at) => (at === last ? otherDigit(topic) : topic)) };
  });
  return { ...receipt, logs: wrong };
}

function otherDigit(hex: string): string {
  return hex.slice(0, -1) + (hex.endsWith('0') ? '1' : '0');
}
