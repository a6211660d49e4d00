// One installation of the packages at a time, for bootstrap.mjs: Node 20 and nothing else.
import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL = 300;
const TOUCH = 5_000;
const STALE = 60_000;
const ID = randomUUID();

/**
 * Does the work while no other process holds the lock, a file in a folder that exists. A lock is stale when its
 * holder is dead, or has not touched it for a minute (the holder may be on another machine, or its pid be somebody
 * else's by now). The work is given `holdToo(pid)`: a process group that keeps the lock alive beyond our death.
 * `onWait` is called when there is something to wait for, and what it gives back when the wait is over.
 */
export async function holdLock(file, onWait, work) {
  let endWait;
  for (let seen = '', since = Date.now(); !tryLock(file); await sleep(POLL)) {
    endWait ??= onWait();
    const holder = read(file);
    const now = `${holder} ${fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs}`;
    if (now !== seen) [seen, since] = [now, Date.now()];
    if (isDead(holder) || Date.now() - since > STALE) drop(file, holder);
  }
  endWait?.();
  const touch = setInterval(() => fs.utimes(file, new Date(), new Date(), () => undefined), TOUCH);
  try {
    await work(group => write(file, { group }));
  } finally {
    clearInterval(touch);
    if (read(file).includes(ID)) fs.rmSync(file);
  }
}

function tryLock(file) {
  try {
    write(file, {}, 'wx');
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function write(file, more, flag = 'w') {
  fs.writeFileSync(file, JSON.stringify({ id: ID, host: hostname(), pid: process.pid, ...more }), { flag });
}

function isDead(holder) {
  const [pid, group] = [/"pid":(\d+)/, /"group":(\d+)/].map(part => Number(part.exec(holder)?.[1] ?? 0));
  const isHere = holder.includes(`"host":"${hostname()}"`);
  return isHere && (pid === process.pid || !isAlive(pid)) && (group === 0 || !isAlive(-group));
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code !== 'ESRCH';
  }
}

// Between the look and the deed another waiter may have dropped it and locked anew: then that lock goes back.
function drop(file, stale) {
  const aside = `${file}.${ID}`;
  try {
    fs.renameSync(file, aside);
    if (read(aside) === stale) fs.rmSync(aside);
    else fs.renameSync(aside, file);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

/** The text of a file, empty when there is none. */
export function read(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
}
