import { Interface } from 'ethers';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { create2Factory, factoryDeployment } from '../../chain/sweeping/create2Factory.ts';
import { deploy } from '../../cli/sweep/deploy.ts';
import { status } from '../../cli/sweep/status.ts';
import { startAnvil } from '../nodes/anvil/startAnvil.ts';
import type { Installation } from './sweepWorld.ts';
import { network, SweepWorld } from './sweepWorld.ts';

let world: SweepWorld;
beforeAll(async () => {
  world = await SweepWorld.start();
});
afterAll(() => world.stop());

const run = (...args: readonly string[]): Promise<string> => deploy(['--network', network, ...args]);

const rowsOf = ({ account }: Installation): Promise<unknown[]> =>
  world.db
    .selectFrom('sweepers')
    .select(['network', 'sweeper', 'delegate'])
    .where('account_id', '=', account)
    .execute();

const sweeperAbi = new Interface([
  'function transferOwnership(address)',
  'function acceptOwnership()',
  'function addOperator(address)',
  'function proposeDestination(address)',
]);

test('deploys the factory, the sweeper and its delegate, saves them, and says what the owner sends', async () => {
  const installation = await world.install();
  const { sweeper, delegate } = installation.deployment;
  expect(await world.codeAt(create2Factory)).toBe('0x');
  const to = `0x${'77'.repeat(20)}`;
  const output = await run('--destination', to);
  expect(output).toContain('deployed factory and sweeper');
  expect(output.toLowerCase()).toContain(sweeper);
  expect(output).toContain(sweeperAbi.encodeFunctionData('addOperator', [world.operator]));
  expect(output).toContain(sweeperAbi.encodeFunctionData('proposeDestination', [to]));
  // One key could take all.
  expect(output).toContain('warning: the owner has no code');
  expect(await rowsOf(installation)).toEqual([{ network, sweeper, delegate }]);

  // Again: it only looks.
  const nonce = await world.nonceOf(world.operator);
  expect(await run()).toContain('all was there');
  expect(await world.nonceOf(world.operator)).toBe(nonce);
  expect(await rowsOf(installation)).toHaveLength(1);
  // For that it needs no password.
  expect(JSON.parse(await status(['--json']))).toMatchObject([
    {
      network,
      operator: { balance: expect.stringMatching(/^99\.\d+$/) as string },
      authorizations: { total: 0 },
    },
  ]);
});

test('several that deploy at once deploy once', async () => {
  const installation = await world.install();
  const nonce = await world.nonceOf(world.operator);
  const outputs = await Promise.all([run(), run(), run()]);
  expect(outputs.filter(output => output.includes('deployed'))).toHaveLength(1);
  expect(await world.nonceOf(world.operator)).toBe(nonce + 1);
  expect(await rowsOf(installation)).toHaveLength(1);
});

test('what a stranger deployed is checked, and costs nothing', async () => {
  const installation = await world.install();
  const { sweeper, call } = installation.deployment;
  await world.send(installation.owner, call.to, call.data);
  const nonce = await world.nonceOf(world.operator);
  expect(await run()).toContain('all was there');
  expect(await world.nonceOf(world.operator)).toBe(nonce);
  expect(await rowsOf(installation)).toMatchObject([{ sweeper }]);
});

test('an interrupted deployment is finished: the keyless account may have its coins already', async () => {
  await world.install();
  const undo = await world.snapshot();
  await world.anvil.request('anvil_setCode', [create2Factory, '0x']);
  await world.anvil.request('anvil_setNonce', [factoryDeployment.sender, '0x0']);
  await world.anvil.request('anvil_setNonce', [create2Factory, '0x0']);
  await world.anvil.request('anvil_setBalance', [
    factoryDeployment.sender,
    `0x${factoryDeployment.price.toString(16)}`,
  ]);
  const nonce = await world.nonceOf(world.operator);
  expect(await run()).toContain('deployed factory and sweeper');
  expect(await world.nonceOf(world.operator)).toBe(nonce + 1);
  await undo();
});

test('another owner on the chain is refused, and nothing is saved', async () => {
  const installation = await world.install();
  const { deployment, owner } = installation;
  await world.send(owner, deployment.call.to, deployment.call.data);
  const other = (await world.install()).owner;
  await world.send(
    owner,
    deployment.sweeper,
    sweeperAbi.encodeFunctionData('transferOwnership', [other.address]),
  );
  await world.send(other, deployment.sweeper, sweeperAbi.encodeFunctionData('acceptOwnership'));
  use(installation);
  await expect(run()).rejects.toThrow('is refused: owner');
  expect(await rowsOf(installation)).toEqual([]);
  expect(JSON.parse(await status(['--json']))).toMatchObject([{ warnings: ['sweeper: owner'] }]);
});

test.for(['sweeper_code', 'delegate_code', 'factory_code'] as const)(
  'code that is not this release’s is refused: %s',
  async fault => {
    const installation = await world.install();
    const { sweeper, delegate } = installation.deployment;
    await run();
    const undo = await world.snapshot();
    const at = { sweeper_code: sweeper, delegate_code: delegate, factory_code: create2Factory }[fault];
    const code = await world.codeAt(at);
    await world.anvil.request('anvil_setCode', [at, `${code}00`]);
    await expect(run()).rejects.toThrow(`is refused: ${fault}`);
    await undo();
  },
);

test('other settings than those of the saved sweeper are refused before anything is sent', async () => {
  const installation = await world.install();
  await run();
  installation.write({}, { delaySeconds: 1 });
  const nonce = await world.nonceOf(world.operator);
  await expect(run()).rejects.toThrow('a second one beside it');
  expect(await world.nonceOf(world.operator)).toBe(nonce);
});

const live = { mode: 'live', testChainIds: [] };
const transfer = {
  method: 'transfer',
  destinations: [`0x${'77'.repeat(20)}`],
  owner: undefined,
  delaySeconds: undefined,
};

test.for<[why: string, of: Readonly<Record<string, unknown>>, ofNetwork: Readonly<Record<string, unknown>>]>([
  ['is a test account, and the mode is live', live, { delaySeconds: 86_400 }],
  ['there is no account', { account: 'acc_00000000000000000000000000' }, {}],
  ['serves chain 31337', {}, { chainId: 31_338 }],
  ['has the method transfer', { seedFile: '/nowhere' }, transfer],
  ['price_above_cap', {}, { maxFeePerGasGwei: '0.000000001' }],
  ['delaySeconds: must be at least 86400', live, { delaySeconds: 86_399 }],
  ['no answer', {}, { rpc: ['http://127.0.0.1:1'] }],
])('sends and saves nothing if a setting is wrong: %s', async ([why, of, ofNetwork]) => {
  const installation = await world.install();
  installation.write(of, ofNetwork);
  const nonce = await world.nonceOf(world.operator);
  await expect(run()).rejects.toThrow(why);
  expect(await world.nonceOf(world.operator)).toBe(nonce);
  expect(await rowsOf(installation)).toEqual([]);
});

test('the second node is used if the first is down, and refused if it serves another chain', async () => {
  const installation = await world.install();
  const down = 'http://127.0.0.1:1';
  installation.write({}, { rpc: [down, world.anvil.rpcUrl] });
  expect(await run()).toContain('deployed sweeper');
  const other = await startAnvil();
  onTestFinished(() => other.stop());
  await other.request('anvil_setChainId', [31_338]);
  installation.write({}, { rpc: [world.anvil.rpcUrl, other.rpcUrl] });
  await expect(run()).rejects.toMatchObject({ code: 'wrong_chain' });
  expect(JSON.parse(await status(['--json']))).toMatchObject([
    { operator: { balance: null }, warnings: [expect.stringContaining('serves chain 31338')] },
  ]);
  installation.write({}, { rpc: [down] });
  expect(await status([])).toContain('warning: ANVIL#1');
});

test('an operator without coins for gas sends nothing', async () => {
  const installation = await world.install();
  const undo = await world.snapshot();
  await world.anvil.request('anvil_setBalance', [world.operator, '0x1']);
  await expect(run()).rejects.toThrow(/funds/i);
  await undo();
  expect(await rowsOf(installation)).toEqual([]);
});

test.for(['0x12', `0x${'00'.repeat(20)}`, 'sweeper', 'delegate'] as const)(
  'proposes no destination where coins would be lost: %s',
  async given => {
    const { deployment } = await world.install();
    const to = given === 'sweeper' || given === 'delegate' ? deployment[given] : given;
    await expect(run('--destination', to)).rejects.toThrow(/destination|never be moved/);
    expect(await world.codeAt(deployment.sweeper)).toBe('0x');
  },
);

test('a network that the settings do not have is refused', async () => {
  await world.install();
  await expect(deploy([])).rejects.toThrow('--network');
  await expect(deploy(['--network', 'ETHEREUM'])).rejects.toThrow('--network');
});

/** Makes the commands use these settings again. */
function use({ env }: Installation): void {
  Object.assign(process.env, env);
}
