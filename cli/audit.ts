import { createRpcPool } from '../chain/rpc/rpcPool.ts';
import { saveAuditRun, mayOnlyRead } from '../db/audit/saveAuditRun.ts';
import { connect } from '../db/connect.ts';
import type { NetworkCode } from '../domain/registry.ts';
import { readAuditEnv } from '../env.ts';
import { auditBooks } from './audit/auditBooks.ts';
import type { Progress } from './audit/auditChain.ts';
import { auditAsJson, auditAsText } from './audit/showAudit.ts';
import { describeFailure } from './describeFailure.ts';
import { wholeNumber } from './options.ts';
import { readArgs } from './readArgs.ts';
import { environment } from './stack/runningStack.ts';

const usage = `Checks the books against themselves and against the chains, and prints every difference.

  npm run audit
  npm run audit -- --block ETHEREUM=19000000 --block BSC=36000000 --json

  --block NETWORK=N  compares the network at this final block; by default at the scanner's last final block, or at a
                     later one for the rest if the nodes lose that state meanwhile
  --all              compares all purses; by default those that ever had a transfer, and the others in turn
  --nights N         the number of audits in which the others all have their turn (7)
  --json             prints one JSON document

It works on the database of DATABASE_URL with PURSER_REGISTRY and PURSER_RPC_<NETWORK>, and without a DATABASE_URL on
the stack that runs with this state folder. It writes only its outcome and the place of its round, and nothing if the
database is read-only. It prints its progress on standard error.
The exit code is 0 if nothing differs, 1 if something differs, and 2 if the audit is incomplete.
`;

const exitCodes = { clean: 0, different: 1, incomplete: 2 } as const;
/** One statement reads books of many millions of rows. */
const longestStatementMs = 3_600_000;
/**
 * At least this number of the purses without any transfer is compared each time, or all if there are fewer.
 */
const atLeast = 10_000;
/** The time between two lines of progress, in ms. */
const progressEveryMs = 5000;

async function main(): Promise<number> {
  const { values } = readArgs({
    run: 'npm run audit',
    usage,
    options: {
      block: { type: 'string', multiple: true, default: [] },
      all: { type: 'boolean', default: false },
      nights: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const nights = wholeNumber('--nights', values.nights) ?? 7;
  if (nights < 1) throw new Error('--nights must be 1 or more');
  const { DATABASE_URL, registry } = readAuditEnv(environment());
  const db = connect(DATABASE_URL, { max: 4, applicationName: 'purser-audit', longestStatementMs });
  const stop = new AbortController();
  try {
    const begunAt = new Date();
    const readOnly = await mayOnlyRead(db);
    if (readOnly)
      printLine('the database is read-only: the audit compares all purses and does not save its outcome');
    const report = await auditBooks({
      db,
      registry,
      poolOf: network => createRpcPool({ network, stop: stop.signal }),
      blocks: new Map(values.block.map(parseBlock)),
      turn: values.all || readOnly ? null : { nights, atLeast },
      onProgress: createProgressPrinter(),
    });
    // An audit at a past block says nothing about today.
    if (values.block.length === 0 && !readOnly) {
      const differences = report.checks.reduce((sum, check) => sum + check.differences.length, 0);
      await saveAuditRun(db, { begunAt, verdict: report.verdict, differences });
    }
    process.stdout.write(
      values.json
        ? `${JSON.stringify(auditAsJson(report, registry), null, 2)}\n`
        : auditAsText(report, registry),
    );
    return exitCodes[report.verdict];
  } finally {
    stop.abort();
    await db.destroy();
  }
}

function printLine(line: string): void {
  process.stderr.write(`purser audit: ${line}\n`);
}

/** Prints the progress of each network now and then. */
function createProgressPrinter(): (progress: Progress) => void {
  const printedAt = new Map<NetworkCode, number>();
  return ({ network, block, addresses, of }) => {
    const last = printedAt.get(network) ?? performance.now();
    if (!printedAt.has(network)) printedAt.set(network, last);
    if (performance.now() - last < progressEveryMs) return;
    printedAt.set(network, performance.now());
    printLine(`${network}: ${String(addresses)} of ${String(of)} addresses, now at block ${String(block)}`);
  };
}

function parseBlock(text: string): readonly [NetworkCode, number] {
  const [code = '', number] = text.split('=');
  const block = wholeNumber('--block', number);
  if (block === undefined) throw new Error('--block takes NETWORK=N');
  return [code as NetworkCode, block];
}

try {
  process.exitCode = await main();
} catch (error) {
  printLine(describeFailure(error));
  process.exitCode = exitCodes.incomplete;
}
