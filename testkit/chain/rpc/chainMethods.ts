import { RpcError, rpcErrorCodes } from './rpcError.ts';

/** Methods that only read, although their names look like those that change the chain. */
const reads = new Set(['hardhat_getAutomine', 'hardhat_metadata']);

/** Whether a call of this method may change the chain and therefore belongs in the journal. */
export function changesChain(method: string): boolean {
  return /^(evm_|hardhat_|eth_send)/.test(method) && !reads.has(method);
}

/**
 * Refuses methods that would mine unrequested blocks, remove the tokens from the chain, or make notifications
 * that nobody gets.
 */
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

/** A number in a call's params: a JSON number or a hex quantity. Undefined if it is left out. */
export function optionalInteger(value: unknown, what: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 0) {
    throw new RpcError(rpcErrorCodes.invalidParams, `${what} must be a whole number`);
  }
  return number;
}
