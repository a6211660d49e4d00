// Makes the hot loads that do not go over HTTP, at a fixed rate: pays one purse, appends events of an
// account, or wakes overdue purses. Argument: its settings as JSON. Ends with its parent.
import { wakeWorkflows } from '../activities/loops/wakeWorkflows.ts';
import { connect } from '../db/connect.ts';
import { atFixedTimes } from './isolation/atFixedTimes.ts';
import { BenchPayer } from './isolation/benchPayer.ts';
import type { HotAnswer, HotMessage, HotSettings } from './isolation/protocol.ts';
import { shape } from './isolation/shape.ts';
import { appendOne } from './webhooks/measureDelivery.ts';

const settings = JSON.parse(process.argv[2] ?? '') as HotSettings;
const db = connect(settings.databaseUrl, { max: 10 });
const payer = await BenchPayer.open(settings.rpcUrl, settings.payerKey);

async function heat(message: HotMessage): Promise<HotAnswer> {
  switch (message.what) {
    case 'deposits': {
      const { to, amount, perSecond, seconds } = message;
      const rate = perSecond / shape.hot.perTransaction;
      const sent = await atFixedTimes(Math.floor(rate * seconds), rate, () =>
        payer.payTimes(settings.batchPayer, to, BigInt(amount), shape.hot.perTransaction),
      );
      return { done: sent.length * shape.hot.perTransaction };
    }
    case 'events': {
      const { accountId, perSecond, seconds } = message;
      const appended = await atFixedTimes(seconds * perSecond, perSecond, () => appendOne(db, accountId));
      return { done: appended.length };
    }
    case 'wakes': {
      // The worker has the same loop, but checks once a minute.
      const wake = { db, onError, idleMs: 1000, paceMs: 1000 };
      await wakeWorkflows(wake, AbortSignal.timeout(message.seconds * 1000));
      const { woken } = await db
        .selectFrom('wakes')
        .select(({ fn }) => fn.countAll<number>().as('woken'))
        .executeTakeFirstOrThrow();
      return { done: woken };
    }
  }
}

function onError(error: unknown): void {
  process.stderr.write(`hot load: ${String(error)}\n`);
}

process.on('message', (message: HotMessage) => {
  void heat(message).then(answer => process.send?.(answer));
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
