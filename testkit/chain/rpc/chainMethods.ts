import { RpcError, rpcErrorCodes } from './rpcError.ts';

/** Methods with a name like those that change the chain, which only read. */
const reads = new Set(['hardhat_getAutomine', 'hardhat_metadata']);

/** Whether a call of this method may change the chain and therefore belongs into the journal. */
export function changesChain(method: string): boolean {
  return /^(evm_|hardhat_|eth_send)/.test(method) && !reads.has(method);
}

/** Refuses what would make blocks that nobody asked for, a chain without its tokens, or news that nobody gets. */
export function refuseMethod(method: string): void {
  switch (method) {
    case 'evm_setAutomine':
    case 'evm_setIntervalMining':
      throw new RpcError(
        rpcErrorCodes.notSupported,
        `${method}: this network mines on demand; purser_pauseMining, purser_resumeMining and evm_mine steer it`,
      );
    case 'eth_subscribe':
    case 'eth_unsubscribe':
      throw new RpcError(rpcErrorCodes.notSupported, `${method}: only over WebSocket`);
    case 'hardhat_reset':
      throw new RpcError(rpcErrorCodes.notSupported, `${method}: use evm_snapshot and evm_revert`);
  }
}

/** A number of an answer's params: a JSON number or a hex quantity; undefined where it is left out. */
export function optionalInteger(value: unknown, what: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 0) {
    throw new RpcError(rpcErrorCodes.invalidParams, `${what} must be a whole number`);
  }
  return number;
}
