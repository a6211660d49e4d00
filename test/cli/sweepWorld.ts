import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Transaction, Wallet } from 'ethers';
import { expect, vi } from 'vitest';
import { newKeystore } from '../../chain/sending/keystore.ts';
import type { SweeperDeployment } from '../../chain/sweeping/sweeperDeployment.ts';
import { sweeperDeployment } from '../../chain/sweeping/sweeperDeployment.ts';
import { newSeedPhrase } from '../../cli/stack/secrets.ts';
import { keyOfAddresses } from '../../chain/keyOfAddresses.ts';
import { createAccount } from '../../db/accounts/createAccount.ts';
import type { Db } from '../../db/connect.ts';
import type { Address } from '../../domain/address.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { ChainId } from '../../domain/registry.ts';
import type { TestDatabase } from '../database.ts';
import { createTestDatabase } from '../database.ts';
import type { Anvil } from '../nodes/anvil/startAnvil.ts';
import { startAnvil } from '../nodes/anvil/startAnvil.ts';

export const network = 'ANVIL';
const password = 'correct horse battery staple';

/** An installation of its own on the chain: an account, a seed, an owner, and settings in files. */
export interface Installation {
  readonly account: AccountId;
  readonly phrase: string;
  readonly owner: Wallet;
  readonly deployment: SweeperDeployment;
  readonly file: (name: string) => string;
  readonly env: Readonly<Record<string, string>>;
  /** Writes the settings file anew, with these fields of it or of its network in place of good ones. */
  write(of?: Readonly<Record<string, unknown>>, ofNetwork?: Readonly<Record<string, unknown>>): void;
}

/** anvil without the factory for contracts, a database, and a login as the signer. */
export class SweepWorld {
  readonly anvil: Anvil;
  readonly database: TestDatabase;
  readonly operator: Address;
  readonly #folder: string;
  readonly #signerUrl: string;
  readonly #user: string;

  private constructor(
    anvil: Anvil,
    database: TestDatabase,
    of: { folder: string; user: string; operator: Address },
  ) {
    this.anvil = anvil;
    this.database = database;
    this.operator = of.operator;
    this.#folder = of.folder;
    this.#user = of.user;
    const url = new URL(database.url);
    url.username = of.user;
    url.password = of.user;
    this.#signerUrl = url.href;
  }

  static async start(): Promise<SweepWorld> {
    const anvil = await startAnvil({ args: ['--disable-default-create2-deployer'] });
    await anvil.request('evm_setAutomine', [true]);
    const database = await createTestDatabase();
    const user = `signer_${randomBytes(6).toString('hex')}`;
    await sql`create role ${sql.id(user)} login password ${sql.lit(user)} in role purser_signer`.execute(
      database.db,
    );
    const folder = mkdtempSync(join(tmpdir(), 'purser-sweep-'));
    const { address, keystore } = await newKeystore(password, 2);
    writeFileSync(join(folder, 'operator.json'), keystore);
    writeFileSync(join(folder, 'password'), `${password}\n`);
    writeFileSync(join(folder, 'authorizations.key'), randomBytes(32).toString('hex'));
    const world = new SweepWorld(anvil, database, { folder, user, operator: address });
    await world.give(address);
    return world;
  }

  async stop(): Promise<void> {
    vi.unstubAllEnvs();
    await sql`drop role ${sql.id(this.#user)}`.execute(this.db);
    await this.database.drop();
    await this.anvil.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get db(): Db {
    return this.database.db;
  }

  file(name: string): string {
    return join(this.#folder, name);
  }

  async give(address: string): Promise<void> {
    await this.anvil.request('anvil_setBalance', [address, '0x56bc75e2d63100000']);
  }

  /** A new account with contracts of its own, which nobody has deployed. Its settings apply until the next. */
  async install(
    options: { readonly livemode?: boolean; readonly delaySeconds?: number } = {},
  ): Promise<Installation> {
    const { livemode = false, delaySeconds = 0 } = options;
    const { accountId: account } = await createAccount(this.db, { name: 'Corner Books', livemode });
    const phrase = newSeedPhrase();
    const owner = new Wallet(`0x${randomBytes(32).toString('hex')}`);
    await this.give(owner.address);
    const settings = this.file(`${account}.json`);
    const chainId = this.anvil.chainId as ChainId;
    const write: Installation['write'] = (of = {}, ofNetwork = {}) => {
      const common = { mode: 'test', account, xpub: keyOfAddresses(phrase).neuter().extendedKey };
      const good = {
        chainId,
        rpc: [this.anvil.rpcUrl],
        method: 'delegated',
        owner: owner.address,
        delaySeconds,
        maxFeePerGasGwei: '100',
        dailyGas: '1',
        ...ofNetwork,
      };
      const networks = { [network]: good };
      writeFileSync(settings, JSON.stringify({ ...common, testChainIds: [good.chainId], networks, ...of }));
    };
    write();
    const env = {
      DATABASE_URL: this.#signerUrl,
      PURSER_SIGNER_SETTINGS: settings,
      PURSER_OPERATOR_KEYSTORE: this.file('operator.json'),
      PURSER_OPERATOR_PASSWORD_FILE: this.file('password'),
      PURSER_AUTHORIZATIONS_KEY_FILE: this.file('authorizations.key'),
    };
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    const identity = { account, owner: owner.address.toLowerCase() as Address, chainId, delaySeconds };
    const file = (name: string): string => this.file(`${account}.${name}`);
    return { account, phrase, owner, deployment: sweeperDeployment(identity), file, env, write };
  }

  /** What of the chain the test changes is undone by the returned function. */
  async snapshot(): Promise<() => Promise<void>> {
    const taken = await this.anvil.request('evm_snapshot');
    return async () => {
      await this.anvil.request('evm_revert', [taken]);
    };
  }

  async nonceOf(address: string): Promise<number> {
    return Number(await this.anvil.request('eth_getTransactionCount', [address, 'latest']));
  }

  async codeAt(address: string): Promise<string> {
    return String(await this.anvil.request('eth_getCode', [address, 'latest']));
  }

  /** Sends a call that must succeed. */
  async send(from: Wallet, to: string, data: string): Promise<void> {
    const transaction = Transaction.from({
      type: 2,
      chainId: this.anvil.chainId,
      nonce: await this.nonceOf(from.address),
      to,
      data,
      gasLimit: 5_000_000n,
      maxFeePerGas: 10n ** 11n,
      maxPriorityFeePerGas: 1n,
    });
    await this.mined(await from.signTransaction(transaction));
  }

  /** Sends signed bytes, whose transaction must succeed, and waits until they are mined. */
  async mined(signed: string): Promise<void> {
    const hash = await this.anvil.request('eth_sendRawTransaction', [signed]);
    await expect
      .poll(() => this.anvil.request('eth_getTransactionReceipt', [hash]))
      .toMatchObject({ status: '0x1' });
  }
}
