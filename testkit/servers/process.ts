import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

/** What the operating system says about a living process. */
export type ProcessFacts = { readonly parent: number; readonly commandLine: string };

/** The signals that end a process, from polite to rude; `afterMs` counts from the first. */
export type StopSignals = readonly { readonly signal: NodeJS.Signals; readonly afterMs: number }[];

/** Undefined for a process that is gone, or a zombie (whose command line is empty). */
export async function inspectProcess(pid: number): Promise<ProcessFacts | undefined> {
  try {
    const facts = process.platform === 'linux' ? await fromProc(pid) : await fromPs(pid);
    return facts.commandLine === '' ? undefined : facts;
  } catch {
    return undefined;
  }
}

/**
 * Sends each signal in its turn until `isGone`; gives back whether it is. The caller has made sure that the pid is
 * still the process it means.
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
    // It ended between the look and the signal; `isGone` will say so. Not allowed shows as not gone.
  }
}

// Slim images have /proc but no `ps`; macOS has `ps` but no /proc.
async function fromProc(pid: number): Promise<ProcessFacts> {
  const [stat, commandLine] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readFile(`/proc/${pid}/cmdline`, 'utf8'),
  ]);
  // The second field is the name in brackets and may itself hold blanks and brackets.
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
