import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createClient } from '../client/index.ts';
import { fail, runningStack } from './runningStack.ts';

const usage = `Has the running stack read blocks again, and record what was missed in them.

  npm run rescan -- --network ETHEREUM --from 1 --to 100
  npm run rescan -- --network ETHEREUM --tx 0x…

  --network CODE  ETHEREUM, BSC or POLYGON
  --from, --to    blocks that were scanned, both counted, 10,000 at most
  --tx HASH       or the block that holds this transaction
`;

const lookAgainMs = 1000;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      network: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      tx: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const { network: code } = values;
  const what = whatOf(values);
  if (code === undefined || !what) {
    throw new Error(`it takes --network, and either --from and --to or --tx\n\n${usage}`);
  }
  const running = runningStack('rescan');
  const network = running.networks.find(candidate => candidate.code === code);
  if (!network) throw new Error(`${code} is no network of this stack`);
  const api = createClient({ baseUrl: running.api, apiKey: running.key });

  let rescan = await api.post('/v1/rescans', { body: { chainId: network.chainId, ...what } });
  while (rescan.status === 'running') {
    await sleep(lookAgainMs);
    rescan = await api.get('/v1/rescans/{id}', { path: { id: rescan.id } });
  }
  if (rescan.status === 'failed') throw new Error(`${rescan.id} failed: ${rescan.code ?? 'given up'}`);
  const { fromBlock, toBlock, found } = rescan;
  process.stdout.write(
    `Blocks ${String(fromBlock)} to ${String(toBlock)} of ${code} were read again. ` +
      `Transfers that had been missed: ${String(found)}.\n`,
  );
}

type Asked = Readonly<Partial<Record<'from' | 'to' | 'tx', string>>>;

/** Blocks or a transaction; undefined where it is neither, or both. */
function whatOf({ from, to, tx }: Asked) {
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
