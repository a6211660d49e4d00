import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

/** What the operating system reports about a living process. */
export type ProcessFacts = { readonly parent: number; readonly commandLine: string };

/** The signals that end a process, the mildest first. `afterMs` counts from the first one. */
export type StopSignals = readonly { readonly signal: NodeJS.Signals; readonly afterMs: number }[];

/** Undefined if the process is gone, or is a zombie (whose command line is empty). */
export async function inspectProcess(pid: number): Promise<ProcessFacts | undefined> {
  try {
    const facts = process.platform === 'linux' ? await fromProc(pid) : await fromPs(pid);
    return facts.commandLine === '' ? undefined : facts;
  } catch {
    return undefined;
  }
}

/**
 * Sends the signals one after another until `isGone`. Returns whether the process is gone. The caller must
 * have made sure that the pid still belongs to the right process.
 */
export async function endProcess(
  pid: number,
  signals: StopSignals,
  isGone: () => Promise<boolean>,
): Promise<boolean> {
  const PATIENCE_AFTER_LAST = 1_000;
  const begun = performance.now();
  for (const [index, { signal }] of signals.entries()) {
    if (await isGone()) return true;
    send(pid, signal);
    const until = signals[index + 1]?.afterMs ?? (signals.at(-1)?.afterMs ?? 0) + PATIENCE_AFTER_LAST;
    while (performance.now() - begun < until) {
      if (await isGone()) return true;
      await sleep(20);
    }
  }
  return isGone();
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // The process ended between the check and the signal, as `isGone` will show. If the signal was not
    // allowed, `isGone` stays false.
  }
}

// Slim images have /proc but no `ps`; macOS has `ps` but no /proc.
async function fromProc(pid: number): Promise<ProcessFacts> {
  const [stat, commandLine] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readFile(`/proc/${pid}/cmdline`, 'utf8'),
  ]);
  // The second field is the name in brackets. It may itself contain blanks and brackets.
  const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  return { parent, commandLine: commandLine.replaceAll('\0', ' ').trim() };
}

async function fromPs(pid: number): Promise<ProcessFacts> {
  const { stdout } = await promisify(execFile)('ps', [
    '-ww',
    '-o',
    'stat=,ppid=,command=',
    '-p',
    String(pid),
  ]);
  const [state = 'Z', parent, ...command] = stdout.trim().split(/\s+/);
  return { parent: Number(parent), commandLine: state.startsWith('Z') ? '' : command.join(' ') };
}
