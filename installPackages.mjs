// The half of bootstrap.mjs that installs the packages. Node 20 and nothing else, as there.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { delimiter, dirname, join, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { holdLock, read } from './installLock.mjs';

const ROOT = dirname(fileURLToPath(import.meta.url));
export const MODULES = join(ROOT, 'node_modules');
/** Written by npm at the end of every change. */
const INSTALLED = join(MODULES, '.package-lock.json');
const STAMP = join(MODULES, '.purser-install');
// Not in node_modules, which every installation deletes.
const STATE = join(ROOT, '.purser');
const LOCK = join(STATE, 'install.lock');
const LOG = join(STATE, 'install.log');
const LOCK_FILE = join(ROOT, 'package-lock.json');
/** Raise it when what an installation consists of changes. */
const FORMAT = 1;
const NODE = 24;
export const MAJOR = Number.parseInt(process.versions.node, 10);
const LIBC = process.platform !== 'linux' ? '' : read('/usr/bin/ldd').includes('musl') ? 'musl' : 'gnu';
export const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** What a person has to put right, in one line. */
export class Failure extends Error {}
/** A signal ended us, or the program we ran. */
export class Ended extends Error {
  constructor(signal) {
    super(signal);
    this.signal = signal;
  }
}

/**
 * Makes sure that the packages are installed as the lock file asks, under a Node that all of them accept, by one
 * process at a time. Costs a few milliseconds when they are. Throws `Failure`, or `Ended` when a signal stopped it.
 */
export async function installPackages() {
  if (isInstalled()) return;
  try {
    // Not `recursive`: on a read-only file system that says ENOENT.
    if (!fs.existsSync(STATE)) fs.mkdirSync(STATE);
    await holdLock(LOCK, () => tick('another process that installs the packages'), install);
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes(error.code)) throw error;
    throw new Failure(
      `the packages must be installed, but ${ROOT} cannot be written (${error.code}): make it writable for this ` +
        'user, or clone into a writable folder',
    );
  }
}

async function install(holdToo) {
  // Another process may have done it while we waited.
  if (isInstalled()) return;
  // As `npm ci` does. That refuses a lock file without the native parts of every machine, and a registry that does
  // not carry all of them makes such lock files; so those of this machine are asked for by name.
  fs.rmSync(MODULES, { recursive: true, force: true });
  await npm(
    ['install', '--no-save', ...missingNativeParts()],
    'the packages (once, and when they change)',
    holdToo,
  );
  if (!isAsLocked() || !isUsable()) {
    throw new Failure(
      'npm left out Node 24 or the native part of hardhat. Is it set to ignore install scripts or optional ' +
        `packages (npm config get ignore-scripts, omit)? Change that and start again; its log is ${LOG}`,
    );
  }
  fs.writeFileSync(STAMP, stamp());
}

function isInstalled() {
  if (read(STAMP) === stamp()) return true;
  // Installed by a person with npm, or copied here.
  if (!isAsLocked() || !isUsable()) return false;
  try {
    fs.writeFileSync(STAMP, stamp());
  } catch {
    // A folder that cannot be written works all the same; only the look takes longer each time.
  }
  return true;
}

/** Changes with whatever would make the installed packages the wrong ones, a later `npm install` included. */
function stamp() {
  const lock = createHash('sha256').update(fs.readFileSync(LOCK_FILE)).digest('hex');
  const changed = fs.statSync(INSTALLED, { throwIfNoEntry: false })?.mtimeMs;
  return `${FORMAT} ${process.platform} ${process.arch} ${LIBC} ${lock} ${changed}\n`;
}

/** Whether what npm noted that it put there is what the lock file asks for. */
function isAsLocked() {
  const installed = packagesOf(INSTALLED);
  const wanted = Object.entries(packagesOf(LOCK_FILE)).filter(([path]) => path !== '');
  return wanted.every(
    ([path, { version, optional }]) => (installed[path]?.version ?? (optional && version)) === version,
  );
}

/** npm under an older Node leaves out what would not run there, and says nothing. */
function isUsable() {
  const node = nodeProgram();
  const load = ['-e', 'require("@nomicfoundation/edr")'];
  return node !== undefined && spawnSync(node, load, { cwd: ROOT }).status === 0;
}

/** The optional packages for this machine that the lock file lacks, as `name@version`. */
function missingNativeParts() {
  const packages = packagesOf(LOCK_FILE);
  const machine = `${process.platform}-${process.arch}`;
  const endings = [machine, `${machine}-${LIBC}`];
  return Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => endings.some(ending => name.endsWith(ending)))
      .filter(([name]) => !Object.keys(packages).some(path => path.endsWith(`node_modules/${name}`)))
      .map(([name, version]) => `${name}@${version}`),
  );
}

/** Runs npm under a Node that all packages accept: this one if it is new enough, else one that npx fetches. */
async function npm(args, what, holdToo) {
  // The Node in node_modules may be ours, and is about to be deleted.
  const isOwn = process.execPath.startsWith(MODULES + sep);
  const path = (process.env.PATH ?? '').split(delimiter).filter(folder => !folder.startsWith(MODULES));
  const { npm_execpath: cli = '' } = process.env;
  // Named by its file, npm runs under the Node we mean even where `npm` is a wrapper with a Node of its own.
  const command = cli.endsWith('npm-cli.js') ? ['node', cli] : ['npm'];
  command.push(...args, '--include=dev', '--include=optional', '--loglevel=warn');
  if (MAJOR >= NODE && !isOwn) path.unshift(dirname(process.execPath));
  else command.unshift('npx', '-y', '-p', `node@${NODE}`, '--');

  const log = fs.openSync(LOG, 'w');
  const child = spawn(command[0], command.slice(1), {
    cwd: ROOT,
    env: { ...process.env, PATH: path.join(delimiter) },
    stdio: ['ignore', log, log],
    // A group of its own can be ended as a whole; half of npm would go on writing.
    detached: true,
  });
  fs.closeSync(log);
  // Should we be killed, npm goes on writing.
  if (child.pid) holdToo(child.pid);
  const outcome = new Promise(settle => child.once('error', settle).once('exit', settle));
  let ended;
  const end = signal => {
    ended = signal;
    signalGroup(child.pid, 'SIGTERM');
  };
  for (const signal of SIGNALS) process.on(signal, end);
  const stopTicking = tick(what);
  const code = await outcome;
  stopTicking();
  for (const signal of SIGNALS) process.off(signal, end);
  if (ended) {
    // npx ends before the npm it runs, which puts things back first.
    for (let wait = 0; wait < 50 && signalGroup(child.pid, 0); wait += 1) await sleep(100);
    signalGroup(child.pid, 'SIGKILL');
    throw new Ended(ended);
  }
  if (code === 0) return;
  if (code?.code === 'ENOENT') throw new Failure(`there is no ${command[0]} on the PATH: install npm`);
  console.error(read(LOG).trimEnd().split('\n').slice(-15).join('\n'));
  throw new Failure(`npm failed (${code}): see the lines above, and ${LOG}`);
}

function signalGroup(leader, signal) {
  try {
    return process.kill(-leader, signal);
  } catch {
    return false;
  }
}

/** Says what is waited for: ticking on a terminal, elsewhere a line at once and one every 10 s. */
function tick(what) {
  const { isTTY } = process.stderr;
  const begun = Date.now();
  const print = () => {
    const line = `purser: waiting for ${what}… ${Math.round((Date.now() - begun) / 1000)} s`;
    process.stderr.write(isTTY ? `\r\u001B[K${line}` : `${line}\n`);
  };
  print();
  const timer = setInterval(print, isTTY ? 1_000 : 10_000);
  return () => {
    clearInterval(timer);
    print();
    if (isTTY) process.stderr.write('\n');
  };
}

/** The Node that runs everything else. */
export function nodeProgram() {
  const bundled = join(MODULES, 'node/bin/node');
  if (fs.existsSync(bundled)) return bundled;
  return MAJOR >= NODE ? process.execPath : undefined;
}

function packagesOf(file) {
  return JSON.parse(read(file) || '{}').packages ?? {};
}
