// `npm run bench -- scan | ponder`: measures the scanner on a recorded chain. Speed is printed, never asserted: only
// a wrong result ends with 1.
import { parseArgs } from 'node:util';
import { Interrupted, untilInterrupted } from './processes/cleanup.ts';
import { runPonder } from './runPonder.ts';
import { runScan } from './runScan.ts';

const usage = `npm run bench -- scan [--json] [--profile <folder>]
npm run bench -- ponder [--json] [--profile <folder>]

scan      What a block of 600 transactions, 300 token transfers and 30 transfers to purses costs the scanner with
          1,000, 100,000 and 1,000,000 watched addresses, beside the least that the same reading and writing costs.
ponder    The same blocks through ponder and through the scanner: transfers examined a second.

--json    Prints one JSON document on standard output, everything else on standard error.
--profile Leaves a CPU profile of the scanner's process in the folder, for Chrome's developer tools.
`;

const benchmarks: Readonly<Record<string, typeof runScan>> = { scan: runScan, ponder: runPonder };

process.exitCode = await main();

async function main(): Promise<number> {
  let asked;
  try {
    asked = parseArgs({
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        json: { type: 'boolean', default: false },
        profile: { type: 'string' },
      },
    });
  } catch (error) {
    return misused(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = asked;
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const [name, ...more] = positionals;
  const run = benchmarks[name ?? ''];
  if (!run || more.length > 0) return misused(`which benchmark? ${positionals.join(' ')}`);
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
