/** An error that the JSON-RPC caller gets, with the codes of EIP-1474. */
export class RpcError extends Error {
  override readonly name = 'RpcError';
  readonly code: number;
  readonly data: unknown;

  constructor(code: number, message: string, data?: unknown) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

export const rpcErrorCodes = {
  notJson: -32_700,
  notARequest: -32_600,
  invalidParams: -32_602,
  internal: -32_603,
  notSupported: -32_004,
  /** More calls or results than the endpoint allows. */
  limitExceeded: -32_005,
  /** geth's code for any failure of its own, such as an unknown block. */
  failed: -32_000,
} as const;
