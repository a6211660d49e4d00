// Runs a script or a program of this repository: `node bootstrap.mjs cli/start.ts`, `node bootstrap.mjs vitest run`.
// It needs nothing but Node 20: it installs the packages when that is due, then hands over to the Node 24 that is
// one of them.
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { read } from './installLock.mjs';
import { Ended, Failure, MAJOR, MODULES, SIGNALS, installPackages, nodeProgram } from './installPackages.mjs';
import { takenPorts } from './startPorts.mjs';

try {
  checkMachine();
  const [name, ...args] = process.argv.slice(2);
  if (!name) throw new Failure('usage: node bootstrap.mjs <script.ts | program> [arguments]');
  if (name === 'cli/start.ts' && !args.some(arg => /^(-h|--help)$/.test(arg))) await checkPorts();
  await installPackages();
  process.exitCode = await run(name, args);
} catch (error) {
  if (error instanceof Ended) process.kill(process.pid, error.signal);
  else if (!(error instanceof Failure)) throw error;
  else console.error(`purser: ${error.message}`);
  process.exitCode = 1;
}

/** Before minutes are spent on packages that then cannot be used. */
async function checkPorts() {
  const taken = await takenPorts();
  if (taken !== undefined) throw new Failure(taken);
}

function checkMachine() {
  if (MAJOR < 20) throw new Failure(`Node ${process.versions.node} is too old: install Node 20 or newer`);
  if (process.platform === 'win32') throw new Failure('Windows is not supported: use WSL');
}

/** Runs the program to its end and gives back its exit code. What Node compiled of it serves the processes after it. */
async function run(name, args) {
  const path = [dirname(nodeProgram()), join(MODULES, '.bin'), process.env.PATH].join(delimiter);
  const [command, ...first] = programOf(name);
  let group = watchGroup();
  let last = { signal: '', at: 0 };
  let child;
  // Ctrl-C reaches every process of the terminal's group, and npm sends it to us once more; `kill` reaches us
  // alone. The program must hear of each just once, so the signal is passed on only if the group did not get it.
  const pass = async signal => {
    if (signal === last.signal && Date.now() - last.at < 1_000) return;
    last = { signal, at: Date.now() };
    await sleep(250);
    if (group.signalCode === null) child.kill(signal);
    else group = watchGroup();
  };
  for (const signal of SIGNALS) process.on(signal, pass);
  const env = { NODE_COMPILE_CACHE: join(MODULES, '.cache', 'node'), ...process.env, PATH: path };
  child = spawn(command, [...first, ...args], { stdio: 'inherit', env });
  const [code, signal] = await new Promise((settle, fail) => {
    child.once('error', fail);
    child.once('exit', (...outcome) => settle(outcome));
  });
  for (const each of SIGNALS) process.off(each, pass);
  group.kill();
  if (signal) throw new Ended(signal);
  return code;
}

/** A process of our group that a signal to the whole group ends. Closing its input ends it too, so it never stays. */
function watchGroup() {
  const group = spawn('cat', { stdio: ['pipe', 'ignore', 'ignore'] });
  group.once('error', () => undefined);
  group.unref();
  return group;
}

/** The command line of a script, or of a program in node_modules. */
function programOf(name) {
  const isScript = /\.(ts|mjs|js)$/.test(name);
  const file = isScript ? resolve(name) : join(MODULES, '.bin', name);
  if (!existsSync(file)) throw new Failure(`there is no ${isScript ? 'script' : 'program'} ${name}`);
  const program = realpathSync(file);
  return isScript || /^#!.*node/.test(read(program).slice(0, 100)) ? [nodeProgram(), program] : [program];
}
