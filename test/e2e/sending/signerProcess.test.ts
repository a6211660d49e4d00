import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { newKeystore, openKeystore } from '../../../chain/sending/keystore.ts';
import { extendedPublicKey, newSeedPhrase } from '../../../cli/stack/secrets.ts';
import { urlOfMember } from '../../db/asMemberOf.ts';
import { newSweeper } from '../../db/destinations/destinationWorld.ts';
import { eventually } from '../testStack.ts';
import type { LaneWorld } from './laneWorld.ts';
import { startLaneWorld } from './laneWorld.ts';

const password = 'correct horse battery staple';
const phrase = newSeedPhrase();
let world: LaneWorld;
let folder: string;
beforeEach(async () => {
  const { keystore } = await newKeystore(password, 1024);
  world = await startLaneWorld(await openKeystore(keystore, password));
  folder = mkdtempSync(join(tmpdir(), 'purser-signer-process-'));
  writeFileSync(join(folder, 'keystore.json'), keystore);
  writeFileSync(join(folder, 'password'), `${password}\n`);
  writeFileSync(join(folder, 'seed'), `${phrase}\n`);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Signer {
  readonly child: ChildProcess;
  readonly output: () => string;
}

/** The process as an operator starts it, with the database role of the signer. */
function startSigner(databaseUrl: string, mode: 'test' | 'live' = 'test'): Signer {
  const { accountId, network } = world.deps;
  const settings = {
    mode,
    account: accountId,
    xpub: extendedPublicKey(phrase),
    seedFile: join(folder, 'seed'),
    ...(mode === 'test' ? { testChainIds: [network.chainId] } : {}),
    networks: {
      [network.code]: {
        ...{ chainId: network.chainId, method: 'transfer', destinations: [world.payee] },
        // The first endpoint is away.
        rpc: ['http://127.0.0.1:1', world.anvil.rpcUrl],
        ...{ maxFeePerGasGwei: '100', dailyGas: '1' },
      },
    },
    approvers: [],
  };
  const file = join(folder, 'signer.json');
  writeFileSync(file, JSON.stringify(settings));
  const child = fork(join(import.meta.dirname, '../../..', 'signer.ts'), {
    env: {
      PATH: process.env['PATH'] ?? '',
      DATABASE_URL: databaseUrl,
      PURSER_SIGNER_SETTINGS: file,
      PURSER_OPERATOR_KEYSTORE: join(folder, 'keystore.json'),
      PURSER_OPERATOR_PASSWORD_FILE: join(folder, 'password'),
      PURSER_PLAIN_HTTP_ALLOW: '127.0.0.1',
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  child.stdout?.on('data', (part: Buffer) => (output += part.toString()));
  child.stderr?.on('data', (part: Buffer) => (output += part.toString()));
  return { child, output: () => output };
}

it('the signer sends what a pool has dropped, and ends when it is told to', async () => {
  await urlOfMember(world.watcher.database, 'purser_signer', async url => {
    const sent = await world.send('a');
    if (sent.outcome !== 'sent') throw new Error(sent.outcome);
    await world.anvil.request('anvil_dropTransaction', [sent.hash]);
    const { child, output } = startSigner(url);
    await once(child, 'message');
    await eventually('the node has the transaction again', async () => {
      const found = await world.deps.rpc.call('eth_getTransactionByHash', [sent.hash]);
      return found !== null;
    });
    await world.mine(1);
    expect(await world.sends()).toMatchObject([{ nonce: 0, status: 'mined' }]);
    child.kill('SIGTERM');
    await once(child, 'close');
    expect(child.exitCode).toBe(0);
    expect(output()).toContain('signer stopped');
    expect(output()).not.toContain(password);
    for (const word of phrase.split(' ')) expect(output()).not.toMatch(new RegExp(` ${word} `));
    // It has told what its settings list.
    const listed = await world.watcher.db.selectFrom('listed_destinations').select('address').execute();
    expect(listed).toEqual([{ address: world.payee }]);
  });
});

it('a signer ends if the account sweeps by a contract on a network on which its purses are to send', async () => {
  await newSweeper(world.watcher.db, world.deps.accountId, { chain_id: world.deps.network.chainId });
  await urlOfMember(world.watcher.database, 'purser_signer', async url => {
    const { child, output } = startSigner(url);
    await once(child, 'close');
    expect(child.exitCode).toBe(1);
    expect(output()).toContain('networks.ETHEREUM.method');
  });
});

it('a signer of live mode ends before it signs anything for an account of test mode', async () => {
  await urlOfMember(world.watcher.database, 'purser_signer', async url => {
    const { child, output } = startSigner(url, 'live');
    await once(child, 'close');
    expect(child.exitCode).toBe(1);
    expect(output()).toContain('is a test account, and the mode is live');
  });
});
