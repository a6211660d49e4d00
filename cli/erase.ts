import { connect } from '../db/connect.ts';
import type { CustomerRef } from '../db/customerRef.ts';
import { eraseCustomer } from '../db/customers/eraseCustomer.ts';
import { appendEvents } from '../db/events/appendEvents.ts';
import { parseId } from '../domain/ids.ts';
import { readDatabaseUrl } from '../env.ts';
import { readArgs, UsageError } from './readArgs.ts';
import { environment, fail } from './stack/runningStack.ts';

const usage = `Erases a customer's personal data; deposits, balances and charges stay, under our id only.

  npm run erase -- --account acc_… --customer cus_… [--reason REASON]
  npm run erase -- --account acc_… --external-id ID [--reason REASON]

  --reason  is saved with the decision, so it must name nobody

Works on the database of DATABASE_URL; without it, on the stack that runs with this state folder.
`;

async function main(): Promise<void> {
  const { values } = readArgs({
    run: 'npm run erase',
    usage,
    options: {
      account: { type: 'string', default: '' },
      customer: { type: 'string' },
      'external-id': { type: 'string' },
      reason: { type: 'string' },
    },
  });
  const accountId = parseId('acc', values.account);
  if (!accountId) throw new UsageError('--account acc_… is required');
  const ref = refOf(values.customer, values['external-id']);
  const db = connect(readDatabaseUrl(environment()), { max: 1, applicationName: 'purser-erase' });
  try {
    const customer = await db.transaction().execute(async trx => {
      const by = { reason: values.reason ?? null, by: null };
      const erased = await eraseCustomer(trx, accountId, ref, by);
      await appendEvents(trx, erased.events);
      return erased.customer;
    });
    process.stdout.write(`Erased ${customer.id}. Its deposits and charges stay.\n`);
  } finally {
    await db.destroy();
  }
}

function refOf(given: string | undefined, externalId: string | undefined): CustomerRef {
  if (given === undefined && externalId !== undefined) return { externalId };
  const id = externalId === undefined ? parseId('cus', given ?? '') : undefined;
  if (!id) throw new UsageError('give either --customer cus_… or --external-id');
  return { id };
}

try {
  await main();
} catch (error) {
  fail('erase', error);
}
