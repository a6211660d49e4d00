import { randomBytes } from 'node:crypto';
import { createAccount } from '../../db/accounts/createAccount.ts';
import type { Db } from '../../db/connect.ts';
import type { SignalToPurse } from '../../db/outbox/relaySignals.ts';
import { relaySignals } from '../../db/outbox/relaySignals.ts';
import type { Deriver } from '../../db/purses/issueAddress.ts';
import { issueAddress } from '../../db/purses/issueAddress.ts';
import { claimChain } from '../../db/scanning/claimChain.ts';
import { commitBlock } from '../../db/scanning/commitBlock.ts';
import { rollbackChain } from '../../db/scanning/rollbackChain.ts';
import { startChain } from '../../db/scanning/startChain.ts';
import type { Address, BlockHash, ChecksumAddress, TxHash } from '../../domain/address.ts';
import { parseAddress, parseBlockHash, parseTxHash } from '../../domain/address.ts';
import type { AccountId, CustomerId, PurseId, TransactionId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import { baseUnits } from '../../domain/money.ts';
import type { ChainId, Currency, CurrencyCode, Network, NetworkCode } from '../../domain/registry.ts';
import type { Cursor } from '../../domain/scanning/cursor.ts';
import type { FinalHeights } from '../../domain/scanning/finality.ts';
import type { Hit, UnsupportedHit } from '../../domain/scanning/foundBlock.ts';
import type { OutgoingTransaction } from '../../domain/sending/lane.ts';
import type { Outflow } from '../../domain/sweeping/finding.ts';
import type { DestinationChange } from '../../domain/sweeping/destination.ts';
import type { BlockHeader, CoinSource } from '../../domain/scanning/transfer.ts';

const chainId = 31337 as ChainId;
export const eth: Currency = {
  code: 'ETH' as CurrencyCode,
  network: 'ETHEREUM' as NetworkCode,
  chainId,
  name: 'Ether',
  contract: null,
  decimals: 18,
  minDeposit: baseUnits(100n),
  credit: 'transferred',
  tierWeight: 0n,
  supported: true,
};
export const currencyOf = (): Currency => eth;
/** All blocks up to `height` are final for everybody. */
export const finalHeight = (height: number): FinalHeights => ({ all: height, tiers: [] });
/** With one node, and all blocks up to `height` final for everybody. */
export const rules = (height: number) => ({
  final: { all: height, tiers: [] },
  currencyOf,
  mustBeProven: false,
});

export function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a value of the test is malformed');
  return value;
}
const blockHash = (): BlockHash => must(parseBlockHash(`0x${randomBytes(32).toString('hex')}`));
export const txHash = (): TxHash => must(parseTxHash(`0x${randomBytes(32).toString('hex')}`));
export const address = (): Address => must(parseAddress(`0x${randomBytes(20).toString('hex')}`));

export interface Owner {
  readonly accountId: AccountId;
  readonly customerId: CustomerId;
  readonly purseId: PurseId;
  readonly address: Address;
}

/** A customer with an active purse, of a new account unless one is given. Without `deriver` its address has no key. */
export async function newOwner(db: Db, account?: AccountId, deriver?: Deriver): Promise<Owner> {
  const accountId = account ?? (await createAccount(db, { name: 'test', livemode: false })).accountId;
  const customerId = newId('cus');
  await db
    .insertInto('customers')
    .values({ id: customerId, account_id: accountId, metadata: '{}' })
    .execute();
  return nextPurse(db, { accountId, customerId }, deriver);
}

/** The customer with another purse: the first was archived or released. */
export async function nextPurse(
  db: Db,
  { accountId, customerId }: Pick<Owner, 'accountId' | 'customerId'>,
  deriver: Deriver = keylessDeriver(),
): Promise<Owner> {
  const purseId = newId('pur');
  await db
    .insertInto('purses')
    .values({ id: purseId, account_id: accountId, customer_id: customerId })
    .execute();
  await issueAddress(db, deriver, purseId);
  const issued = await db
    .selectFrom('purses')
    .select('address')
    .where('id', '=', purseId)
    .executeTakeFirstOrThrow();
  if (issued.address === null) throw new Error('the purse has no address');
  return { accountId, customerId, purseId, address: issued.address };
}

function keylessDeriver(): Deriver {
  const own = address();
  return { fingerprint: own, derive: () => ({ address: own, checksum: own as string as ChecksumAddress }) };
}

/** A chain that a test mines by hand, scanned with the real statements. */
export class TestScan {
  cursor: Cursor;
  readonly #db: Db;

  private constructor(db: Db, cursor: Cursor) {
    this.#db = db;
    this.cursor = cursor;
  }

  static async start(db: Db): Promise<TestScan> {
    await db.deleteFrom('blocks').execute();
    await db.deleteFrom('chain_cursors').execute();
    const { epoch } = await claimChain(db, network);
    return new TestScan(db, await startChain(db, epoch, header(0, blockHash(), blockHash())));
  }

  /** Another scanner takes over the chain. */
  async takeOver(): Promise<TestScan> {
    const { epoch } = await claimChain(this.#db, network);
    return new TestScan(this.#db, { ...this.cursor, epoch });
  }

  async mine(hits: readonly Hit[] = [], finalHeight = -1, hash = blockHash()): Promise<BlockHeader> {
    return this.commit({ hits, final: { all: finalHeight, tiers: [] }, hash });
  }

  /** A block with additional data. */
  async commit(block: {
    readonly hits?: readonly Hit[];
    readonly unsupported?: readonly UnsupportedHit[];
    readonly outgoing?: readonly OutgoingTransaction[];
    readonly destinations?: readonly DestinationChange[];
    readonly outflows?: readonly Outflow[];
    readonly final?: FinalHeights;
    readonly hash?: BlockHash;
    readonly mustBeProven?: boolean;
    readonly source?: CoinSource;
    readonly currencyOf?: (code: string) => Currency;
  }): Promise<BlockHeader> {
    const { hits = [], unsupported = [], outgoing = [], destinations = [], outflows = null } = block;
    const { hash = blockHash(), mustBeProven = false } = block;
    const mined = header(this.cursor.height + 1, hash, this.cursor.hash);
    this.cursor = await commitBlock(
      this.#db,
      this.cursor,
      {
        ...{ ...mined, source: block.source ?? 'topLevel', receiptsRoot: null },
        ...{ hits, unsupported, outgoing, destinations, outflows },
      },
      {
        final: block.final ?? { all: -1, tiers: [] },
        currencyOf: block.currencyOf ?? currencyOf,
        mustBeProven,
      },
    );
    return mined;
  }

  /** Mines an empty block that makes all earlier ones final. */
  async finalize(): Promise<void> {
    await this.mine([], this.cursor.height);
  }
}

export const network = {
  code: 'ETHEREUM' as NetworkCode,
  chainId,
  name: 'test',
  finality: { kind: 'confirmations', blocks: 2 },
  nativeSource: 'topLevel',
  tiers: [],
  rpc: [],
  ws: null,
  genesisHash: null,
  rpcPerSecond: 1000,
  auditedPurses: 0,
  pollMs: 100,
  quietForMs: null,
  rpcTimeoutMs: 10_000,
  explorer: null,
  publicRpc: null,
} as const satisfies Network;

function header(number: number, hash: BlockHash, parentHash: BlockHash): BlockHeader {
  return { chainId, number, hash, parentHash, minedAt: new Date(1_800_000_000_000 + number * 1000) };
}

export function hit(owner: Owner, amount = 1000n, more: Partial<Hit> = {}): Hit {
  const from = address();
  return {
    txHash: txHash(),
    kind: 'native',
    ordinal: '0',
    currency: eth.code,
    from,
    to: owner.address,
    amount: baseUnits(amount),
    purseId: owner.purseId,
    listed: eth,
    fromChecksum: from as string as ChecksumAddress,
    ...more,
  };
}

/** The deposit of the hit. */
export async function depositOf(db: Db, { txHash: hash, ordinal }: Hit) {
  return db
    .selectFrom('transactions')
    .selectAll()
    .where('tx_hash', '=', hash)
    .where('ordinal', '=', ordinal)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
}

/** Approves or declines as the provider's verdict would, without its event. */
export async function verdict(db: Db, id: TransactionId, decided: 'approve' | 'decline'): Promise<void> {
  await db
    .updateTable('transactions')
    .set({ verdict: decided, verdict_by: 'test', verdict_at: new Date() })
    .where('id', '=', id)
    .execute();
}

/** An owner's deposits in one block that is not final, nobody decided over. `rollBack` takes the block out again. */
export async function minedDeposits(db: Db, owner: Owner, amounts: readonly bigint[]) {
  const scan = await TestScan.start(db);
  const base = scan.cursor;
  const hits = amounts.map(amount => hit(owner, amount));
  await scan.mine(hits);
  const rows = await db
    .selectFrom('transactions')
    .select(['id', 'tx_hash'])
    .where('purse_id', '=', owner.purseId)
    .execute();
  const ids = new Map(rows.map(row => [row.tx_hash, row.id]));
  const rollBack = async (): Promise<void> => {
    scan.cursor = await rollbackChain(db, scan.cursor, { number: base.height, hash: base.hash }, true);
  };
  return { scan, hits, ids: hits.map(({ txHash: hash }) => must(ids.get(hash))), rollBack };
}

/** The same in a final block, approved, and none of them settled. */
export async function approvedDeposits(db: Db, owner: Owner, amounts: readonly bigint[]) {
  const mined = await minedDeposits(db, owner, amounts);
  await mined.scan.finalize();
  for (const id of mined.ids) await verdict(db, id, 'approve');
  return mined;
}

/** An owner's deposit in a final block; approved, unless `verdict` comes later. */
export async function finalDeposit(db: Db, { approved }: { readonly approved: boolean }) {
  const owner = await newOwner(db);
  const scan = await TestScan.start(db);
  const transfer = hit(owner);
  await scan.mine([transfer]);
  await scan.finalize();
  const deposit = await depositOf(db, transfer);
  if (approved) await verdict(db, deposit.id, 'approve');
  return { owner, scan, transfer, deposit };
}

/** Sums of an owner's postings by book. */
export async function booksOf(db: Db, owner: Owner): Promise<Record<string, bigint>> {
  const rows = await db
    .selectFrom('postings')
    .select(({ fn }) => ['ledger', fn.sum<bigint>('amount').as('total')])
    .where('customer_id', '=', owner.customerId)
    .groupBy('ledger')
    .execute();
  return Object.fromEntries(rows.map(row => [row.ledger, row.total]));
}

export async function eventsOf(db: Db, owner: Owner): Promise<string[]> {
  const rows = await db
    .selectFrom('events')
    .select('type')
    .where('customer_id', '=', owner.customerId)
    .orderBy('position')
    .execute();
  return rows.map(row => row.type);
}

/** Sends all waiting signals, and returns those to purses. */
export async function sentSignals(db: Db): Promise<readonly SignalToPurse[]> {
  const sent: SignalToPurse[] = [];
  await relaySignals(db, 1000, signal => {
    if ('purseId' in signal) sent.push(signal);
    return Promise.resolve();
  });
  return sent;
}
