/** What the measurement of webhooks is made of. */
export const shape = {
  /** Rounds of each kind, by turns. Bad endpoints are new in each: it holds the second in which they are found out. */
  rounds: 4,
  secondsPerRound: 30,
  warmUpSeconds: 5,
  /** Events a second of the merchant that is looked at. */
  perSecond: 40,
  /** And of its neighbour, each to all of its endpoints. */
  badPerSecond: 5,
  /** How many of the neighbour's endpoints there are of each kind of `badPaths`. */
  ofEachKind: 3,
  /** Deliveries that wait at a dead endpoint while claims are measured. */
  waiting: 100_000,
  /** How often each claim is measured. */
  claims: 200,
} as const;

/** What the bad receiver answers, by path. */
export const badPaths = ['/hang', '/500', '/410', '/429', '/redirect'] as const;
/** A name that leads to a private address. */
export const privateName = 'private.example';
