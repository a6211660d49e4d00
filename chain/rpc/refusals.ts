import { PurserError } from '../../domain/errors.ts';
import { isAboutState, saysOldData } from './oldData.ts';

const unknownCodes: readonly number[] = [-32601, -32602, -32004, -39001];

/** The node understood and refused. `rpcCode` says why: EIP-1474, "Error codes". */
export class RpcRefusal extends PurserError {
  readonly rpcCode: number;
  /** The node keeps no state, receipts or blocks so old. */
  readonly isOfThePast: boolean;
  /** What is refused reads the state of a block: whatever the words, another block may be answered. */
  readonly isOfState: boolean;
  /** `call` ends in the method; `data` is that of the error, as a text. */
  constructor(call: string, rpcCode: number, said: string, data = '') {
    super('rpc_unavailable', `${call} was refused with ${String(rpcCode)}: ${tellable(said)}`);
    this.rpcCode = rpcCode;
    const method = call.slice(call.lastIndexOf(' ') + 1);
    this.isOfThePast = saysOldData(method, rpcCode, `${said} ${data}`);
    this.isOfState = !unknownCodes.includes(rpcCode) && isAboutState(method, said);
  }

  /**
   * It has no such method (-32601; -32004 of EIP-1474), not with such parameters (-32602), or no such block tag
   * (-39001 of the execution APIs), or it refuses what is old or about a state: the node itself is well.
   */
  get isOfTheCall(): boolean {
    return this.isOfThePast || this.isOfState || unknownCodes.includes(this.rpcCode);
  }
}

/** The node is well, and takes no batch of this size, or none at all. */
export class RpcBatchRefusal extends PurserError {
  constructor(call: string, why: string) {
    super('rpc_unavailable', `${call} was refused: ${why}`);
  }
}

/** The node is asked too often. `retryAfterMs` is the rest it asks for, 60 s at most; null where it names none. */
export class RpcRateLimit extends PurserError {
  readonly retryAfterMs: number | null;
  constructor(call: string, retryAfterMs: number | null) {
    super('rpc_unavailable', `${call}: the node is asked too often`);
    this.retryAfterMs = retryAfterMs;
  }
}

/** What a node said, without what it may repeat of the call: keys, hashes and addresses are long words. */
export function tellable(said: string): string {
  return said.replaceAll(/\S{16,}/g, '…').slice(0, 200);
}
