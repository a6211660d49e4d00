import { rmSync } from 'node:fs';
import type { components, paths, PurserClient } from '../client/index.ts';
import { createClient } from '../client/index.ts';
import type { EventInbox } from './eventInbox.ts';
import { openInbox } from './eventInbox.ts';
import { newStateFolder } from './newStateFolder.ts';
import { runStack } from './runStack.ts';

export type { EventInbox } from './eventInbox.ts';
export type { PurserClient, PurserEvent } from '../client/index.ts';

/** What can be told to a stack before it starts. */
export interface PurserOptions {
  /** A text that makes the deposit addresses: the same ones in each run, in the order of the purses. Without it, new ones. */
  readonly seed?: string;
  /** How long a purse lives without a confirmed deposit, in seconds; 30 days unless told. */
  readonly pursePeriodSeconds?: number;
  /** How long the test chains take for a block, in ms; 300 unless told. */
  readonly blockTimeMs?: number;
  /** More settings of the local stack (docs/configuration.md), such as `PURSER_LOCAL_REGISTRY`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** How long the start may take, in ms; 10 minutes unless told, as the first one on a machine may build Temporal. */
  readonly timeoutMs?: number;
}

type BodyOf<P extends '/v1/test/deposits' | '/v1/test/mine'> =
  paths[P]['post']['requestBody']['content']['application/json'];

/** A whole Purser with test chains, which nobody shares. */
export interface Purser {
  /** Where the API is. */
  readonly url: string;
  /** An API key of the test account as a shop's server has it: with the scope `write`. */
  readonly key: string;
  /** One with every scope. */
  readonly adminKey: string;
  /** Every call of the API, with `adminKey`. */
  readonly api: PurserClient;
  /**
   * Pays on a test chain to a purse (`POST /v1/test/deposits`). Gives the transaction as soon as the node has it; amounts
   * are decimal strings in whole units. Throws `PurserError`.
   */
  pay(payment: BodyOf<'/v1/test/deposits'>): Promise<components['schemas']['TestDeposit']>;
  /** Mines blocks of a test chain, or holds it still (`POST /v1/test/mine`). Throws `PurserError`. */
  mine(blocks: BodyOf<'/v1/test/mine'>): Promise<components['schemas']['TestBlocks']>;
  /** An endpoint of the account, in this process: it gets every event. */
  readonly webhooks: EventInbox;
  readonly networks: readonly { readonly code: string; readonly chainId: number; readonly rpc: string }[];
  /** The state folder, which `stop` removes; each process's log is in its `logs`. */
  readonly folder: string;
  /** Ends all of it. A program that ends without it has it ended, too. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL, Temporal, the test chains, the API and the worker, in a folder of their own and on free ports, and
 * waits until all of them answer: 10 to 20 s. Throws an error with what the start said where it fails.
 */
export async function startPurser(options: PurserOptions = {}): Promise<Purser> {
  const folder = newStateFolder('purser-test-');
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  const stack = await runStack({
    folder,
    settings: settingsOf(options),
    timeoutMs: options.timeoutMs ?? 600_000,
  }).catch((error: unknown) => {
    remove();
    throw error;
  });
  const { api: url, key: adminKey, networks } = stack.running;
  const api = createClient({ baseUrl: url, apiKey: adminKey });
  let inbox: EventInbox | undefined;
  const stop = async (): Promise<void> => {
    await stack.stop();
    await inbox?.stop();
    remove();
  };
  try {
    const body = { scopes: ['write' as const], label: 'shop' };
    const { key } = await api.post('/v1/api-keys', { body });
    if (key === null) throw new Error('the key was shown before');
    inbox = await openInbox(api);
    return {
      url,
      key,
      adminKey,
      api,
      pay: body => api.post('/v1/test/deposits', { body }),
      mine: body => api.post('/v1/test/mine', { body }),
      webhooks: inbox,
      networks,
      folder,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function settingsOf({
  seed,
  pursePeriodSeconds,
  blockTimeMs = 300,
  settings,
}: PurserOptions): Readonly<Record<string, string>> {
  const ports = ['PORT', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT', 'POSTGRES_PORT', 'CHAIN_PORT'];
  return {
    ...Object.fromEntries(ports.map(name => [`PURSER_${name}`, '0'])),
    PURSER_SHOP_PORT: 'off',
    PURSER_DURABLE: 'false',
    PURSER_BLOCK_TIME_MS: String(blockTimeMs),
    ...(seed === undefined ? {} : { PURSER_TEST_SEED: seed }),
    ...(pursePeriodSeconds === undefined ? {} : { PURSER_PURSE_PERIOD_SECONDS: String(pursePeriodSeconds) }),
    ...settings,
  };
}
