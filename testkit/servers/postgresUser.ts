import { chown, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StartError } from './StartError.ts';
import { runTool } from './runTool.ts';

/** How to run PostgreSQL's programs. */
export type RunAs = {
  /** Undefined unless we are root. */
  readonly user?: { readonly uid: number; readonly gid: number };
  command(program: string, args: readonly string[]): RunCommand;
};
type RunCommand = {
  readonly command: string;
  readonly args: readonly string[];
  /** Our working folder may be one that the user cannot enter. */
  readonly cwd: '/';
  readonly uid?: number;
  readonly gid?: number;
};

/**
 * PostgreSQL refuses to run as root. So root runs it as the owner of existing data, else as `postgres` or
 * `nobody`, whichever the machine has. No user is created. That user may be unable to reach a clone under
 * /root. Then `setpriv` gives this one process the right to pass closed folders, so that we need not open
 * them to everybody. Throws `StartError`.
 */
export async function postgresUser(program: string, dataDir: string): Promise<RunAs> {
  if (process.getuid?.() !== 0) return { command: (command, args) => ({ command, args, cwd: '/' }) };
  const user = (await ownerOf(dataDir)) ?? (await findUser('postgres')) ?? (await findUser('nobody'));
  if (!user) throw new StartError('PostgreSQL cannot run as root', 'start as an ordinary user');
  if (await canReach(user, program, dirname(dataDir))) {
    return { user, command: (command, args) => ({ command, args, cwd: '/', ...user }) };
  }
  const raise = [
    `--reuid=${user.uid}`,
    `--regid=${user.gid}`,
    '--clear-groups',
    // Without this, access(2), which initdb calls, ignores the capability if the process is not root.
    '--securebits=+no_setuid_fixup',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
    '--',
  ];
  const works = await runTool('setpriv', [...raise, program, '--version']).catch(() => undefined);
  if (works === undefined) {
    throw new StartError(
      `PostgreSQL cannot run as root, and user ${user.uid} may not enter ${dirname(dataDir)} or ${dirname(program)}`,
      'start as an ordinary user, or move the clone to a folder that others may enter (/srv, /opt)',
    );
  }
  return {
    user,
    command: (command, args) => ({ command: 'setpriv', args: [...raise, command, ...args], cwd: '/' }),
  };
}

/** Makes the user the owner of a folder and all its contents. */
export async function giveTo(user: { uid: number; gid: number }, folder: string): Promise<void> {
  await chown(folder, user.uid, user.gid);
  for (const entry of await readdir(folder, { recursive: true })) {
    await chown(join(folder, entry), user.uid, user.gid);
  }
}

// Data from an earlier start keeps its owner. A copy made by root belongs to root and is given to a user
// again.
async function ownerOf(dataDir: string): Promise<RunAs['user']> {
  const found = await stat(dataDir).catch(() => undefined);
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : undefined;
}

async function findUser(name: string): Promise<RunAs['user']> {
  try {
    const [uid, gid] = await Promise.all([runTool('id', ['-u', name]), runTool('id', ['-g', name])]);
    return { uid: Number(uid), gid: Number(gid) };
  } catch {
    return undefined;
  }
}

async function canReach(user: NonNullable<RunAs['user']>, program: string, folder: string): Promise<boolean> {
  try {
    await runTool(program, ['--version'], user);
    await runTool('test', ['-x', folder], user);
    return true;
  } catch {
    return false;
  }
}
