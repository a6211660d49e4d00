import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AbiCoder, Interface, Signature, Wallet } from 'ethers';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { deploy } from '../../cli/sweep/deploy.ts';
import { importFile } from '../../cli/sweep/importFile.ts';
import { status } from '../../cli/sweep/status.ts';
import { signAuthorizations } from '../../cli/keys/signAuthorizations.ts';
import { newSeedPhrase } from '../../cli/stack/secrets.ts';
import { keyOfAddresses } from '../../chain/keyOfAddresses.ts';
import {
  CannotOpenAuthorization,
  createAuthorizationBox,
} from '../../db/authorizations/sealAuthorization.ts';
import type { Address } from '../../domain/address.ts';
import type { ChainId } from '../../domain/registry.ts';
import type { AuthorizationFault } from '../../domain/sweeping/authorization.ts';
import { authorizationLine, headerLine } from '../../domain/sweeping/authorizationLines.ts';
import { readAuthorizationsKey, readOperatorKey } from '../../signerSettings.ts';
import { deployUsdt, usdtContract } from '../nodes/realChain.ts';
import { testAccounts } from '../../testkit/chain/payers/testAccounts.ts';
import type { Installation } from './sweepWorld.ts';
import { network, SweepWorld } from './sweepWorld.ts';

let world: SweepWorld;
beforeAll(async () => {
  world = await SweepWorld.start();
});
afterAll(() => world.stop());

/** What is signed for the purses with index 0 to 2, if nothing else is said. */
interface Signed {
  readonly phrase?: string;
  readonly chainId?: number;
  readonly delegate?: Address;
  readonly nonce?: number;
  readonly from?: number;
  readonly to?: number;
}

/** The lines of a file for this installation, as the offline machine writes them. */
function linesFor({ phrase, deployment }: Installation, signed: Signed = {}): string[] {
  const { delegate, pairs } = signAuthorizations(keyOfAddresses(signed.phrase ?? phrase), {
    chainId: (signed.chainId ?? world.anvil.chainId) as ChainId,
    delegate: signed.delegate ?? deployment.delegate,
    nonce: signed.nonce ?? 0,
    from: signed.from ?? 0,
    to: signed.to ?? 2,
  });
  return [headerLine(delegate), ...[...pairs].map(([authorization]) => authorizationLine(authorization))];
}

const purseOf = ({ phrase }: Installation, index: number): Address =>
  keyOfAddresses(phrase).deriveChild(index).address.toLowerCase() as Address;

/** An installation whose contracts are deployed. */
async function ready(): Promise<Installation> {
  const installation = await world.install();
  await deploy(['--network', network]);
  return installation;
}

async function run(
  { file }: Installation,
  lines: readonly string[],
  ...args: readonly string[]
): Promise<string> {
  const path = file(`${randomBytes(4).toString('hex')}.jsonl`);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return importFile([path, '--network', network, ...args]);
}

async function rowsOf({ deployment }: Installation) {
  return world.db
    .selectFrom('sweep_authorizations')
    .selectAll()
    .where('delegate', '=', deployment.delegate)
    .orderBy('hd_index')
    .orderBy('nonce')
    .execute();
}

const box = () => createAuthorizationBox(readAuthorizationsKey(process.env));

test(
  'from the seed to a sweep: what was signed offline, imported and sealed gives a purse its delegate',
  { timeout: 300_000 },
  async () => {
    const installation = await world.install();
    const { account, owner, deployment, phrase, file } = installation;
    // The offline machine.
    await authorizeOffline(phrase, {
      account,
      owner: owner.address,
      'chain-id': String(world.anvil.chainId),
      'delay-seconds': '0',
      from: '0',
      to: '2',
      out: file('signed.jsonl'),
      revocations: file('revocations.jsonl'),
    });
    // The installation.
    const treasury = `0x${'77'.repeat(20)}`;
    const output = await deploy(['--network', network, '--destination', treasury]);
    expect(await importFile([file('signed.jsonl'), '--network', network])).toContain(
      '3 of 3 authorizations are new',
    );
    // The owner sends what the command printed.
    for (const [, data = ''] of output.matchAll(/^ {2}\w+\(0x\w+\) {2}(0x[0-9a-f]+)$/gm))
      await world.send(owner, deployment.sweeper, data);

    // A purse with coins, and one authorization of the database.
    await deployUsdt(world.anvil);
    const purse = purseOf(installation, 1);
    const token = new Interface([
      'function transfer(address,uint256)',
      'function balanceOf(address) view returns (uint256)',
    ]);
    await world.send(
      new Wallet(testAccounts().faucet.privateKey),
      usdtContract,
      token.encodeFunctionData('transfer', [purse, 5_000_000n]),
    );
    const [, row] = await rowsOf(installation);
    if (!row) throw new Error('nothing was imported');
    const { yParity, r, s } = box().open(
      { chainId: row.chain_id, delegate: row.delegate, authority: row.authority, nonce: row.nonce },
      row.sealed,
    );
    const sweeper = new Interface(['function sweep((address,address,uint256,uint256,address)[])']);
    const operator = await readOperatorKey(process.env);
    const authorization = {
      address: deployment.delegate,
      chainId: BigInt(world.anvil.chainId),
      nonce: 0n,
      signature: Signature.from({ yParity, r, s }),
    };
    await world.mined(
      await operator.signTransaction({
        type: 4,
        chainId: world.anvil.chainId,
        nonce: await world.nonceOf(operator.address),
        to: deployment.sweeper,
        data: sweeper.encodeFunctionData('sweep', [
          [[purse, usdtContract, 4_000_000n, 1_000_000n, treasury]],
        ]),
        value: 0n,
        gasLimit: 1_000_000n,
        maxFeePerGas: 10n ** 11n,
        maxPriorityFeePerGas: 1n,
        authorizationList: [authorization],
      }),
    );
    const balanceOf = async (address: string): Promise<bigint> => {
      const data = token.encodeFunctionData('balanceOf', [address]);
      const answer = await world.anvil.request('eth_call', [{ to: usdtContract, data }, 'latest']);
      return AbiCoder.defaultAbiCoder().decode(['uint256'], String(answer))[0] as bigint;
    };
    expect([await balanceOf(treasury), await balanceOf(purse)]).toEqual([4_000_000n, 1_000_000n]);
    expect(await world.codeAt(purse)).toBe(`0xef0100${deployment.delegate.slice(2)}`);

    // The nonce of that purse is 1 now, and its authorization is known: the file may be imported again.
    expect(await importFile([file('signed.jsonl'), '--network', network])).toContain(
      '0 of 3 authorizations are new',
    );
  },
);

test('imports each authorization once, however often and beside whom', async () => {
  const installation = await ready();
  const lines = linesFor(installation);
  const outputs = await Promise.all([run(installation, lines), run(installation, lines)]);
  const added = outputs.map(output => Number(/: (\d+) of 3/.exec(output)?.[1]));
  expect(added.reduce((one, other) => one + other)).toBe(3);
  const rows = await rowsOf(installation);
  expect(
    rows.map(({ hd_index: index, authority, nonce, state }) => ({ index, authority, nonce, state })),
  ).toEqual(
    [0, 1, 2].map(index => ({ index, authority: purseOf(installation, index), nonce: 0, state: 'unused' })),
  );
  expect(await run(installation, lines)).toContain('0 of 3 authorizations are new');
  expect(await rowsOf(installation)).toEqual(rows);
  // A longer file adds what is new in it.
  expect(await run(installation, linesFor(installation, { from: 1, to: 5 }))).toContain('3 of 5');
  expect(await rowsOf(installation)).toHaveLength(6);
});

test('two imports whose files overlap in opposite places do not deadlock', async () => {
  const installation = await ready();
  const [one, other] = [
    linesFor(installation, { from: 0, to: 39 }),
    linesFor(installation, { from: 20, to: 59 }),
  ];
  await Promise.all([run(installation, one), run(installation, other), run(installation, other)]);
  expect(await rowsOf(installation)).toHaveLength(60);
});

const replaced = (
  lines: readonly string[],
  line: number,
  fields: Readonly<Record<string, unknown>>,
): string[] =>
  lines.map((text, at) =>
    at === line ? JSON.stringify({ ...(JSON.parse(text) as object), ...fields }) : text,
  );

test.for<[AuthorizationFault, string, (of: Installation) => readonly string[]]>([
  ['fingerprint', 'of another seed', of => linesFor(of, { phrase: newSeedPhrase() })],
  [
    'authority',
    'of another seed, with our fingerprint',
    of =>
      replaced(linesFor(of, { phrase: newSeedPhrase() }), 0, {
        fingerprint: keyOfAddresses(of.phrase).fingerprint,
      }),
  ],
  [
    'signature',
    'with our purses and signatures of another seed',
    of => {
      const foreign = linesFor(of, { phrase: newSeedPhrase() });
      return linesFor(of).map((line, at) => {
        const { r, s, yParity } = JSON.parse(foreign[at] ?? '{}') as Record<string, unknown>;
        return at === 0 ? line : JSON.stringify({ ...(JSON.parse(line) as object), r, s, yParity });
      });
    },
  ],
  ['chain_id', 'of another chain', of => linesFor(of, { chainId: 1 })],
  ['chain_id', 'of chain id 0', of => replaced(linesFor(of), 0, { chainId: 0 })],
  [
    'signature',
    'of another chain under our header',
    of => [linesFor(of)[0] ?? '', ...linesFor(of, { chainId: 1 }).slice(1)],
  ],
  ['unknown_delegate', 'for another delegate', of => linesFor(of, { delegate: of.deployment.sweeper })],
  ['kind', 'that is one of revocations', of => replaced(linesFor(of), 0, { kind: 'revoke' })],
  [
    'signature',
    'whose last signature was changed',
    of => replaced(linesFor(of), 3, { r: `0x${'12'.repeat(32)}` }),
  ],
  ['index', 'whose last line is missing', of => linesFor(of).slice(0, -1)],
  ['index', 'with a line twice', of => [...linesFor(of), linesFor(of)[3] ?? '']],
  ['format', 'that is none', () => ['{}']],
])('refuses all of a file (%s): %s', async ([fault, , lines]) => {
  const installation = await ready();
  await expect(run(installation, lines(installation))).rejects.toMatchObject({ fault });
  expect(await rowsOf(installation)).toEqual([]);
});

test('refuses all of a file if a nonce is not the chain’s, and says whose', async () => {
  const installation = await ready();
  await world.anvil.request('anvil_setNonce', [purseOf(installation, 1), '0x1']);
  const lines = linesFor(installation);
  await expect(run(installation, lines)).rejects.toThrow('the nonce of 1 purses is not 0 (index 1 has 1)');
  expect(await rowsOf(installation)).toEqual([]);
  // What can never be used is left out, if a person says so.
  expect(await run(installation, lines, '--skip-used')).toMatch(
    /2 of 3 authorizations are new[^]*1 were skipped/,
  );
  expect((await rowsOf(installation)).map(row => row.hd_index)).toEqual([0, 2]);
  // That purse was authorized anew, with its next nonce.
  expect(await run(installation, linesFor(installation, { from: 1, to: 1, nonce: 1 }))).toContain('1 of 1');
});

test('a purse whose nonce is behind the file is refused, whatever a person says', async () => {
  const installation = await ready();
  const lines = linesFor(installation, { nonce: 1 });
  await expect(run(installation, lines, '--skip-used')).rejects.toThrow('the nonce of 3 purses is not 1');
  expect(await rowsOf(installation)).toEqual([]);
});

test('refuses before the contracts are deployed, and if they are others', async () => {
  const installation = await world.install();
  const lines = linesFor(installation);
  await expect(run(installation, lines)).rejects.toThrow('is not deployed');
  await deploy(['--network', network]);
  const undo = await world.snapshot();
  await world.anvil.request('anvil_setCode', [installation.deployment.delegate, '0x']);
  await expect(run(installation, lines)).rejects.toThrow('is refused: delegate_code');
  await undo();
  installation.write({}, { chainId: 31_338 });
  await expect(run(installation, lines)).rejects.toThrow('is not deployed');
  expect(await rowsOf(installation)).toEqual([]);
});

test('an authorization that was sealed with a lost key is sealed anew, and keeps its state', async () => {
  const installation = await ready();
  const lines = linesFor(installation);
  await run(installation, lines);
  await sql`update sweep_authorizations set state = 'in_flight' where delegate = ${installation.deployment.delegate}
    and hd_index = 2`.execute(world.db);
  const [before] = await rowsOf(installation);
  const key = installation.file('other.key');
  writeFileSync(key, randomBytes(32).toString('hex'));
  vi.stubEnv('PURSER_AUTHORIZATIONS_KEY_FILE', key);
  expect(await run(installation, lines)).toMatch(
    /0 of 3 authorizations are new[^]*3 were sealed with another key/,
  );
  const rows = await rowsOf(installation);
  expect(rows.map(({ state }) => state)).toEqual(['unused', 'unused', 'in_flight']);
  const [row] = rows;
  if (!row || !before) throw new Error('nothing was imported');
  const identity = {
    chainId: row.chain_id,
    delegate: row.delegate,
    authority: row.authority,
    nonce: row.nonce,
  };
  expect(box().open(identity, row.sealed)).toMatchObject({
    r: (JSON.parse(lines[1] ?? '') as { r: string }).r,
  });
  expect(() => box().open(identity, before.sealed)).toThrow(CannotOpenAuthorization);
});

test('a purse has one authorization in flight on a chain', async () => {
  const installation = await ready();
  await run(installation, linesFor(installation));
  await world.anvil.request('anvil_setNonce', [purseOf(installation, 0), '0x1']);
  await run(installation, linesFor(installation, { nonce: 1, to: 0 }));
  const fly = (nonce: number) =>
    sql`update sweep_authorizations set state = 'in_flight' where authority = ${purseOf(installation, 0)}
      and nonce = ${nonce}`.execute(world.db);
  await fly(0);
  await expect(fly(1)).rejects.toMatchObject({ code: '23505' });
});

test('the database has no authorization in clear', async () => {
  const installation = await ready();
  const lines = linesFor(installation);
  await run(installation, lines);
  const { rows } = await sql<{ row: string }>`
    select to_json(a)::text as row from sweep_authorizations a where delegate = ${installation.deployment.delegate}
  `.execute(world.db);
  const dump = rows.map(({ row }) => row).join('\n');
  for (const line of lines.slice(1)) {
    const { r, s } = JSON.parse(line) as { readonly r: string; readonly s: string };
    expect(dump).not.toContain(r.slice(2));
    expect(dump).not.toContain(s.slice(2));
  }
});

test('status counts what is left, and warns when less than a fifth is for purses to come', async () => {
  const installation = await ready();
  await run(installation, linesFor(installation, { to: 9 }));
  const read = async (): Promise<unknown> => (JSON.parse(await status(['--json'])) as unknown[])[0];
  const next = async (index: number) =>
    sql`select setval('purse_hd_index', ${index}, false)`.execute(world.db);
  await next(8);
  expect(await read()).toMatchObject({
    authorizations: { total: 10, unused: 10, ahead: 2, inFlight: 0, nextIndex: 8 },
    warnings: ['the owner has not added the operator'],
  });
  await next(9);
  expect(await read()).toMatchObject({
    authorizations: { ahead: 1, nextIndex: 9 },
    warnings: ['the owner has not added the operator', expect.stringContaining('running low')],
  });
  await sql`select nextval('purse_hd_index')`.execute(world.db);
  await sql`update sweep_authorizations set state = 'used' where hd_index < 4
    and delegate = ${installation.deployment.delegate}`.execute(world.db);
  expect(await read()).toMatchObject({ authorizations: { total: 10, unused: 6, ahead: 0, nextIndex: 10 } });
  expect(await status([])).toContain('6 of 10 unused');
});

test('the command tells what is wrong in one line, without a secret', { timeout: 120_000 }, async () => {
  const installation = await ready();
  const path = installation.file('bad.jsonl');
  writeFileSync(path, `${replaced(linesFor(installation), 2, { s: `0x${'34'.repeat(32)}` }).join('\n')}\n`);
  const { code, output } = await spawned(
    'cli/sweep.ts',
    ['import', path, '--network', network],
    installation.env,
  );
  expect({ code, output }).toEqual({
    code: 1,
    output: 'purser sweep: line 3 of the authorizations is refused: signature\n',
  });
  const secrets = [
    readFileSync(world.file('password'), 'utf8').trim(),
    readFileSync(world.file('authorizations.key'), 'utf8'),
    new URL(installation.env['DATABASE_URL'] ?? '').password,
  ];
  for (const secret of secrets) expect(output).not.toContain(secret);
});

async function authorizeOffline(phrase: string, options: Readonly<Record<string, string>>): Promise<void> {
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const { code, output } = await spawned('cli/keys.ts', ['authorize', ...args], {}, `${phrase}\n`);
  expect({ code, output }).toMatchObject({ code: 0 });
}

async function spawned(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  input = '',
): Promise<{ readonly code: number | null; readonly output: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../..', program), ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    timeout: 100_000,
  });
  let output = '';
  child.stdout.on('data', (text: Buffer) => void (output += text.toString()));
  child.stderr.on('data', (text: Buffer) => void (output += text.toString()));
  child.stdin.end(input);
  const code = await new Promise<number | null>(resolve => child.once('close', resolve));
  return { code, output };
}
