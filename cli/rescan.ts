import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createApiClient, rescanAnswer } from './apiClient.ts';
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
  const { network: code, from, to, tx } = values;
  const isBlocks = from !== undefined && to !== undefined && tx === undefined;
  const isTransaction = from === undefined && to === undefined && tx !== undefined;
  if (code === undefined || (!isBlocks && !isTransaction)) {
    throw new Error(`it takes --network, and either --from and --to or --tx\n\n${usage}`);
  }
  const running = runningStack('rescan');
  const network = running.networks.find(candidate => candidate.code === code);
  if (!network) throw new Error(`${code} is no network of this stack`);
  const api = createApiClient(running.api, running.key);
  const what = isBlocks
    ? { fromBlock: blockNumber('--from', from), toBlock: blockNumber('--to', to) }
    : { transactionHash: tx };

  let rescan = await api.post('/v1/rescans', { chainId: network.chainId, ...what }, rescanAnswer);
  while (rescan.status === 'running') {
    await sleep(lookAgainMs);
    rescan = await api.get(`/v1/rescans/${rescan.id}`, rescanAnswer);
  }
  if (rescan.status === 'failed') throw new Error(`${rescan.id} failed: ${rescan.code ?? 'given up'}`);
  const { fromBlock, toBlock, found } = rescan;
  process.stdout.write(
    `Blocks ${String(fromBlock)} to ${String(toBlock)} of ${code} were read again. ` +
      `Transfers that had been missed: ${String(found)}.\n`,
  );
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
