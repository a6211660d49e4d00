/** What is measured, and for how long. */
export const shape = {
  /** The customers of one account, each with a purse. */
  customers: 1_000_000,
  /** How many of them are requested, in turn. */
  targets: 20_000,
  connections: 50,
  /** Connections to PostgreSQL, for the API and for its floor. */
  pool: 20,
  /** Arrivals per second if they are fixed. */
  perSecond: 1000,
  rounds: 5,
  secondsPerRound: 5,
  /** Code that has run for a while is compiled: no figure may include the first seconds. */
  warmUpSeconds: 5,
  /** Concurrent transactions. Each appends one event of one account. */
  writers: 16,
} as const;
