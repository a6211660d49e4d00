// The account that is measured while another is hot. Pays its customers at fixed times and records when they
// are credited. Appends events and records when they arrive. Argument: its settings as JSON. Ends with its
// parent.
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '../db/connect.ts';
import { createEndpoint } from '../db/webhooks/endpoints.ts';
import type { TxHash } from '../domain/address.ts';
import type { ChainId } from '../domain/registry.ts';
import { secretsOf } from './databases/benchSecrets.ts';
import { atFixedTimes } from './isolation/atFixedTimes.ts';
import { BenchPayer } from './isolation/benchPayer.ts';
import type { Credit, NeighbourAnswer, NeighbourMessage, NeighbourSettings } from './isolation/protocol.ts';
import { shape } from './isolation/shape.ts';
import { now } from './processes/now.ts';
import { measureDelivery, startGoodReceiver } from './webhooks/measureDelivery.ts';

const settings = JSON.parse(process.argv[2] ?? '') as NeighbourSettings;
/** 0.01 of the coin: ten times the minimum. */
const amount = 10n ** 16n;
/** How long to wait for credits after the last payment, in ms. */
const patienceMs = 30_000;
/** How exactly a credit's time is known, in ms. */
const lookEveryMs = 10;

const db = connect(settings.databaseUrl, { max: 20 });
const receiver = await startGoodReceiver();
await createEndpoint(db, secretsOf(settings.secretsKey), settings.accountId, { url: receiver.url });
const payer = await BenchPayer.open(settings.rpcUrl, settings.payerKey);

/** Pays the purses in turn. Returns each payment's credit, and when blocks were scanned meanwhile. */
async function measureCredits(seconds: number): Promise<Pick<NeighbourAnswer, 'credits' | 'scanned'>> {
  const awaited = new Set<TxHash>();
  const credits = new Map<TxHash, Credit>();
  const paying = { isOver: false };
  const scanned = new Map<number, number>();
  const watching = watch(awaited, credits, scanned, paying);
  const count = seconds * shape.neighbour.credits;
  const hashes = await atFixedTimes(count, shape.neighbour.credits, async nth => {
    const to = settings.addresses[nth % settings.addresses.length] ?? '';
    const hash = (await payer.pay(to, amount)) as TxHash;
    awaited.add(hash);
    return hash;
  });
  paying.isOver = true;
  await watching;
  return { credits: hashes.map(hash => credits.get(hash) ?? null), scanned: [...scanned] };
}

async function watch(
  awaited: Set<TxHash>,
  credits: Map<TxHash, Credit>,
  scanned: Map<number, number>,
  paying: { readonly isOver: boolean },
): Promise<void> {
  for (let until = Infinity; performance.now() < until; await sleep(lookEveryMs)) {
    if (paying.isOver) {
      if (awaited.size === 0) return;
      until = Math.min(until, performance.now() + patienceMs);
    }
    if (awaited.size === 0) continue;
    const { height } = await db
      .selectFrom('chain_cursors')
      .select('height')
      .where('chain_id', '=', settings.chainId as ChainId)
      .executeTakeFirstOrThrow();
    if (height !== null && !scanned.has(height)) scanned.set(height, now());
    const rows = await db
      .selectFrom('transactions')
      .select(['tx_hash', 'block_number'])
      .where('chain_id', '=', settings.chainId as ChainId)
      .where('tx_hash', 'in', [...awaited])
      .where('credited_to', '=', 'customer')
      .execute();
    for (const { tx_hash: hash, block_number: block } of rows) {
      if (block === null) continue;
      credits.set(hash, { block, creditedAt: now() });
      awaited.delete(hash);
    }
  }
}

async function measure({ seconds }: NeighbourMessage): Promise<NeighbourAnswer> {
  const [paid, webhooks] = await Promise.all([
    measureCredits(seconds),
    measureDelivery(db, receiver.arrived, seconds, settings.accountId, undefined, shape.neighbour.webhooks),
  ]);
  return { ...paid, webhooks: webhooks.map(ms => (ms === Infinity ? null : ms)) };
}

process.on('message', (message: NeighbourMessage) => {
  void measure(message).then(answer => process.send?.(answer));
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
