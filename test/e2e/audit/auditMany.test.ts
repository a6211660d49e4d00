import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { checksumAddress } from '../../../chain/deriveAddress.ts';
import { keccak256 } from '../../../chain/keccak.ts';
import { createBalanceReader } from '../../../chain/readManyBalances.ts';
import { multicallAddress } from '../../../chain/readMulticall.ts';
import type { RpcPool } from '../../../chain/rpc/rpcPool.ts';
import { createRpcPool } from '../../../chain/rpc/rpcPool.ts';
import type { AuditInput } from '../../../cli/audit/auditBooks.ts';
import { compareBalances, StateForgotten } from '../../../cli/audit/compareBalances.ts';
import type { Turn } from '../../../cli/audit/pursesInTurn.ts';
import { nextPurses } from '../../../db/audit/nextPurses.ts';
import { readScannedBlock } from '../../../db/audit/readFinalBlocks.ts';
import { newId } from '../../../domain/ids.ts';
import { deployContract } from '../../../testkit/chain/contracts/deployContract.ts';
import { payInternal } from '../../../testkit/chain/payers/payInternal.ts';
import type { Owner } from '../../db/fixtures.ts';
import { address } from '../../db/fixtures.ts';
import type { BalanceNode } from '../scanning/balanceNode.ts';
import { asItIs, forgotten, startBalanceNode, well } from '../scanning/balanceNode.ts';
import type { Watcher } from '../scanning/watcher.ts';
import type { AuditWorld } from './auditWorld.ts';
import { found, startAuditWorld, totals } from './auditWorld.ts';

const whole = 10n ** 18n;
const purses = 700;
let world: AuditWorld;
let watcher: Watcher;
let node: BalanceNode;
/** Paid by a contract, which nobody found. */
let lucky: Owner;
/** The contract that tests use instead of Multicall3. */
let codeHash: string;

const poolOf = (): RpcPool =>
  createRpcPool({ network: { ...watcher.network, rpc: [node.url] }, stop: new AbortController().signal });
const audit = (options: Partial<AuditInput> = {}) => {
  const pool = poolOf();
  return world.audit({ poolOf: () => pool, read: createBalanceReader(codeHash), ...options });
};
const count = (what: string): number => node.asked.filter(asked => asked === what).length;
const setCode = async (code: string): Promise<void> => {
  await watcher.chain.request('hardhat_setCode', [multicallAddress, code]);
  await watcher.settle();
};

let code: string;
beforeAll(async () => {
  world = await startAuditWorld();
  ({ watcher } = world);
  await world.fillBooks();
  await newOwners(purses);
  lucky = await watcher.newOwner();
  const { rpcUrl, faucetKey: key } = watcher.chain;
  await Promise.all([payInternal({ rpcUrl, key, to: lucky.address, amount: whole }), watcher.chain.mine(1)]);
  const deploying = deployContract({ rpcUrl, key, name: 'Multicall' });
  const { address: deployed } = await deploying;
  await watcher.settle();
  code = String(await watcher.chain.request('eth_getCode', [deployed, 'latest']));
  codeHash = Buffer.from(keccak256(Buffer.from(code.slice(2), 'hex'))).toString('hex');
  node = await startBalanceNode(rpcUrl);
});
afterEach(() => {
  Object.assign(node, { calls: 0, takes: Infinity, instead: well, change: asItIs });
  node.asked.length = 0;
});
afterAll(async () => {
  await node.stop();
  await watcher.stop();
});

/** Customers with purses without any transfer. */
async function newOwners(many: number): Promise<void> {
  const { accountId } = world.owner;
  const rows = Array.from({ length: many }, (_, at) => {
    const to = address();
    return { id: newId('pur'), customer: newId('cus'), to, at };
  });
  const { db } = watcher;
  await db
    .insertInto('customers')
    .values(rows.map(({ customer }) => ({ id: customer, account_id: accountId, metadata: '{}' })))
    .execute();
  await db
    .insertInto('purses')
    .values(
      rows.map(({ id, customer, to, at }) => ({
        id,
        account_id: accountId,
        customer_id: customer,
        state: 'ACTIVE' as const,
        address: to,
        address_checksum: checksumAddress(to),
        hd_fingerprint: `many ${String(many)}`,
        hd_index: at,
        expires_at: new Date(Date.now() + 1e9),
      })),
    )
    .execute();
}

/** What every audit finds here, however it reads. */
async function expectFound(report: Awaited<ReturnType<typeof audit>>): Promise<void> {
  expect(report.chains).toMatchObject([{ failure: null, addresses: purses + 4 }]);
  expect(found(report)).toEqual({ chain: [[await world.checksumOf(lucky), '0', '1']] });
  expect(totals(report)).toMatchObject({
    ETH: { credited: '2', held: '3', unposted: '4', chain: '10', difference: '1' },
    USDT: { credited: '5', chain: '5.000001', difference: '0' },
  });
}

describe('without Multicall3', () => {
  it('balances are read in batches', async () => {
    await expectFound(await audit());
    expect(count('batch of 100')).toBe(14);
    expect(node.asked.length).toBeLessThan(30);
    // A batch costs what its calls cost.
    expect(node.calls).toBeGreaterThanOrEqual(2 * (purses + 4));
  });

  it('a node with a smaller batch limit gets smaller batches', async () => {
    node.takes = 30;
    await expectFound(await audit());
    expect(count('batch of 100')).toBeLessThanOrEqual(4);
    expect(count('batch of 25')).toBeGreaterThan(40);
    expect(count('eth_getBalance')).toBeLessThan(10);
  });

  it('a node without batches gets single calls, and is not blamed', async () => {
    node.takes = 0;
    const pool = poolOf();
    await expectFound(await audit({ poolOf: () => pool }));
    expect(count('eth_getBalance')).toBeGreaterThanOrEqual(purses);
    expect(pool.health()).toMatchObject([{ state: 'well', failures: 0 }]);
  });

  it('other code at its address is not called', async () => {
    await setCode(`${code}00`);
    await expectFound(await audit());
    expect(count('batch of 100')).toBe(14);
    await setCode('0x');
  });
});

describe('with Multicall3', () => {
  beforeAll(() => setCode(code));

  it('one call reads hundreds of balances, of coins and tokens', async () => {
    await expectFound(await audit());
    expect(node.asked.filter(asked => asked.startsWith('batch'))).toEqual([]);
    expect(count('eth_call')).toBe(4);
    expect(node.calls).toBeLessThan(12);
  });

  it('a token that fails in it is read alone', async () => {
    const other = { ...watcher.usdt, contract: multicallAddress };
    const { networks, groups } = watcher.registry;
    const registry = { networks, groups, currencies: [watcher.eth, other] };
    const report = await audit({ registry });
    // The contract has no balances at all, which concerns one call only.
    expect(report.chains[0]?.failure).toMatch(/eth_call was refused/);
  }, 30_000);

  it.each([
    ['a short answer', (result: string) => result.slice(0, -64)],
    ['an answer to fewer calls', () => `0x${'20'.padStart(64, '0')}${''.padStart(64, '0')}`],
  ])(
    '%s is refused, and no balance is read from it',
    async (_, change) => {
      node.change = ({ method }, result) => (method === 'eth_call' ? change(String(result)) : result);
      const report = await audit();
      expect(report.verdict).toBe('incomplete');
      expect(report.chains[0]?.failure).toMatch(/^rpc_/);
      expect(report.chains[0]).toMatchObject({ addresses: 0 });
      expect(found(report)).toEqual({});
    },
    60_000,
  );

  it('a differing balance is read again, alone', async () => {
    node.change = ({ method, params }, result) => {
      const { to } = Object(params[0]) as { readonly to?: string };
      if (method !== 'eth_call' || to !== multicallAddress) return result;
      return String(result).replace((2n * whole).toString(16).padStart(64, '0'), '7'.padStart(64, '0'));
    };
    await expectFound(await audit());
  });

  it.each([
    [-32000, 'out of gas'],
    [-32001, 'Resource not found'],
    [-32002, 'Resource unavailable'],
    [-32002, 'request timed out'],
  ])('a node that refuses so many at once (%i %s) gets fewer', async (code, message) => {
    node.instead = ({ method, params }) =>
      method === 'eth_call' && JSON.stringify(params).length > 60_000
        ? { error: { code, message } }
        : undefined;
    await expectFound(await audit());
    expect(node.asked.filter(asked => asked.startsWith('batch'))).toEqual([]);
    expect(count('eth_call')).toBeGreaterThan(10);
  });
});

describe('if the nodes lose the state meanwhile', () => {
  /** The height by which a block was named. */
  const heights = new Map<string, number>();
  /** Refuses the states of all blocks below `from()`, as a full node does. */
  const forget = (from: () => number): void => {
    node.change = (_, result) => {
      const { hash, number } = Object(result) as { readonly hash?: unknown; readonly number?: unknown };
      if (typeof hash === 'string' && typeof number === 'string') heights.set(hash, Number(number));
      return result;
    };
    node.instead = ({ params }) => {
      const { blockHash } = Object(params[1]) as { readonly blockHash?: string };
      if (blockHash === undefined) return undefined;
      const height = heights.get(blockHash);
      return from() === Infinity || (height !== undefined && height < from()) ? forgotten : undefined;
    };
  };
  const finalHeight = async (): Promise<number> => {
    const cursor = await watcher.db
      .selectFrom('chain_cursors')
      .select('final_height')
      .executeTakeFirstOrThrow();
    return cursor.final_height;
  };

  it('the remaining ones are compared at a later final block, each at its own', async () => {
    const before = await finalHeight();
    await newOwners(600);
    let after = before;
    // Money that moves between the two.
    forget(() => after);
    const moved = new Promise<void>((resolve, reject) => {
      const change = node.instead;
      let asked = 0;
      node.instead = call => {
        if (call.method === 'eth_call' && ++asked === 4) {
          void (async () => {
            await world.pay(world.owner, whole);
            await watcher.settle();
            await watcher.settle();
            after = await finalHeight();
          })().then(resolve, reject);
        }
        return change(call);
      };
    });
    const seen: number[] = [];
    const report = await audit({ onProgress: ({ block }) => seen.push(block) });
    await moved;
    expect(report.chains).toMatchObject([{ block: before, failure: null, addresses: purses + 604 }]);
    expect(seen).toHaveLength(2);
    expect(found(report)).toEqual({ chain: [[await world.checksumOf(lucky), '0', '1']] });
  });

  it('if no final state is left, at the last scanned block', async () => {
    const height = Number(await watcher.chain.request('eth_blockNumber'));
    forget(() => height);
    await world.pay(world.owner, whole);
    await watcher.chain.mine(1);
    await watcher.caughtUp();
    const report = await audit();
    expect(report.chains).toMatchObject([
      { block: await finalHeight(), lastBlock: height + 1, failure: null, addresses: purses + 604 },
    ]);
    expect(found(report)).toEqual({ chain: [[await world.checksumOf(lucky), '0', '1']] });
    await watcher.settle();
  });

  it('nothing is read from a block that left the chain before the books were read', async () => {
    const { chainId } = watcher.network;
    const scanned = await readScannedBlock(watcher.db, chainId);
    if (!scanned) throw new Error('the chain was scanned');
    const purses = await nextPurses(watcher.db, 'used', null, 10);
    const compare = async () => {
      const found = { addresses: 0, balances: 0, totals: [], differences: [] };
      const comparing = { db: watcher.db, pool: poolOf(), read: createBalanceReader(codeHash), limit: 10 };
      const block = { chainId, ...scanned, final: false };
      const failure: unknown = await compareBalances(comparing, block, purses, found).catch(
        (error: unknown) => error,
      );
      return { failure, addresses: found.addresses };
    };
    const rename = (from: string, to: string) =>
      sql`update blocks set hash = ${to} where number = ${scanned.number} and hash = ${from}`.execute(
        watcher.db,
      );
    expect(await compare()).toEqual({ failure: undefined, addresses: 3 });
    await rename(scanned.hash, 'another');
    const { failure, addresses } = await compare();
    await rename('another', scanned.hash);
    expect(failure).toBeInstanceOf(StateForgotten);
    expect(addresses).toBe(0);
  });

  it('a requested block is not replaced by another', async () => {
    const asked = await finalHeight();
    forget(() => asked + 1);
    const report = await audit({ blocks: new Map([[watcher.network.code, asked]]) });
    expect(report).toMatchObject({
      verdict: 'incomplete',
      chains: [{ block: asked, lastBlock: asked, addresses: 0 }],
    });
    expect(report.chains[0]?.failure).toMatch(/^rpc_unavailable/);
  });

  it('a node without any state is given up', async () => {
    forget(() => Infinity);
    expect(await audit()).toMatchObject({ verdict: 'incomplete', chains: [{ addresses: 0 }] });
  });
});

describe('in turn', () => {
  /** The compared purses, by the requested addresses. */
  async function night(turn: Turn) {
    const compared = new Set<unknown>();
    const before = node.instead;
    await setCode('0x');
    node.instead = call => {
      if (call.method === 'eth_getBalance') compared.add(call.params[0]);
      return before(call);
    };
    const report = await audit({ turn });
    node.instead = before;
    return { compared, left: report.chains[0]?.left, addresses: report.chains[0]?.addresses };
  }
  const used = async (): Promise<readonly string[]> => {
    const rows = await watcher.db
      .selectFrom('purses')
      .innerJoin('transactions', 'transactions.purse_id', 'purses.id')
      .select('purses.address')
      .distinct()
      .execute();
    return rows.flatMap(({ address }) => (address === null ? [] : [address]));
  };

  // 1301 without a transfer: a third of them is 434, and a share that divides them has no remainder.
  it.each([
    [3, 434],
    [1301, 1],
  ])('of %i nights each compares the used purses, and %i of the others', async (nights, share) => {
    await watcher.db.deleteFrom('audit_rounds').execute();
    const first = await night({ nights, atLeast: 1 });
    const second = await night({ nights, atLeast: 1 });
    for (const each of [first, second]) {
      expect(each).toMatchObject({ addresses: 3 + share, left: 1301 - share });
      expect([...each.compared]).toEqual(expect.arrayContaining([...(await used())]));
    }
    expect(first.compared.intersection(second.compared).size).toBe(3);
  });

  it('all had their turn after so many nights, and the next round begins', async () => {
    await watcher.db.deleteFrom('audit_rounds').execute();
    const nights = [];
    for (let at = 0; at < 4; at++) nights.push(await night({ nights: 3, atLeast: 1 }));
    const [first, second, third, fourth] = nights.map(({ compared }) => compared);
    expect(first?.union(second ?? new Set()).union(third ?? new Set()).size).toBe(1304);
    expect(fourth).toEqual(first);
  });

  it('a round without a remainder leaves no night without purses', async () => {
    const { id } = await watcher.db
      .selectFrom('purses')
      .select('id')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    await watcher.db.updateTable('audit_rounds').set({ purse_id: id }).execute();
    expect(await night({ nights: 3, atLeast: 1 })).toMatchObject({ addresses: 437 });
  });

  it('if there are few, all are compared', async () => {
    expect(await night({ nights: 3, atLeast: 2000 })).toMatchObject({ addresses: 1304, left: 0 });
    const round = await watcher.db.selectFrom('audit_rounds').selectAll().executeTakeFirstOrThrow();
    expect(round.purse_id).toBeNull();
    expect(round.ended_at).toBeInstanceOf(Date);
  });
});
