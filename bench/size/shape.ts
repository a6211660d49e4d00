/** How much is made. More rows change the bytes of each by little: a page of an index is 8 kB, over all deposits. */
export const shape = {
  /** Customers with a purse each. */
  purses: 1000,
  /** Deposits, in turn to all purses. Each is seen pending, screened, final and credited. */
  deposits: 3000,
  /** In one block. */
  perBlock: 20,
  /** How many blocks later a deposit is final. */
  confirmations: 3,
} as const;
