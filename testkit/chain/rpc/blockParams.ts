/** The position of the block in a method's params. It is a tag, a quantity, or an object of EIP-1898. */
export const blockParam: Readonly<Record<string, number>> = {
  eth_getBlockByNumber: 0,
  eth_getBlockReceipts: 0,
  eth_getBlockTransactionCountByNumber: 0,
  eth_getTransactionByBlockNumberAndIndex: 0,
  debug_traceBlockByNumber: 0,
  eth_call: 1,
  eth_estimateGas: 1,
  eth_feeHistory: 1,
  eth_getBalance: 1,
  eth_getCode: 1,
  eth_getTransactionCount: 1,
  debug_traceCall: 1,
  eth_getProof: 2,
  eth_getStorageAt: 2,
};

/** Methods whose first param is a block's hash. */
export const readsByHash = new Set([
  'eth_getBlockByHash',
  'eth_getBlockTransactionCountByHash',
  'eth_getTransactionByBlockHashAndIndex',
  'debug_traceBlockByHash',
]);
