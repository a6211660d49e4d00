/**
 * The parts of the measurement of isolation: calm, six kinds of hot load one after another, and calm again.
 */
export const shape = {
  /** Not counted: connections are made and code is compiled meanwhile. */
  warmUpSeconds: 8,
  /** Before the hot phases, and again after them. */
  calmSeconds: 30,
  /** How long the load is hot before the neighbour is measured, and while it is measured. */
  leadInSeconds: 4,
  hotSeconds: 25,
  /** The pause after each phase, so that its remaining work can end. */
  restSeconds: 5,
  /** Both accounts are paid on one chain. It has a block this often, whatever is sent. */
  blockMs: 500,
  /** The load of the measured account, per second. */
  neighbour: {
    customers: 20,
    connections: 10,
    reads: 20,
    writes: 10,
    credits: 2,
    webhooks: 10,
  },
  /** The load of the hot account, per second. It is constant throughout a phase. */
  hot: {
    connections: 60,
    /** Alternating charges and updates of one customer. */
    customerWrites: 140,
    /** Deposits to one purse, each credited by itself. */
    deposits: 60,
    /** Deposits to one purse. Together they are less than the minimum. */
    dust: 140,
    /** Deposits that one transaction pays. */
    perTransaction: 10,
    /** Events for each of its endpoints. */
    events: 40,
    /** The number of its endpoints. A quarter each hang, answer 500, answer 429, or take two seconds. */
    endpoints: 20,
    /** A rescan begins even if the last one still runs. */
    rescans: 0.5,
    /** Blocks that each rescan reads: the last ones, which are full of deposits and dust. */
    rescannedBlocks: 200,
    /** Purses whose period ended two hours ago. The product's own loop wakes ten a second. */
    overduePurses: 100_000,
  },
} as const;

/** The paths of the hot account's endpoints at bench/badReceiver.ts. */
export const endpointPaths = ['/hang', '/500', '/429', '/slow'] as const;
