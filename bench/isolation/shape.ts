/** What the measurement of isolation is made of: calm, six kinds of hot load one after another, and calm again. */
export const shape = {
  /** Thrown away: connections are made and code is compiled. */
  warmUpSeconds: 8,
  /** Before the hot phases, and once more after them. */
  calmSeconds: 30,
  /** How long the load is hot before the neighbour is looked at, and while it is. */
  leadInSeconds: 4,
  hotSeconds: 25,
  /** After each, for what is left of it. */
  restSeconds: 5,
  /** Both are paid on one chain, which has a block so often whatever is sent. */
  blockMs: 500,
  /** What is offered a second by the account that is looked at. */
  neighbour: {
    customers: 20,
    connections: 10,
    reads: 20,
    writes: 10,
    credits: 2,
    webhooks: 10,
  },
  /** What is offered a second by the account that is hot, the same throughout a phase. */
  hot: {
    connections: 60,
    /** Charges and updates of one customer by turns. */
    customerWrites: 140,
    /** To one purse, each credited by itself. */
    deposits: 60,
    /** To one purse: all together less than the minimum. */
    dust: 140,
    /** Deposits that one transaction pays. */
    perTransaction: 10,
    /** Events to each of its endpoints. */
    events: 40,
    /** So many of its endpoints hang, answer 500 or 429, or take two seconds: each a quarter. */
    endpoints: 20,
    /** While the last one still runs, or not. */
    rescans: 0.5,
    /** Blocks that each rescan reads: the last ones, which are full of deposits and dust. */
    rescannedBlocks: 200,
    /** Purses whose period ended two hours ago: the product's own loop wakes ten a second. */
    overduePurses: 100_000,
  },
} as const;

/** The paths of the hot account's endpoints at bench/badReceiver.ts. */
export const endpointPaths = ['/hang', '/500', '/429', '/slow'] as const;
