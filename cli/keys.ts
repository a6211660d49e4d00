import { listAccounts } from '../db/accounts/accounts.ts';
import { accountOfKey, listApiKeys } from '../db/accounts/apiKeys.ts';
import { createAccount } from '../db/accounts/createAccount.ts';
import type { NewApiKey } from '../db/accounts/createApiKey.ts';
import { createApiKey } from '../db/accounts/createApiKey.ts';
import { recordAudit } from '../db/accounts/recordAudit.ts';
import { revokeApiKey } from '../db/accounts/revokeApiKey.ts';
import { rotateApiKey } from '../db/accounts/rotateApiKey.ts';
import type { Db } from '../db/connect.ts';
import { connect } from '../db/connect.ts';
import { forgetSecrets } from '../db/secrets/forgetSecrets.ts';
import { requireKeys, sealSecrets } from '../db/secrets/sealSecrets.ts';
import { createSecretBox, newSecretsKey } from '../db/secrets/secretBox.ts';
import { scopes } from '../domain/caller.ts';
import type { AccountId, ApiKeyId } from '../domain/ids.ts';
import { parseId } from '../domain/ids.ts';
import type { AuditAction } from '../domain/ledger/audit.ts';
import { readDatabaseUrl, readSecretsKeys } from '../env.ts';
import { authorize } from './keys/authorize.ts';
import { makeOperator } from './keys/makeOperator.ts';
import { oneOf } from './options.ts';
import { moreOf, readArgs, UsageError } from './readArgs.ts';
import { environment, fail } from './stack/runningStack.ts';
import { extendedPublicKey, newSeedPhrase } from './stack/secrets.ts';

const usage = `Accounts, API keys, and the seed of the deposit addresses.

  npm run keys -- seed                       a new seed phrase with its xpub; needs no database
  npm run keys -- secrets-key                a new PURSER_SECRETS_KEY; needs no database
  npm run keys -- reseal                     seals all webhooks' secrets with the first key of PURSER_SECRETS_KEY
  npm run keys -- forget-secrets             after a lost key: replaces, for ever, each webhook secret that no key of
                                             PURSER_SECRETS_KEY opens, and lists which secrets must be rotated
  npm run keys -- authorize --help           signs, offline, what lets purses be swept; needs the seed and no database
  npm run keys -- operator --help            a new key for the signer, encrypted with a password; needs no database
  npm run keys -- accounts                   every account, with its number of working keys
  npm run keys -- account --name NAME [--live] [--period-seconds N]
  npm run keys -- create --account acc_… --scopes read,write,admin --label LABEL
                                             \`payout\` and \`approve\` move money out; they are granted here alone
  npm run keys -- list --account acc_…
  npm run keys -- rotate --key key_… [--overlap-seconds N]   another key; the old one still works for a day
  npm run keys -- revoke --key key_…

All commands but \`seed\`, \`secrets-key\`, \`authorize\` and \`operator\` work on the database of DATABASE_URL; without it, on the stack that runs with this state folder.
`;

const options = {
  name: { type: 'string' },
  live: { type: 'boolean', default: false },
  'period-seconds': { type: 'string', default: String(30 * 24 * 3600) },
  'overlap-seconds': { type: 'string', default: String(24 * 3600) },
  account: { type: 'string', default: '' },
  scopes: { type: 'string', default: 'read,write' },
  label: { type: 'string', default: '' },
  key: { type: 'string', default: '' },
} as const;

const run = 'npm run keys';

type Values = ReturnType<typeof readArgs<typeof options>>['values'];

/** The options of each command. Others are refused, like a typo. */
const takes: Readonly<Record<string, readonly (keyof Values)[]>> = {
  seed: [],
  'secrets-key': [],
  reseal: [],
  'forget-secrets': [],
  accounts: [],
  account: ['name', 'live', 'period-seconds'],
  create: ['account', 'scopes', 'label'],
  list: ['account'],
  rotate: ['key', 'overlap-seconds'],
  revoke: ['key'],
};

const commands: Readonly<Record<string, (db: Db, values: Values) => Promise<string>>> = {
  reseal: async db => {
    const box = createSecretBox(readSecretsKeys(environment()));
    const count = await sealSecrets(db, box, true);
    // By now everything that could be sealed is sealed.
    await requireKeys(db, box);
    return `Sealed the secrets of ${String(count)} rows with the first key. The other keys are no longer needed.`;
  },
  'forget-secrets': async db => {
    const forgotten = await forgetSecrets(db, createSecretBox(readSecretsKeys(environment())));
    const fresh = forgotten.filter(({ isFresh }) => isFresh);
    const lines = fresh.map(({ id, accountId }) =>
      id === accountId
        ? `${accountId}  POST /v1/account/rotate-secret`
        : `${accountId}  POST /v1/webhook-endpoints/${id}/rotate-secret`,
    );
    const others = forgotten.length - fresh.length;
    return [
      `Replaced ${String(fresh.length)} secrets that no key opened, and cleared ${String(others)} previous secrets.`,
      ...(fresh.length === 0
        ? []
        : ['Nobody knows the new secrets, so webhooks cannot be verified until these are rotated:']),
      ...lines,
    ].join('\n');
  },
  accounts: async db => {
    const rows = await listAccounts(db);
    if (rows.length === 0) return 'There is no account.';
    return rows
      .map(
        ({ id, livemode, keys, name }) =>
          `${id}  ${livemode ? 'live' : 'test'}  ${String(keys)} keys  ${name}`,
      )
      .join('\n');
  },
  account: async (db, { name, live, 'period-seconds': period }) => {
    if (name === undefined) throw new Error('--name is required');
    const pursePeriodSeconds = wholeNumber('--period-seconds', period, 1);
    return (await createAccount(db, { name, livemode: live, pursePeriodSeconds })).accountId;
  },
  create: (db, { account, scopes: given, label }) => {
    const accountId = accountOf(account);
    const wanted = [...new Set(given.split(',').map(scope => oneOf('--scopes', scopes, scope.trim())))];
    return db.transaction().execute(async trx => {
      const made = await createApiKey(trx, accountId, { scopes: wanted, label });
      await audit(trx, accountId, 'create', made.keyId);
      return shownOnce(made);
    });
  },
  list: async (db, { account }) => {
    const { rows } = await listApiKeys(db, accountOf(account), { limit: 1000 });
    const end = ({ revoked_at, expires_at }: (typeof rows)[number]): string => {
      if (revoked_at) return `revoked ${revoked_at.toISOString()}`;
      return expires_at ? `ends ${expires_at.toISOString()}` : 'valid';
    };
    return rows.map(row => `${row.id}  ${row.scopes.join(',')}  ${end(row)}  ${row.label}`).join('\n');
  },
  rotate: (db, { key, 'overlap-seconds': overlap }) =>
    db.transaction().execute(async trx => {
      const seconds = wholeNumber('--overlap-seconds', overlap, 0);
      const { keyId, accountId } = await keyOf(trx, key);
      const { made } = await rotateApiKey(trx, accountId, keyId, {
        overlapSeconds: seconds,
        grantable: scopes,
        by: null,
      });
      await audit(trx, accountId, 'rotate', keyId);
      return shownOnce(made);
    }),
  revoke: (db, { key }) =>
    db.transaction().execute(async trx => {
      const { keyId, accountId } = await keyOf(trx, key);
      if (await revokeApiKey(trx, accountId, keyId)) await audit(trx, accountId, 'revoke', keyId);
      return `Revoked ${keyId}.`;
    }),
};

/** These have options of their own. They need no database. */
const withOptions = new Map([
  ['authorize', authorize],
  ['operator', makeOperator],
]);

async function main(): Promise<void> {
  const apart = withOptions.get(process.argv[2] ?? '');
  if (apart) {
    print(await apart(process.argv.slice(3)));
    return;
  }
  const { values, positionals } = readArgs({ run, usage, words: true, options });
  const [name, ...more] = positionals;
  if (name === undefined) {
    process.stdout.write(usage);
    return;
  }
  if (!Object.hasOwn(takes, name)) throw new UsageError(`there is no command ${name}\n${moreOf(run)}`);
  const strange = [...more, ...strangers(name)];
  if (strange.length > 0) throw new UsageError(`${name} does not take ${strange.join(', ')}\n${moreOf(run)}`);
  if (name === 'seed') {
    const phrase = newSeedPhrase();
    print(
      `Seed phrase (for the signer only: never give it to the API or the worker):\n  ${phrase}\n\n` +
        `PURSER_XPUB for the worker:\n  ${extendedPublicKey(phrase)}`,
    );
    return;
  }
  if (name === 'secrets-key') {
    print(newSecretsKey());
    return;
  }
  const command = commands[name];
  if (!command) throw new Error(`there is no command ${name}`);
  const db = connect(readDatabaseUrl(environment()), { max: 1, applicationName: 'purser-keys' });
  try {
    print(await command(db, values));
  } finally {
    await db.destroy();
  }
}

/** Options on the command line that this command does not have. */
function strangers(command: string): readonly string[] {
  const given = process.argv
    .slice(2)
    .flatMap(arg => (/^--[a-z]/.test(arg) ? [arg.slice(2).split('=')[0] ?? ''] : []));
  return given.filter(name => !takes[command]?.some(known => known === name)).map(name => `--${name}`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function shownOnce({ keyId, key }: NewApiKey): string {
  return `${keyId}\n${key}\n\nThis is the only time the key is shown.`;
}

function accountOf(text: string): AccountId {
  const account = parseId('acc', text);
  if (!account) throw new Error('--account acc_… is required');
  return account;
}

async function keyOf(
  db: Db,
  text: string,
): Promise<{ readonly keyId: ApiKeyId; readonly accountId: AccountId }> {
  const keyId = parseId('key', text);
  if (!keyId) throw new Error('--key key_… is required');
  const accountId = await accountOfKey(db, keyId);
  if (!accountId) throw new Error(`there is no key ${keyId}`);
  return { keyId, accountId };
}

function wholeNumber(option: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least) throw new Error(`${option} must be a whole number`);
  return value;
}

/** Recorded without an API key: whoever may run this command controls the database. */
function audit(trx: Db, accountId: AccountId, action: AuditAction, keyId: ApiKeyId): Promise<void> {
  return recordAudit(trx, {
    accountId,
    action,
    resourceType: 'api_key',
    resourceId: keyId,
    reason: null,
    by: null,
  });
}

try {
  await main();
} catch (error) {
  fail('keys', error);
}
