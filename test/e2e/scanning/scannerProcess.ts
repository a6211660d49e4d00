/**
 * A scanner in its own process that dies by SIGKILL at the n-th step boundary: before each statement to the
 * database, also those that begin and commit, and before each call to the node. It has one node and compares no balances, so
 * nothing is stored between an answer and the next boundary: a death after an answer would be that death again. It ends by itself, with 0, at the given height. The order
 * comes by its standard input, which then ends.
 */
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { walkChain } from '../../../activities/scanning/walkChain.ts';
import { checksumAddress } from '../../../chain/deriveAddress.ts';
import type { Rpc } from '../../../chain/rpc/rpc.ts';
import type { RpcPool } from '../../../chain/rpc/rpcPool.ts';
import { createRpcPool } from '../../../chain/rpc/rpcPool.ts';
import { connect } from '../../../db/connect.ts';
import { claimChain } from '../../../db/scanning/claimChain.ts';
import type { ScannerOrder } from './scannerOrder.ts';
import { registryOf } from './scannerOrder.ts';

const given = await text(process.stdin);
// There is nothing more to scan.
if (given === '') process.exit(0);
const order = JSON.parse(given) as ScannerOrder;
const registry = registryOf(order);
const [network] = registry.networks;
if (!network) throw new Error('the order names no network');

let boundaries = 0;
function boundary(): void {
  if (++boundaries === order.dieAt) process.kill(process.pid, 'SIGKILL');
}

const { query } = pg.Client.prototype as unknown as Readonly<
  Record<'query', (this: pg.Client, ...given: unknown[]) => unknown>
>;
Object.assign(pg.Client.prototype, {
  query(this: pg.Client, ...given: unknown[]): unknown {
    boundary();
    return query.apply(this, given);
  },
});

const db = connect(order.databaseUrl, { max: 4 });
const stop = new AbortController();
const real = createRpcPool({ network, stop: stop.signal });
const wrapped = new Map<Rpc, Rpc>();
const wrap = (rpc: Rpc): Rpc => {
  const known = wrapped.get(rpc) ?? {
    ...rpc,
    call: (method: string, params: readonly unknown[]) => {
      boundary();
      return rpc.call(method, params);
    },
  };
  wrapped.set(rpc, known);
  return known;
};
const pool: RpcPool = { ...real, pick: async () => wrap(await real.pick()), background: () => pool };

let height = -1;
let looks = 0;
await walkChain(
  {
    deps: { db, registry, checksum: checksumAddress },
    network,
    pool,
    accept: null,
    // Once more at the end, so that the boundaries of a look at an unchanged head are included.
    mayContinue: () => height < order.until || looks < 2,
    rest: () => Promise.resolve(),
    onStep: at => {
      height = at ?? height;
      if (height >= order.until) looks += 1;
    },
    onCommit: () => undefined,
    onTrouble: ({ message }) => {
      process.stderr.write(`${message}\n`);
    },
  },
  await claimChain(db, network),
);
process.stdout.write(String(boundaries));
stop.abort();
await db.destroy();
