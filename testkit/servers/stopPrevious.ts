import { readFile, rm } from 'node:fs/promises';
import { endProcess, inspectProcess, type StopSignals } from './process.ts';
import { StartError, errorCode } from './StartError.ts';

/** The content of a pid file: the server and the process that started it. */
export type OwnedProcess = { readonly pid: number; readonly owner: number };

type Previous = {
  readonly name: string;
  readonly pidFile: string;
  /**
   * What the command line of this very server contains: its program and its data. A pid alone may belong to
   * any process.
   */
  readonly marks: readonly string[];
  readonly stopSignals: StopSignals;
};

/**
 * Ends the server that an earlier, killed start left running on the same data. Throws `StartError` if its
 * owner is still alive: then two starts want the same data.
 */
export async function stopPrevious(previous: Previous): Promise<void> {
  const recorded = await readOwnedProcess(previous.pidFile);
  if (!recorded) return;
  await endOrphan({ ...previous, ...recorded });
  await rm(previous.pidFile, { force: true });
}

/** Like `stopPrevious`, for a pid from another source. Without an owner the process counts as left behind. */
export async function endOrphan(
  orphan: Omit<Previous, 'pidFile'> & { readonly pid: number; readonly owner?: number },
): Promise<void> {
  const { name, pid, owner, marks, stopSignals } = orphan;
  const find = async () => {
    const facts = await inspectProcess(pid);
    return marks.every(mark => facts?.commandLine.includes(mark)) ? facts : undefined;
  };
  const found = await find();
  if (!found) return;
  // The system gives an orphan another parent, so this is true only while the owner lives.
  if (found.parent === owner) {
    throw new StartError(
      `${name} of this folder is in use by process ${owner}`,
      'stop that process first, or set PURSER_HOME to another folder',
    );
  }
  if (await endProcess(pid, stopSignals, async () => (await find()) === undefined)) return;
  throw new StartError(
    `${name} of an earlier start (process ${pid}) does not end`,
    `end it with kill -9 ${pid}`,
  );
}

async function readOwnedProcess(file: string): Promise<OwnedProcess | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  const [pid, owner] = [/"pid":(\d+)/, /"owner":(\d+)/].map(part => Number(part.exec(text)?.[1]));
  // An incomplete file means that the start was killed while writing it.
  return pid && owner ? { pid, owner } : undefined;
}
