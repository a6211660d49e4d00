import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { claimChain } from '../../../db/scanning/claimChain.ts';
import { bookFees } from '../../../db/sending/bookFees.ts';
import { openLane } from '../../../db/sending/openLane.ts';
import { matchUnknown } from '../../../db/sending/reconcileLane.ts';
import { recordOutgoing } from '../../../db/sending/recordOutgoing.ts';
import { takeNonces } from '../../../db/sending/saveAttempt.ts';
import { finalizeSends, takeSendsBack } from '../../../db/sending/settleSends.ts';
import type { Address, BlockHash, TxHash } from '../../../domain/address.ts';
import type { AccountId } from '../../../domain/ids.ts';
import type { ChainId } from '../../../domain/registry.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { asMemberOf } from '../asMemberOf.ts';
import { address, eth, network, txHash } from '../fixtures.ts';
import { newAccount } from '../webhooks/webhookWorld.ts';

const { chainId, code } = network;
const natives = [eth];

let owner: TestDatabase;
let accountId: AccountId;
let lane: { readonly chainId: ChainId; readonly sender: Address };
let height = 0;
beforeAll(async () => {
  owner = await createTestDatabase();
  await claimChain(owner.db, network);
});
afterAll(() => owner.drop());
beforeEach(async () => {
  accountId = await newAccount(owner.db);
  lane = { chainId, sender: address() };
  await openLane(owner.db, lane, { accountId, network: code, nextNonce: 0 });
});

interface Sent {
  readonly fee?: bigint;
  readonly succeeded?: boolean;
  readonly isEmpty?: boolean;
  readonly hash?: TxHash;
}

/** A transaction of the lane, mined in a block of its own. */
async function mine(
  nonce: number,
  { fee = 21_000n, succeeded = true, isEmpty = false, hash = txHash() }: Sent = {},
) {
  const fees = { kind: 'legacy', gasPrice: 1n } as const;
  const attempt = { hash, raw: '0x02', isEmpty, gasLimit: 21_000n, value: 0n, fees };
  await takeNonces(owner.db, lane, nonce, [{ intent: null, attempt }], 10n ** 18n);
  await record(nonce, hash, { fee, succeeded });
  return hash;
}

async function record(nonce: number, hash: TxHash, { fee = 21_000n, succeeded = true }: Sent = {}) {
  height += 1;
  const block = { chainId, number: height, hash: txHash() as string as BlockHash };
  const outcome = { succeeded, gasUsed: 21_000n, fee, skipped: [] };
  await recordOutgoing(owner.db, block, [{ sender: lane.sender, nonce, hash, ...outcome }]);
}

const finalize = () => finalizeSends(owner.db, chainId, { height, mustBeProven: false });

/** The books of the account, as `hash ledger amount currency customer`. */
async function booked(): Promise<readonly string[]> {
  const { rows } = await sql<{ line: string }>`
    select concat_ws(' ', e.send_hash, p.ledger, p.amount, p.currency, coalesce(p.customer_id, p.purse_id)) as line
    from entries e join postings p on p.entry_id = e.id
    where e.account_id = ${accountId} and p.account_id = ${accountId} and e.purpose = 'gas'
    order by p.id
  `.execute(owner.db);
  return rows.map(({ line }) => line);
}
const entry = (hash: TxHash, fee = 21_000n) => [
  `${hash} fees -${String(fee)} ETH`,
  `${hash} gas ${String(fee)} ETH`,
];

it('what each final transaction cost is booked once: also a failed and an empty one, and none that was free', async () => {
  const hashes = [
    await mine(0, { fee: 1n }),
    await mine(1, { fee: 2n, succeeded: false }),
    await mine(2, { fee: 3n, isEmpty: true }),
    await mine(3, { fee: 0n }),
  ];
  expect(await bookFees(owner.db, natives, 100)).toBe(0);
  await finalize();
  const notFinal = await mine(4);
  await asMemberOf(owner, 'purser_worker', async db => {
    expect(await bookFees(db, natives, 100)).toBe(3);
    expect(await bookFees(db, natives, 100)).toBe(0);
  });
  const due = hashes.slice(0, 3).flatMap((hash, at) => entry(hash, BigInt(at + 1)));
  expect(await booked()).toEqual(due);
  await finalize();
  await bookFees(owner.db, natives, 100);
  expect(await booked()).toEqual([...due, ...entry(notFinal)]);
});

it('several that book at once book each fee once, some at a time', async () => {
  const hashes: TxHash[] = [];
  for (let nonce = 0; nonce < 10; nonce += 1) hashes.push(await mine(nonce));
  await finalize();
  const drain = async (): Promise<void> => {
    while ((await bookFees(owner.db, natives, 3)) > 0);
  };
  await Promise.all([drain(), drain(), drain()]);
  await drain();
  expect((await booked()).toSorted()).toEqual(hashes.flatMap(hash => entry(hash)).toSorted());
});

it('a fee that was booked is not booked again when a fork brings its transaction again', async () => {
  const hash = await mine(0);
  await finalize();
  await bookFees(owner.db, natives, 100);
  await takeSendsBack(owner.db, chainId, height - 1);
  await record(0, hash);
  await finalize();
  expect(await bookFees(owner.db, natives, 100)).toBe(1);
  expect(await booked()).toEqual(entry(hash));
});

it('a fee that waits for its entry is not booked while a fork has taken its transaction back', async () => {
  const hash = await mine(0);
  await finalize();
  await takeSendsBack(owner.db, chainId, height - 1);
  expect(await bookFees(owner.db, natives, 100)).toBe(0);
  await record(0, hash, { fee: 22_000n });
  await finalize();
  await bookFees(owner.db, natives, 100);
  expect(await booked()).toEqual(entry(hash, 22_000n));
});

it('what a person matched is booked too', async () => {
  const hash = txHash();
  await record(0, hash, { fee: 5n });
  await finalize();
  await bookFees(owner.db, natives, 100);
  expect(await booked()).toEqual([]);
  await sql`update chain_cursors set final_height = ${height}`.execute(owner.db);
  await asMemberOf(owner, 'purser_signer', async db => {
    expect(await matchUnknown(db, lane, { hash, intent: null, reason: 'by hand' })).toBe('matched');
  });
  await bookFees(owner.db, natives, 100);
  expect(await booked()).toEqual(entry(hash, 5n));
});

it('on a network whose own coin is in no registry, a fee waits for it', async () => {
  const hash = await mine(0);
  await finalize();
  expect(await bookFees(owner.db, [{ ...eth, chainId: 999 as ChainId }], 100)).toBe(0);
  expect(await booked()).toEqual([]);
  await bookFees(owner.db, natives, 100);
  expect(await booked()).toEqual(entry(hash));
});
