import { rmSync } from 'node:fs';
import type { components, paths, PurserClient } from '../client/index.ts';
import { createClient } from '../client/index.ts';
import type { EventInbox } from './eventInbox.ts';
import { openInbox } from './eventInbox.ts';
import { newStateFolder } from './newStateFolder.ts';
import { runStack } from './runStack.ts';

export type { EventInbox } from './eventInbox.ts';
export type { PurserClient, PurserEvent } from '../client/index.ts';

/** Settings of a stack before it starts. */
export interface PurserOptions {
  /**
   * A text from which the deposit addresses follow: the same in each run, in the order of the purses. Without
   * it each run has new addresses.
   */
  readonly seed?: string;
  /** How long a purse lives without a confirmed deposit, in seconds. The default is 30 days. */
  readonly pursePeriodSeconds?: number;
  /** How long the test chains take for a block, in ms. The default is 300. */
  readonly blockTimeMs?: number;
  /** More settings of the local stack (docs/configuration.md), such as `PURSER_LOCAL_REGISTRY`. */
  readonly settings?: Readonly<Record<string, string>>;
  /**
   * How long the start may take, in ms. The default is 10 minutes, as the first start on a machine may build
   * Temporal.
   */
  readonly timeoutMs?: number;
}

type BodyOf<P extends '/v1/test/deposits' | '/v1/test/mine'> =
  paths[P]['post']['requestBody']['content']['application/json'];

/** A complete Purser with its own test chains. */
export interface Purser {
  /** The address of the API. */
  readonly url: string;
  /** An API key of the test account with the scope `write`, like that of a shop's server. */
  readonly key: string;
  /** An API key with every scope. */
  readonly adminKey: string;
  /** A client for every call of the API. It uses `adminKey`. */
  readonly api: PurserClient;
  /**
   * Pays to a purse on a test chain (`POST /v1/test/deposits`). Returns the transaction as soon as the node
   * has it. Amounts are decimal strings in whole units. Throws `PurserError`.
   */
  pay(payment: BodyOf<'/v1/test/deposits'>): Promise<components['schemas']['TestDeposit']>;
  /** Mines blocks of a test chain, or pauses its mining (`POST /v1/test/mine`). Throws `PurserError`. */
  mine(blocks: BodyOf<'/v1/test/mine'>): Promise<components['schemas']['TestBlocks']>;
  /** A webhook endpoint of the account in this process. It gets every event. */
  readonly webhooks: EventInbox;
  readonly networks: readonly { readonly code: string; readonly chainId: number; readonly rpc: string }[];
  /** The state folder, which `stop` removes; each process's log is in its `logs`. */
  readonly folder: string;
  /** Ends all parts. They also end with a program that does not call it. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL, Temporal, the test chains, the API and the worker, in a new folder and on free ports.
 * Waits until all of them answer, which takes 10 to 20 s. If the start fails, throws an error with its
 * output.
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
    if (key === null) throw new Error('the key was returned before');
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
