import { userInfo } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deploy } from '../../cli/sweep/deploy.ts';
import { lanes } from '../../cli/sweep/lanes.ts';
import { pause, resume } from '../../cli/sweep/pause.ts';
import { reconcile } from '../../cli/sweep/reconcile.ts';
import { stopLanes } from '../../db/findings/stopLanes.ts';
import { claimChain } from '../../db/scanning/claimChain.ts';
import { openLane } from '../../db/sending/openLane.ts';
import { recordOutgoing } from '../../db/sending/recordOutgoing.ts';
import { takeNonces } from '../../db/sending/saveAttempt.ts';
import type { BlockHash, TxHash } from '../../domain/address.ts';
import type { AccountId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import type { ChainId, CurrencyCode, NetworkCode } from '../../domain/registry.ts';
import type { LaneId } from '../../domain/sending/lane.ts';
import type { FindingKind } from '../../domain/sweeping/finding.ts';
import { network as listed, newOwner } from '../db/fixtures.ts';
import { network, SweepWorld } from './sweepWorld.ts';

let world: SweepWorld;
let lane: LaneId;
let accountId: AccountId;
beforeAll(async () => {
  world = await SweepWorld.start();
  accountId = (await world.install()).account;
  lane = { chainId: world.anvil.chainId as ChainId, sender: world.operator };
  expect(await lanes([])).toContain('nothing was sent from');
  await expect(pause(['--network', network, '--reason', 'holiday'])).rejects.toThrow('nothing was sent');
  await openLane(world.db, lane, { accountId, network: network as NetworkCode, nextNonce: 0 });
  await claimChain(world.db, listed);
});
afterAll(() => world.stop());

const hash = (text: string) => `0x${text.repeat(32)}` as TxHash;
const show = async () => JSON.parse(await lanes(['--json'])) as readonly unknown[];

test('a lane is paused and resumed, with the reason', async () => {
  expect(await pause(['--network', network, '--reason', 'holiday'])).toBe('Nothing more is signed.');
  expect(await show()).toMatchObject([
    { network, nextNonce: 0, stopped: { code: 'paused', detail: 'holiday' } },
  ]);
  expect(await pause(['--network', network, '--reason', 'again'])).toContain('paused');
  await expect(pause(['--network', network])).rejects.toThrow('--reason');
  expect(await resume(['--network', network])).toBe('The lane is open.');
  expect(await show()).toMatchObject([{ stopped: null }]);
});

test('what is under way is shown; what is unknown is matched, and then the lane is opened', async () => {
  const intent = { kind: 'payout', id: 'pyo_1' } as const;
  const fees = { kind: 'dynamic', maxFeePerGas: 7n, maxPriorityFeePerGas: 1n } as const;
  const attempt = { hash: hash('01'), raw: '0x02', isEmpty: false, gasLimit: 21_000n, value: 0n, fees };
  expect(await takeNonces(world.db, lane, 0, [{ intent, attempt }], 10n ** 18n)).toEqual({ is: 'taken' });
  expect(await lanes(['--network', network])).toContain(
    `0  payout:pyo_1  sent  ${hash('01')}, attempt 1 at 7 wei`,
  );

  const stranger = {
    sender: lane.sender,
    nonce: 0,
    hash: hash('02'),
    succeeded: true,
    gasUsed: 1n,
    fee: 1n,
    skipped: [],
  };
  const block = { chainId: lane.chainId, number: 5, hash: hash('bb') as string as BlockHash };
  await recordOutgoing(world.db, block, [stranger]);
  expect(await lanes([])).toContain(`0  UNKNOWN  ${hash('02')} in block 5`);
  await expect(resume(['--network', network])).rejects.toThrow('is unknown');

  const match = (...args: readonly string[]) =>
    reconcile(['--network', network, '--transaction', hash('02'), ...args]);
  await expect(match('--intent', 'none')).rejects.toThrow('--reason');
  await expect(match('--reason', 'x')).rejects.toThrow('--intent');
  await expect(match('--intent', 'gift:1', '--reason', 'x')).rejects.toThrow('must be one of');
  await expect(match('--intent', 'none', '--reason', 'x')).rejects.toThrow('not final yet');
  await world.db.updateTable('chain_cursors').set({ final_height: 5 }).execute();
  expect(await match('--intent', 'none', '--reason', 'sent by hand')).toContain('none of ours');
  await expect(match('--intent', 'none', '--reason', 'x')).rejects.toThrow('matched already');
  expect(await resume(['--network', network])).toBe('The lane is open.');
  expect(await show()).toMatchObject([{ nextNonce: 1, stopped: null, sends: [], unknown: [] }]);
});

test('a lane that a finding stopped is opened when a person has explained each that is open', async () => {
  const { purseId } = await newOwner(world.db, accountId);
  const found = (kind: FindingKind) => ({
    ...{ id: newId('fnd'), account_id: accountId, network: network as NetworkCode, chain_id: lane.chainId },
    ...{ purse_id: purseId, kind, currency: 'USDT_ETH' as CurrencyCode, amount: 5n, is_final: true },
    ...{ told_at: new Date(), ordinal: newId('fnd') },
  });
  const [first, second, seizure] = [found('token_outflow'), found('token_outflow'), found('token_seizure')];
  await world.db.insertInto('findings').values([first, second, seizure]).execute();
  await stopLanes(world.db, first);
  const explain = (id: string, ...args: readonly string[]) =>
    resume(['--network', network, '--finding', id, ...args]);
  await expect(resume(['--network', network])).rejects.toThrow(first.id);
  await expect(explain(first.id)).rejects.toThrow('--explanation');
  await expect(explain('fnd_1', '--explanation', 'x')).rejects.toThrow('no finding');
  expect(await explain(seizure.id, '--explanation', 'x')).toContain('The purse is swept again');
  expect(await explain(first.id, '--explanation', 'ticket 812')).toContain(second.id);
  await expect(explain(first.id, '--explanation', 'x')).rejects.toThrow('no finding');
  expect(await show()).toMatchObject([{ stopped: { code: 'unexplained_outflow' } }]);
  const partly = (...args: readonly string[]) => explain(second.id, '--explanation', 'ticket 813', ...args);
  await expect(partly('--left', '6')).rejects.toThrow('5 base units');
  await expect(partly('--left', '0.5')).rejects.toThrow('--left');
  await expect(partly('--to', 'fnd_1')).rejects.toThrow('--to');
  await expect(partly('--to', newId('dst'))).rejects.toThrow('no destination');
  await expect(resume(['--network', network, '--left', '3'])).rejects.toThrow('about a finding');
  expect(await partly('--left', '3')).toBe('The lane is open.');
  expect(await show()).toMatchObject([{ stopped: null }]);
  const rows = await world.db
    .selectFrom('findings')
    .select(['explanation', 'resolved_by', 'left_amount'])
    .where('id', 'in', [first.id, second.id])
    .orderBy('explanation')
    .execute();
  expect(rows).toEqual([
    { explanation: 'ticket 812', resolved_by: userInfo().username, left_amount: 5n },
    { explanation: 'ticket 813', resolved_by: userInfo().username, left_amount: 3n },
  ]);
});

test('a purse whose transaction is unknown is shown, matched and opened by its address', async () => {
  const { purseId, address } = await newOwner(world.db, accountId);
  const purse = { chainId: lane.chainId, sender: address };
  await openLane(world.db, purse, { accountId, network: network as NetworkCode, nextNonce: 0, purseId });
  expect(await show()).toHaveLength(1);
  const block = { chainId: lane.chainId, number: 5, hash: hash('bc') as string as BlockHash };
  const outcome = { succeeded: true, gasUsed: 1n, fee: 1n, skipped: [] };
  await recordOutgoing(world.db, block, [{ sender: address, nonce: 0, hash: hash('0f'), ...outcome }]);
  expect(await show()).toMatchObject([{ unknown: [] }, { unknown: [{ hash: hash('0f') }] }]);
  const of = ['--network', network, '--purse', address];
  const match = ['--transaction', hash('0f'), '--intent', 'none', '--reason', 'the seed, by hand'];
  expect(await reconcile([...of, ...match])).toContain('none of ours');
  await expect(resume(['--network', network, '--purse', '0x1'])).rejects.toThrow('--purse');
  // The chain of this test has no such transaction, so the lane goes on where it was.
  expect(await resume(of)).toBe('The lane is open.');
  expect(await show()).toHaveLength(1);
});

test('a key with a lane deploys nothing by itself', async () => {
  const nonce = await world.nonceOf(world.operator);
  await expect(deploy(['--network', network])).rejects.toThrow('has a lane');
  expect(await world.nonceOf(world.operator)).toBe(nonce);
});
