// The search attributes of workflows. Each is a `SearchAttributeKey` of `@temporalio/common`, so clients and workflows
// use it as it is. Operators save queries that name them: a new name is written beside the old one for a release.

export const account = { name: 'PurserAccount', type: 'KEYWORD' } as const;
export const customer = { name: 'PurserCustomer', type: 'KEYWORD' } as const;
export const address = { name: 'PurserAddress', type: 'KEYWORD' } as const;
export const status = { name: 'PurserStatus', type: 'KEYWORD' } as const;
/** The workflow waits for a person. */
export const needsAttention = { name: 'PurserNeedsAttention', type: 'BOOL' } as const;
/**
 * The old name of `needsAttention`, written beside it for one more release, for the queries that operators saved.
 */
export const held = { name: 'PurserHeld', type: 'BOOL' } as const;

/** What Temporal's server calls the types. */
const typesOfServer = { KEYWORD: 'Keyword', BOOL: 'Bool' } as const;

/**
 * All of them by name, with their types. The Temporal server must know all of them before a worker starts, and
 * `docker-compose.yml` adds them to its server.
 */
export const searchAttributes = Object.fromEntries(
  [account, customer, address, status, needsAttention, held].map(
    ({ name, type }) => [name, typesOfServer[type]] as const,
  ),
);
