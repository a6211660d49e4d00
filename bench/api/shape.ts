/** What is measured, and how long. */
export const shape = {
  /** Of one account, each with a purse. */
  customers: 1_000_000,
  /** How many of them are asked for, in turn. */
  targets: 20_000,
  connections: 50,
  /** Connections to PostgreSQL, of the API and of its floor. */
  pool: 20,
  /** Arrivals a second where they are fixed. */
  perSecond: 1000,
  rounds: 5,
  secondsPerRound: 5,
  /** Code that has run a while is compiled: nobody's figure is of its first seconds. */
  warmUpSeconds: 5,
  /** Transactions at once that each tell one event of one account. */
  writers: 16,
} as const;
