import { PurserError } from '../../domain/errors.ts';
import { isAboutState, isCodeOfCall, isOldData } from './oldData.ts';

const noSuchBlock = -39_001;
/** go-ethereum says it with -32000. */
const noTaggedBlock = /\b(safe|finalized) block not found\b/i;

/** The node understood the call and refused it. `rpcCode` says why (EIP-1474, "Error codes"). */
export class RpcRefusal extends PurserError {
  readonly rpcCode: number;
  /** The node no longer has state, receipts or blocks of such an age. */
  readonly isOfThePast: boolean;
  /** The refused call reads the state of a block. Whatever the words, it may succeed for another block. */
  readonly isOfState: boolean;
  /** The node has no block for the tag yet (execution-apis, "Block not found"). */
  readonly isOfTag: boolean;
  /** What a call that reverted returned, `0x…`, as far as the node says; null if it does not. */
  readonly returned: string | null;
  /** `call` ends with the method's name. `data` is the error's data as text. */
  constructor(call: string, rpcCode: number, message: string, data = '') {
    super('rpc_unavailable', `${call} was refused with ${String(rpcCode)}: ${withoutLongWords(message)}`);
    this.rpcCode = rpcCode;
    const method = call.slice(call.lastIndexOf(' ') + 1);
    this.isOfThePast = isOldData(method, rpcCode, `${message} ${data}`);
    this.isOfState = isAboutState(method, rpcCode, message);
    this.returned = /^0x(?:[0-9a-f]{2})*$/i.test(data) ? data : null;
    this.isOfTag = rpcCode === noSuchBlock || noTaggedBlock.test(message);
  }

  /**
   * The call is at fault and the node is healthy: it does not have the method (-32601; -32004 of EIP-1474),
   * the parameters (-32602) or the block of a tag, or it refuses old data or a state.
   */
  get isOfTheCall(): boolean {
    return this.isOfThePast || this.isOfState || this.isOfTag || isCodeOfCall(this.rpcCode);
  }
}

/** The node is healthy, but takes no batch of this size, or no batch at all. */
export class RpcBatchRefusal extends PurserError {
  constructor(call: string, why: string) {
    super('rpc_unavailable', `${call} was refused: ${why}`);
  }
}

/**
 * The node gets too many calls. `retryAfterMs` is the rest that it asks for, at most 60 s; null if it names
 * none.
 */
export class RpcRateLimit extends PurserError {
  readonly retryAfterMs: number | null;
  constructor(call: string, retryAfterMs: number | null) {
    super('rpc_unavailable', `${call}: the node's rate limit is reached`);
    this.retryAfterMs = retryAfterMs;
  }
}

/** A node's message without the long words, as it may repeat keys, hashes and addresses of the call. */
export function withoutLongWords(message: string): string {
  return message.replaceAll(/\S{16,}/g, '…').slice(0, 200);
}
