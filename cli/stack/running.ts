import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const runningSchema = z.object({
  /** The process that runs the stack. */
  pid: z.number().int(),
  /**
   * When that process began, as the system reports it, because its number may belong to another process
   * later. Empty if it was not known.
   */
  begun: z.string().default(''),
  api: z.string(),
  /** The example shop; null where none was started. */
  shop: z.string().nullable(),
  /** An API key of the test account, with every scope. */
  key: z.string(),
  /** The address to which the test account's purses are swept; null if the stack does not sweep. */
  treasury: z.string().nullable().default(null),
  /** The URL of the database, with its password. */
  database: z.string(),
  /** The key that seals the webhooks' secrets. */
  secretsKey: z.string().default(''),
  /** The registry's file. */
  registry: z.string(),
  temporal: z.string(),
  /** The path of the program `temporal`; empty if the server is not ours. */
  temporalProgram: z.string().default(''),
  temporalUi: z.string(),
  networks: z.array(
    z.object({
      code: z.string(),
      chainId: z.number().int(),
      rpc: z.string(),
      /** Contract addresses by currency code. */
      tokens: z.record(z.string(), z.string()),
      /** Private key of an account of the test chain that holds all its currencies. */
      faucetKey: z.string(),
    }),
  ),
});

/** What other commands need to know about a running stack. It is in `running.json` of the state folder. */
export type Running = z.infer<typeof runningSchema>;

/** The state folder: `PURSER_HOME`, or `.purser` of the clone. */
export function stateFolder(env: Readonly<Record<string, string | undefined>>): string {
  const named = env['PURSER_HOME'];
  return resolve(named === undefined || named === '' ? join(import.meta.dirname, '../..', '.purser') : named);
}

/**
 * The environment of a process that works on this stack's database and chains. A PURSER_SECRETS_KEY in
 * `given` takes precedence.
 */
export function environmentOf(
  { database, secretsKey, registry, networks }: Running,
  given: Readonly<Record<string, string | undefined>> = {},
): Readonly<Record<string, string>> {
  return {
    DATABASE_URL: database,
    PURSER_SECRETS_KEY: given['PURSER_SECRETS_KEY'] ?? secretsKey,
    PURSER_REGISTRY: registry,
    ...Object.fromEntries(networks.map(({ code, rpc }) => [`PURSER_RPC_${code}`, rpc])),
  };
}

/** The settings of this stack's signer, which name files of the state folder. */
export function signerEnvironmentOf(home: string) {
  return {
    PURSER_SIGNER_SETTINGS: join(home, 'signer.json'),
    PURSER_OPERATOR_KEYSTORE: join(home, 'operator.json'),
    PURSER_OPERATOR_PASSWORD_FILE: join(home, 'operator-password'),
    PURSER_AUTHORIZATIONS_KEY_FILE: join(home, 'authorizations-key'),
    PURSER_PLAIN_HTTP_ALLOW: '127.0.0.1',
  } as const;
}

/**
 * When a process began. It distinguishes two processes with the same number. Linux gives it in clock ticks
 * since the machine began (proc_pid_stat(5), field 22), other systems as a time. Empty if it cannot be read.
 */
export function beginningOf(pid: number): string {
  try {
    if (process.platform !== 'linux') {
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    }
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    // The second field is a name in brackets, which may contain blanks and brackets. Field 3 follows it.
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[22 - 3];
    return ticks === undefined ? '' : `${boot} ${ticks}`;
  } catch {
    return '';
  }
}

export function writeRunning(home: string, running: Running): void {
  const file = join(home, 'running.json');
  // The file must appear complete: scripts wait for it.
  writeFileSync(`${file}.new`, `${JSON.stringify(running, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export function removeRunning(home: string): void {
  rmSync(join(home, 'running.json'), { force: true });
}

/** The stack that runs with this state folder; undefined when none does. */
export function readRunning(home: string): Running | undefined {
  try {
    const running = runningSchema.parse(JSON.parse(readFileSync(join(home, 'running.json'), 'utf8')));
    // Signal 0 only checks whether the process exists.
    process.kill(running.pid, 0);
    // A killed stack leaves the file. After a restart of the machine its number may belong to any process.
    const isAnother = running.begun !== '' && running.begun !== beginningOf(running.pid);
    return isAnother ? undefined : running;
  } catch {
    return undefined;
  }
}
