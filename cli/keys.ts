import { parseArgs } from 'node:util';
import { connect } from '../db/connect.ts';
import { createAccount } from '../db/createAccount.ts';
import { createApiKey } from '../db/createApiKey.ts';
import { revokeApiKey } from '../db/revokeApiKey.ts';
import { parseId } from '../domain/ids.ts';
import { readDatabaseUrl } from '../env.ts';
import { fail } from './runningStack.ts';
import { extendedPublicKey, newSeedPhrase } from './secrets.ts';

const usage = `Accounts, API keys, and the seed of the deposit addresses.

  npm run keys -- seed                       a new seed phrase with its xpub; needs no database
  npm run keys -- account --name NAME [--live] [--period-seconds N]
  npm run keys -- create --account acc_… --scopes read,write,admin --label LABEL
  npm run keys -- revoke --key key_…

All but \`seed\` work on the database of DATABASE_URL.
`;

const scopes = ['read', 'write', 'admin'] as const;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      live: { type: 'boolean', default: false },
      'period-seconds': { type: 'string', default: String(30 * 24 * 3600) },
      account: { type: 'string', default: '' },
      scopes: { type: 'string', default: 'read,write' },
      label: { type: 'string', default: '' },
      key: { type: 'string', default: '' },
    },
  });
  const [command] = positionals;
  if (command === 'seed') {
    const phrase = newSeedPhrase();
    process.stdout.write(
      `Seed phrase (the signer's alone: never give it to the API or the worker):\n  ${phrase}\n\n` +
        `PURSER_XPUB for the worker:\n  ${extendedPublicKey(phrase)}\n`,
    );
    return;
  }
  if (command !== 'account' && command !== 'create' && command !== 'revoke') {
    process.stdout.write(usage);
    return;
  }

  const db = connect(readDatabaseUrl(process.env), { max: 1, applicationName: 'purser-keys' });
  try {
    switch (command) {
      case 'account': {
        if (values.name === undefined) throw new Error('it takes --name');
        const period = Number(values['period-seconds']);
        if (!Number.isSafeInteger(period) || period <= 0)
          throw new Error('--period-seconds must be a whole number');
        const account = { name: values.name, livemode: values.live, pursePeriodSeconds: period };
        process.stdout.write(`${(await createAccount(db, account)).accountId}\n`);
        return;
      }
      case 'create': {
        const account = parseId('acc', values.account);
        if (!account) throw new Error('it takes --account acc_…');
        const wanted = scopes.filter(scope => values.scopes.split(',').includes(scope));
        const { keyId, key } = await createApiKey(db, account, { scopes: wanted, label: values.label });
        process.stdout.write(`${keyId}\n${key}\n\nThis is the only time the key is shown.\n`);
        return;
      }
      case 'revoke': {
        const key = parseId('key', values.key);
        if (!key) throw new Error('it takes --key key_…');
        await revokeApiKey(db, key);
        process.stdout.write(`Revoked ${key}.\n`);
        return;
      }
    }
  } finally {
    await db.destroy();
  }
}

try {
  await main();
} catch (error) {
  fail('keys', error);
}
