import { parseArgs } from 'node:util';
import { createRpcPool } from '../chain/rpcPool.ts';
import { connect } from '../db/connect.ts';
import type { NetworkCode } from '../domain/registry.ts';
import { readAuditEnv } from '../env.ts';
import { auditBooks } from './auditBooks.ts';
import { wholeNumber } from './options.ts';
import { environmentOf, readRunning, stateFolder } from './running.ts';
import { auditAsJson, auditAsText } from './showAudit.ts';

const usage = `Proves the books against themselves and against the chains, and names what differs.

  npm run audit
  npm run audit -- --block ETHEREUM=19000000 --block BSC=36000000 --json

  --block NETWORK=N  compares the network at this final block; else at the scanner's last final one
  --json             prints one JSON document

It works on the database of DATABASE_URL with PURSER_REGISTRY and PURSER_RPC_<NETWORK>, and without a DATABASE_URL on
the stack that runs with this state folder. It writes nothing. The nodes must have the states of that block.
Ends with 0 where all is as it should be, 1 where something differs, 2 where it could not be completed.
`;

const exitCodes = { clean: 0, different: 1, incomplete: 2 } as const;
/** The books of many millions are read in one statement. */
const longestStatementMs = 3_600_000;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      block: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const { DATABASE_URL, registry } = readAuditEnv(environment());
  const db = connect(DATABASE_URL, { max: 4, applicationName: 'purser-audit', longestStatementMs });
  const stop = new AbortController();
  try {
    const report = await auditBooks({
      db,
      registry,
      poolOf: network => createRpcPool({ network, stop: stop.signal }),
      blocks: new Map(values.block.map(parseBlock)),
    });
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

/** A deployment's environment; without one, that of the stack that runs here. */
function environment(): Readonly<Record<string, string | undefined>> {
  if ((process.env['DATABASE_URL'] ?? '') !== '') return process.env;
  const home = stateFolder(process.env);
  const running = readRunning(home);
  if (running) return environmentOf(running);
  throw new Error(`DATABASE_URL is not set, and no stack runs with ${home}`);
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
  process.stderr.write(`purser audit: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = exitCodes.incomplete;
}
