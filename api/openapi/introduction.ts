/** What a reader of the API has to know before the first call: the head of the reference, in Markdown. */
export const introduction = `Exclusive crypto deposit addresses: screened, final, credited exactly once.

Amounts are decimal strings in whole units, such as \`"12.5"\`, and are never rounded. Times are ISO 8601 in UTC.

## Authentication

Send \`Authorization: Bearer sk_test_…\` (or \`sk_live_…\`) with every call. A key belongs to one account. Its scopes are
\`read\`, \`write\` and \`admin\`: \`write\` includes \`read\`, and \`admin\` includes both. \`payout\` and \`approve\`, which move money out, are granted by the operator's command line only, and no scope includes them. Each operation names the scope that it needs.

## Idempotency

Send an \`Idempotency-Key\` with every write, and the same key when you retry it. The first success is saved with its
effect and answered again for at least 24 hours, with \`Idempotent-Replayed: true\`. Calls that move money require the key.
A secret is shown in the first answer alone.

## Errors

Errors are \`application/problem+json\`. Compare \`code\`; \`type\` is the address of a page that says what to do. [All
errors](/docs/errors).

A 429, a 503 and a 409 that may be retried have \`Retry-After\` in seconds. The same call with the same idempotency key
then has one effect.

## Lists

Lists are newest first: \`limit\` from 1 to 100, by default 10. \`startingAfter\` takes the last id of a page, and
\`hasMore\` says whether there is more.

## Signed webhooks

Events are sent to your endpoints, signed by Standard Webhooks 1.0. [How to verify them](/docs/guides/webhooks).

## Guides

- [A payment in three calls](/docs/guides/payments)
- [The checkout page](/docs/guides/checkout)
- [Webhooks](/docs/guides/webhooks)
- [Testing against Purser](/docs/guides/testing)
- [All guides](/docs/guides)
- [The reference without scripts](/docs/reference), [as Markdown](/docs/reference.md), and [for language
  models](/llms.txt)`;
