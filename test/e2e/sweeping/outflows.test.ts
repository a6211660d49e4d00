import { Wallet } from 'ethers';
import { beforeEach, describe, expect, it } from 'vitest';
import { openFindings } from '../../../db/findings/openFindings.ts';
import { resolveFinding } from '../../../db/findings/resolveFinding.ts';
import { resumeLane } from '../../../db/sending/reconcileLane.ts';
import { sweepingAccounts } from '../../../db/sweeping/sweepingAccounts.ts';
import { readSending } from '../../../db/sweeping/views/readSending.ts';
import type { FindingId } from '../../../domain/ids.ts';
import { sendTransaction } from '../../../testkit/chain/payers/sendTransaction.ts';
import type { Owner } from '../../db/fixtures.ts';
import { must } from '../../db/fixtures.ts';
import { ether, planOne, poison, usdt } from './failureWorld.ts';
import { explainAll, burn, erc20, findings, stealTokens, told } from './outflowWorld.ts';
import type { SweepingWorld } from './sweepingWorld.ts';
import { startSweepingWorld } from './sweepingWorld.ts';

let world: SweepingWorld;
let owner: Owner;
let other: Owner;
beforeEach(async () => {
  world = await startSweepingWorld();
  owner = await world.newCustomer();
  other = await world.newCustomer();
  for (const one of [owner, other]) await world.deposit(one, world.watcher.usdt, 40n * usdt);
});

const planners = () => sweepingAccounts(world.watcher.db, world.deps.network.code);
const open = () => openFindings(world.watcher.db, world.deps.accountId, world.deps.network.code);
const sending = async () => must((await readSending(world.watcher.db, world.deps.accountId))[0]);
const lane = () => ({ chainId: world.deps.network.chainId, sender: world.sender });

/** A sweep that is over: the sender has a lane since. */
async function sweepOnce(): Promise<void> {
  const id = await planOne(world);
  expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
  await world.mine(4);
  expect(await world.settle(id)).toBe('completed');
}

describe('tokens that a purse’s own key sends away', () => {
  it('pause the network when they are final, and are told once; a planned sweep is not signed any more', async () => {
    await sweepOnce();
    await world.deposit(owner, world.watcher.usdt, 30n * usdt);
    await world.deposit(other, world.watcher.usdt, 30n * usdt);
    const planned = await planOne(world);
    const hash = await stealTokens(world, owner, 12n * usdt);
    await world.mine(1);
    expect(await findings(world)).toEqual([`token_outflow ${String(12n * usdt)} pending`]);
    expect(await world.stopped()).toBeNull();
    await world.mine(4);
    expect(await findings(world)).toEqual([`token_outflow ${String(12n * usdt)} final`]);
    expect(await world.stopped()).toBe('unexplained_outflow');
    expect(await world.sign(planned)).toMatchObject({ outcome: 'waiting', reason: 'lane_stopped' });
    expect(await planners()).toEqual([]);
    const [findingId] = await open();
    expect(await told(world)).toMatchObject([
      {
        type: 'SENDING_PAUSED',
        data: {
          ...{ network: world.deps.network.code, findingId, reason: 'token_outflow', purseId: owner.purseId },
          ...{ currency: world.watcher.usdt.code, amount: '12', transactionHash: hash, allNetworks: false },
        },
      },
    ]);
    expect(await sending()).toMatchObject({
      ...{ stopped_code: 'unexplained_outflow', finding_id: findingId },
    });
    await world.mine(3);
    expect(await told(world)).toHaveLength(1);
    expect(await world.sends()).toHaveLength(1);
  });

  it('stop a sender that has no lane yet', async () => {
    const planned = await planOne(world);
    await stealTokens(world, owner, usdt);
    await world.mine(5);
    expect(await world.sign(planned)).toMatchObject({ outcome: 'waiting', reason: 'lane_stopped' });
    expect(await sending()).toMatchObject({ stopped_code: 'unexplained_outflow' });
    expect(await planners()).toEqual([]);
    // The signer's row may be newer than the finding: then the finding itself stops it.
    const opened = { stopped_code: null, stopped_detail: null, stopped_at: null };
    await world.watcher.db.updateTable('lanes').set(opened).execute();
    expect(await world.sign(planned)).toMatchObject({ outcome: 'waiting', reason: 'lane_stopped' });
    // Refused, or waiting as the scanner has stopped the row again.
    await world.send('anything').catch(() => undefined);
    expect(await world.sends()).toEqual([]);
  });

  it('and that a reorg takes back before they are final pause nobody', async () => {
    await sweepOnce();
    await world.deposit(owner, world.watcher.usdt, 30n * usdt);
    await stealTokens(world, owner, usdt);
    await world.mine(2);
    expect(await findings(world)).toHaveLength(1);
    await world.anvil.reorg(2);
    await world.mine(6);
    expect(await findings(world)).toEqual([]);
    expect(await world.stopped()).toBeNull();
    expect(await told(world)).toEqual([]);
  });

  it('pause until a person explains each of them', async () => {
    await sweepOnce();
    for (const one of [owner, other]) await world.deposit(one, world.watcher.usdt, 30n * usdt);
    const planned = await planOne(world);
    for (const one of [owner, other]) await stealTokens(world, one, usdt);
    await world.mine(5);
    const { db } = world.watcher;
    const [first, second] = await open();
    const explain = (id: FindingId | undefined) =>
      resolveFinding(db, world.deps.accountId, world.deps.network.code, must(id), {
        ...{ explanation: 'ticket 812', by: 'ann' },
      });
    expect(await explain(first)).toBe('token_outflow');
    expect(await explain(first)).toBeUndefined();
    expect(await resumeLane(db, lane(), 1)).toBe('unexplained');
    await world.tend();
    expect(await world.stopped()).toBe('unexplained_outflow');
    await world.mine(1);
    expect((await told(world)).map(({ type }) => type)).toEqual(['SENDING_PAUSED', 'SENDING_PAUSED']);
    expect(await sending()).toMatchObject({ finding_id: second });
    expect(await explain(second)).toBe('token_outflow');
    // The signer goes on by itself.
    await world.tend();
    expect(await world.stopped()).toBeNull();
    await world.mine(2);
    expect((await told(world)).slice(2)).toMatchObject([
      { type: 'SENDING_RESUMED', data: { findingId: second, explanation: 'ticket 812' } },
    ]);
    expect(await planners()).toEqual([world.deps.accountId]);
    // The purses' nonces have to be explained, too: whoever used their keys may have all.
    expect(await world.sign(planned)).toMatchObject({ outcome: 'waiting', reason: 'lane_stopped' });
    expect(await explainAll(world)).toBe(2);
    expect((await world.sign(planned)).outcome).not.toBe('waiting');
  });
});

describe('pauses nobody:', () => {
  const quiet = async (): Promise<void> => {
    expect(await findings(world)).toEqual([]);
    expect(await told(world)).toEqual([]);
    expect(await world.stopped()).toBeNull();
    expect(await planners()).toEqual([world.deps.accountId]);
  };

  it('a transfer of nothing, which needs no allowance', async () => {
    const stranger = Wallet.createRandom();
    await world.setBalance(stranger.address, ether);
    await sendTransaction({
      ...{ rpcUrl: world.anvil.rpcUrl, key: stranger.privateKey },
      to: must(world.watcher.usdt.contract ?? undefined),
      data: poison(owner.address, stranger.address),
    });
    await world.mine(5);
    await quiet();
  });

  it('a fake token that says so', async () => {
    const fake = `0x${'fa'.repeat(20)}`;
    const { contract } = world.watcher.usdt;
    const code = await world.anvil.request('eth_getCode', [contract, 'latest']);
    await world.anvil.request('anvil_setCode', [fake, code]);
    const { rpcUrl, faucetKey } = world.anvil;
    const data = erc20.encodeFunctionData('mint', [owner.address, usdt]);
    await sendTransaction({ rpcUrl, key: faucetKey, to: fake, data });
    await world.mine(1);
    await world.anvil.request('anvil_impersonateAccount', [owner.address]);
    await world.setBalance(owner.address, ether);
    const transfer = erc20.encodeFunctionData('transfer', [Wallet.createRandom().address, usdt]);
    await world.anvil.request('eth_sendTransaction', [{ from: owner.address, to: fake, data: transfer }]);
    await world.mine(5);
    await quiet();
  });

  it('our own sweep, also if a reorg takes it and it is mined again', async () => {
    const id = await planOne(world);
    expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
    await world.mine(2);
    await world.anvil.reorg(2);
    await world.mine(1);
    await world.tend();
    await world.mine(5);
    expect(await world.settle(id)).toBe('completed');
    await quiet();
  });
});

it('tokens that their issuer burns pause that purse and currency, until a person explains them', async () => {
  await sweepOnce();
  const { usdt: token, db } = world.watcher;
  for (const one of [owner, other]) await world.deposit(one, token, 30n * usdt);
  await burn(world, owner.address, 10n * usdt);
  await world.mine(5);
  expect(await findings(world)).toEqual([`token_seizure ${String(10n * usdt)} final`]);
  expect(await told(world)).toEqual([]);
  expect(await world.stopped()).toBeNull();
  const id = await planOne(world);
  const swept = await db.selectFrom('sweep_items').select('purse_id').where('sweep_id', '=', id).execute();
  expect(swept).toEqual([{ purse_id: other.purseId }]);
  expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
  await world.mine(4);
  const { id: findingId } = await db.selectFrom('findings').select('id').executeTakeFirstOrThrow();
  const { accountId, network } = world.deps;
  const resolution = { explanation: 'the issuer wrote to us', by: 'ann' };
  expect(await resolveFinding(db, accountId, network.code, findingId, resolution)).toBe('token_seizure');
  await world.mine(1);
  expect(await planOne(world)).not.toBe(id);
  expect(await told(world)).toEqual([]);
});
