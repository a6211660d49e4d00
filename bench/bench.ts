// `npm run bench -- scan | ponder | api | webhooks | isolation | size | sweep`: measures the scanner on a recorded chain,
// the API, the webhooks, what one account's load costs another, the bytes of a purse and of a deposit, and sweeps. Speed is
// printed and never asserted: only a wrong result gives exit code 1.
import { readArgs } from '../cli/readArgs.ts';
import { Interrupted, untilInterrupted } from './processes/cleanup.ts';
import { runApi } from './runApi.ts';
import { runIsolation } from './runIsolation.ts';
import { runPonder } from './runPonder.ts';
import { runScan } from './runScan.ts';
import { runSize } from './runSize.ts';
import { runSweep } from './runSweep.ts';
import { runWebhooks } from './runWebhooks.ts';

const usage = `npm run bench -- scan [--json] [--profile <folder>]
npm run bench -- ponder [--json] [--profile <folder>]
npm run bench -- api [--json] [--profile <folder>]
npm run bench -- webhooks [--json] [--profile <folder>]
npm run bench -- isolation [--json] [--profile <folder>]
npm run bench -- size [--json]
npm run bench -- sweep [--json]

scan      What a block of 600 transactions, 300 token transfers and 30 transfers to purses costs the scanner with
          1,000, 100,000 and 1,000,000 watched addresses, beside the least that the same reading and writing costs.
ponder    The same blocks through ponder and through the scanner: transfers examined a second.
api       GET /v1/purse for known purses beside bare Express with one indexed query: answers a second over 50
          connections, latencies at 1,000 fixed arrivals a second; and the events a second one account can sequence.
webhooks  From commit to arrival at an endpoint that does well, alone and beside endpoints that hang, fail, limit,
          redirect or lead inside; and what a claim costs beside 100,000 deliveries to a dead one.
isolation What an account's reads, writes, credits and webhooks take on the whole stack: calm, and while one customer,
          one account's endpoints, one purse, one dust flood, one rescan, one backlog of wake-ups of another is hot.
size      The bytes that a purse and a deposit take, by table and with indexes, and PostgreSQL's log of a deposit.
sweep     The gas of a swept item beside contracts without guards, and the batches that one lane sends in a minute
          beside a bare loop that sends the same bytes.

--json    Prints one JSON document on standard output, everything else on standard error.
--profile Leaves a CPU profile of the measured process in the folder, for Chrome's developer tools.
`;

const benchmarks: Readonly<Record<string, typeof runScan>> = {
  scan: runScan,
  ponder: runPonder,
  api: runApi,
  webhooks: runWebhooks,
  isolation: runIsolation,
  size: runSize,
  sweep: runSweep,
};

process.exitCode = await main();

async function main(): Promise<number> {
  let asked;
  try {
    asked = readArgs({
      run: 'npm run bench',
      usage,
      words: true,
      options: {
        json: { type: 'boolean', default: false },
        profile: { type: 'string' },
      },
    });
  } catch (error) {
    return misused(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = asked;
  const [name, ...more] = positionals;
  const run = benchmarks[name ?? ''];
  if (!run || more.length > 0) return misused(`unknown benchmark: ${positionals.join(' ')}`);
  try {
    return await untilInterrupted(cleanup => run({ json: values.json, profile: values.profile, cleanup }));
  } catch (error) {
    if (error instanceof Interrupted) return error.exitCode;
    process.stderr.write(
      `bench: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return 1;
  }
}

function misused(why: string): number {
  process.stderr.write(`bench: ${why}\n\n${usage}`);
  return 1;
}
