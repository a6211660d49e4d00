import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import { sql } from 'kysely';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { createApp } from '../../api/createApp.ts';
import type {
  ApiDeps,
  ApiOptions,
  IssuePurse,
  LookUpTransaction,
  OperatorSignals,
  Rescans,
} from '../../api/deps.ts';
import { defaultOptions } from '../../api/deps.ts';
import { createInTurn } from '../../api/http/writeTurn.ts';
import type { TestDriver } from '../../api/testDriver.ts';
import { checksumAddress } from '../../chain/deriveAddress.ts';
import { createAccount } from '../../db/accounts/createAccount.ts';
import { createApiKey } from '../../db/accounts/createApiKey.ts';
import type { Db } from '../../db/connect.ts';
import { issueAddress } from '../../db/purses/issueAddress.ts';
import { viewPurse } from '../../db/purses/viewPurse.ts';
import type { Address, ChecksumAddress } from '../../domain/address.ts';
import { parseAddress } from '../../domain/address.ts';
import type { Scope } from '../../domain/caller.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { TestDatabase } from '../database.ts';
import { createTestDatabase } from '../database.ts';
import { publishAll } from '../publishAll.ts';
import { testSecrets } from '../secrets.ts';
import { registry } from './registry.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Empty if the answer is not JSON. */
  readonly body: JsonBody;
}

/** What tests look for in answers; the route decides which fields exist. */
export interface JsonBody {
  readonly [field: string]: unknown;
  readonly id: string;
  readonly purseId: string;
  readonly address: string;
  readonly secret: string;
  readonly code: string;
  readonly requestId: string;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  readonly data: readonly JsonBody[];
  readonly sequence: number;
  readonly hasMore: boolean;
}

export interface Merchant {
  readonly accountId: AccountId;
  readonly keys: Record<Scope, string>;
}

export interface TestApi {
  readonly database: TestDatabase;
  readonly db: Db;
  readonly url: string;
  readonly logs: readonly string[];
  readonly merchant: Merchant;
  readonly other: Merchant;
  /** How often a purse was issued. */
  readonly issued: () => number;
  call(method: string, path: string, options?: CallOptions): Promise<Reply>;
  /** Rows after a dispatcher has published all events, by a tagged statement. */
  rows(strings: TemplateStringsArray, ...values: readonly unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

export type Row = Record<string, unknown>;

export interface CallOptions {
  /** By default the admin key of `merchant`; null sends none. */
  readonly key?: string | null;
  readonly body?: unknown;
  /** Sent unchanged. */
  readonly raw?: string;
  readonly headers?: Record<string, string>;
}

/** The API on a port of its own over a database of its own, with two merchants. */
export async function startApi(
  options: {
    readonly issuePurse?: IssuePurse;
    readonly lookUpTransaction?: LookUpTransaction;
    readonly rescans?: Rescans;
    readonly signals?: OperatorSignals;
    readonly probes?: ApiDeps['probes'];
    readonly limits?: Partial<ApiOptions>;
    readonly complianceCallbackSecret?: string;
    readonly db?: (db: Db) => Db;
    readonly testDriver?: TestDriver;
    readonly mode?: ApiDeps['mode'];
    readonly checkout?: ApiDeps['checkout'];
    readonly stopping?: AbortSignal;
    readonly registry?: typeof registry;
  } = {},
): Promise<TestApi> {
  const database = await createTestDatabase();
  const { db } = database;
  const logs: string[] = [];
  let issued = 0;
  const used = options.db?.(db) ?? db;
  const app = createApp({
    db: used,
    writes: used,
    health: used,
    inTurn: createInTurn(10),
    registry: options.registry ?? registry,
    issuePurse:
      options.issuePurse ??
      (async purseId => {
        issued += 1;
        // The work of the workflow's activity, with addresses that no key has.
        await issueAddress(db, { fingerprint: '00000000', derive: fakeAddress }, purseId);
        return { purseId, address: (await viewPurse(db, purseId)).address };
      }),
    lookUpTransaction: options.lookUpTransaction ?? (() => Promise.resolve({ place: 'unknown' })),
    rescans: options.rescans ?? {
      run: () => Promise.resolve({ status: 'running' }),
      find: () => Promise.resolve(undefined),
    },
    signals: options.signals ?? {
      resumeChain: () => Promise.resolve(),
      retry: () => Promise.resolve(),
    },
    metrics: new Registry(),
    logger: pino({ level: 'info' }, { write: (line: string) => void logs.push(line) }),
    probes: options.probes ?? {
      postgres: async () => void (await sql`select 1`.execute(db)),
      temporal: () => Promise.resolve(),
    },
    mode: options.mode ?? 'test',
    testDriver: options.testDriver,
    checkout: options.checkout,
    stopping: options.stopping,
    complianceCallbackSecret: options.complianceCallbackSecret,
    checksum: checksumAddress,
    secrets: testSecrets,
    publicUrl: () => 'https://pay.example',
    allowUrl: url => !/127\.0\.0\.1|localhost|^ftp/.test(url),
    options: { ...defaultOptions, rateLimit: 100_000, readyFreshMs: 0, metricsFreshMs: 0, ...options.limits },
  });
  const server = createServer(app);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${String(port)}`;
  const merchant = await newMerchant(db);
  return {
    database,
    db,
    url,
    logs,
    merchant,
    other: await newMerchant(db),
    issued: () => issued,
    call: async (method, path, { key = merchant.keys.admin, body, raw, headers = {} } = {}) => {
      const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
      const response = await fetch(url + path, {
        method,
        headers: {
          ...(key === null ? {} : { authorization: `Bearer ${key}` }),
          ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(sent === undefined ? {} : { body: sent }),
      });
      const text = await response.text();
      const isJson = /json/.test(response.headers.get('content-type') ?? '');
      return {
        status: response.status,
        headers: response.headers,
        text,
        body: (isJson ? JSON.parse(text) : {}) as JsonBody,
      };
    },
    rows: async (strings, ...values) => {
      await publishAll(db);
      return (await sql<Row>(strings, ...values).execute(db)).rows;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
      await database.drop();
    },
  };
}

export async function newMerchant(db: Db, livemode = false): Promise<Merchant> {
  const { accountId } = await createAccount(db, { name: 'shop', livemode });
  const key = async (scope: Scope) =>
    (await createApiKey(db, accountId, { scopes: [scope], label: scope })).key;
  return {
    accountId,
    keys: {
      read: await key('read'),
      write: await key('write'),
      admin: await key('admin'),
      payout: await key('payout'),
      approve: await key('approve'),
    },
  };
}

function fakeAddress(index: number): { address: Address; checksum: ChecksumAddress } {
  const address = parseAddress(`0x${index.toString(16).padStart(40, '0')}`);
  if (!address) throw new Error('not an address');
  return { address, checksum: address as string as ChecksumAddress };
}
