import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '../client/index.ts';
import type { Db } from '../db/connect.ts';
import { connect } from '../db/connect.ts';
import { claimRescan, releaseRescan } from '../db/rescans/claimRescan.ts';
import { parseTxHash } from '../domain/address.ts';
import { rescanWorkflowId } from '../domain/scanning/messages.ts';
import { readAuditEnv } from '../env.ts';
import { readArgs } from './readArgs.ts';
import { environmentOf } from './stack/running.ts';
import { fail, runningStack } from './stack/runningStack.ts';

const usage = `Makes the running stack read blocks again and record what it missed in them.

  npm run rescan -- --network ETHEREUM --from 1 --to 100
  npm run rescan -- --network ETHEREUM --tx 0x…

  --network CODE  ETHEREUM, BSC or POLYGON
  --from, --to    the first and the last block, both scanned before; 10,000 blocks at most
  --tx HASH       or the block with this transaction
`;

const lookAgainMs = 1000;

async function main(): Promise<void> {
  const { values } = readArgs({
    run: 'npm run rescan',
    usage,
    options: {
      network: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      tx: { type: 'string' },
    },
  });
  const { network: code } = values;
  const what = whatOf(values);
  if (code === undefined || !what) {
    throw new Error(`give --network, and either --from and --to or --tx\n\n${usage}`);
  }
  const running = runningStack('rescan');
  const network = running.networks.find(candidate => candidate.code === code);
  if (!network) throw new Error(`${code} is not a network of this stack`);
  const api = createClient({ baseUrl: running.api, apiKey: running.key });

  const giveBack = await takePlace(readAuditEnv(environmentOf(running)), code, what);
  let rescan = await api
    .post('/v1/rescans', { body: { chainId: network.chainId, ...what } })
    .catch(async (error: unknown) => {
      await giveBack();
      throw error;
    });
  while (rescan.status === 'running') {
    await sleep(lookAgainMs);
    rescan = await api.get('/v1/rescans/{id}', { path: { id: rescan.id } });
  }
  if (rescan.status === 'failed') throw new Error(`${rescan.id} failed: ${rescan.code ?? 'given up'}`);
  const { fromBlock, toBlock, found } = rescan;
  process.stdout.write(
    `Blocks ${String(fromBlock)} to ${String(toBlock)} of ${code} were read again. ` +
      `Missed transfers found: ${String(found)}.\n`,
  );
}

/**
 * Takes one of the network's two places for the operator, so that no account's rescan blocks it. The API
 * finds the place taken for these blocks and begins. Returns a function that frees the place if the API does
 * not begin. Throws `too_many_rescans` while two rescans of the network run.
 */
async function takePlace(
  { DATABASE_URL, registry }: ReturnType<typeof readAuditEnv>,
  code: string,
  what: What,
): Promise<() => Promise<void>> {
  const network = registry.networks.find(candidate => candidate.code === code);
  const txHash = what.transactionHash === undefined ? undefined : parseTxHash(what.transactionHash);
  // The API reports what is wrong.
  if (!network || (what.transactionHash !== undefined && !txHash)) return () => Promise.resolve();
  const blocks = txHash ? { txHash } : { from: what.fromBlock ?? 0, to: what.toBlock ?? 0 };
  const workflowId = rescanWorkflowId({ network: network.code, ...blocks });
  const within = async <T>(work: (db: Db) => Promise<T>): Promise<T> => {
    const db = connect(DATABASE_URL, { max: 1, applicationName: 'purser-rescan' });
    try {
      return await work(db);
    } finally {
      await db.destroy();
    }
  };
  const lease = await within(db => claimRescan(db, { network: network.code, workflowId, accountId: null }));
  return async () => {
    if (lease !== null) await within(db => releaseRescan(db, workflowId, lease));
  };
}

type What = { readonly transactionHash?: string; readonly fromBlock?: number; readonly toBlock?: number };
type Asked = Readonly<Partial<Record<'from' | 'to' | 'tx', string>>>;

/** Blocks or a transaction; undefined if it is neither or both. */
function whatOf({ from, to, tx }: Asked): What | undefined {
  if (tx !== undefined && !parseTxHash(tx))
    throw new Error('--tx must be a hash: 0x and 64 hexadecimal digits');
  if (tx !== undefined) return from === undefined && to === undefined ? { transactionHash: tx } : undefined;
  if (from === undefined || to === undefined) return undefined;
  return { fromBlock: blockNumber('--from', from), toBlock: blockNumber('--to', to) };
}

function blockNumber(option: string, text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new Error(`${option} must be a block's number`);
  return Number(text);
}

try {
  await main();
} catch (error) {
  fail('rescan', error);
}
