/** The parts of the measurement of webhooks. */
export const shape = {
  /**
   * Rounds of each kind, alternating. Bad endpoints are new in each round, so each includes the second in
   * which the dispatcher finds out that they are bad.
   */
  rounds: 4,
  secondsPerRound: 30,
  warmUpSeconds: 5,
  /** Events per second of the measured merchant. */
  perSecond: 40,
  /** Events per second of its neighbour, each for all of its endpoints. */
  badPerSecond: 5,
  /** How many endpoints of each kind of `badPaths` the neighbour has. */
  ofEachKind: 3,
  /** Deliveries that wait at a dead endpoint while claims are measured. */
  waiting: 100_000,
  /** How often each claim is measured. */
  claims: 200,
} as const;

/** The paths of the bad receiver. Each names its answer. */
export const badPaths = ['/hang', '/500', '/410', '/429', '/redirect'] as const;
/** A host name that resolves to a private address. */
export const privateName = 'private.example';
