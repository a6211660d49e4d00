// Commits many concurrent transactions that each append one event of one account, while a publisher numbers
// the events, until all have their numbers. Or commits those of the floor, which increment one row and insert
// a row with the count. Arguments: the database's URL, the account's id. Ends with its parent.
import { sql } from 'kysely';
import type { Db } from '../db/connect.ts';
import { connect } from '../db/connect.ts';
import { appendEvents } from '../db/events/appendEvents.ts';
import { publishEvents } from '../db/events/publishEvents.ts';
import type { AccountId } from '../domain/ids.ts';
import { newId } from '../domain/ids.ts';
import type { WriterAnswer, WriterMessage } from './api/sequence.ts';
import { shape } from './api/shape.ts';

const [databaseUrl = '', accountId] = process.argv.slice(2);
const db = connect(databaseUrl, { max: shape.writers + 1 });

/** Data as long as that of a deposit. */
const data = {
  customerId: newId('cus'),
  purseId: newId('pur'),
  transactionHash: `0x${'a'.repeat(64)}`,
  amount: '12.5',
};

const work: Readonly<Record<WriterMessage['what'], (trx: Db) => Promise<unknown>>> = {
  events: trx =>
    appendEvents(trx, [
      {
        accountId: accountId as AccountId,
        type: 'CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE',
        resource: { type: 'transaction', id: newId('txn'), version: 1 },
        customerId: data.customerId,
        data,
      },
    ]),
  floor: trx =>
    sql`with counted as (update bench_counter set sequence = sequence + 1 where id = 1 returning sequence)
      insert into bench_told select ${newId('evt')}, sequence, ${JSON.stringify(data)}::jsonb from counted`.execute(
      trx,
    ),
};

/** Publishes as a dispatcher does, until the time is over and nothing is left to publish. */
async function publish(until: number): Promise<void> {
  for (let left = true; left || performance.now() < until;) {
    const { numbered, fannedOut } = await publishEvents(db, [accountId as AccountId]);
    left = numbered + fannedOut > 0;
  }
}

process.on('message', ({ what, seconds }: WriterMessage) => {
  void (async () => {
    const began = performance.now();
    const until = began + seconds * 1000;
    let committed = 0;
    const published = what === 'events' ? publish(until) : undefined;
    await Promise.all(
      Array.from({ length: shape.writers }, async () => {
        while (performance.now() < until) {
          await db.transaction().execute(work[what]);
          committed += 1;
        }
      }),
    );
    await published;
    if (what === 'events') await publish(0);
    process.send?.({ committed, seconds: (performance.now() - began) / 1000 } satisfies WriterAnswer);
  })();
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
