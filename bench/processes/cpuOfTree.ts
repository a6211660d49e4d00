import { readdirSync, readFileSync } from 'node:fs';

/** The ticks in which Linux counts processor time. */
const ticksPerSecond = 100;

/** A process as `/proc/<pid>/stat` describes it. */
export interface ProcessTimes {
  readonly pid: number;
  readonly parent: number;
  /** Its own processor time plus that of its ended children, in seconds. */
  readonly seconds: number;
}

/** Parses a line of `/proc/<pid>/stat` (proc_pid_stat(5)). The name in brackets may contain anything. */
export function parseStat(line: string): ProcessTimes {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const at = (field: number): number => Number(fields[field - 3]);
  const ticks = at(14) + at(15) + at(16) + at(17);
  return { pid: Number(line.slice(0, line.indexOf(' '))), parent: at(4), seconds: ticks / ticksPerSecond };
}

/**
 * The processor time in seconds that the whole machine has used so far, from the first line of `/proc/stat`
 * (proc_stat(5)): all but the time that was idle or waited for the disk.
 */
export function parseBusy(text: string): number {
  const [user, nice, system, , , irq, softirq, steal] = (/^cpu +(.*)$/m.exec(text)?.[1] ?? '')
    .split(' ')
    .map(Number);
  return (
    [user, nice, system, irq, softirq, steal].reduce<number>((sum, ticks = 0) => sum + ticks, 0) /
    ticksPerSecond
  );
}

/**
 * The processor time in seconds used so far, by group: the processes of `names` with their descendants,
 * `rest` for this process and its other descendants, and `others` for the rest of the machine. Undefined if
 * the system has no `/proc`.
 */
export function cpuOfTree(
  names: ReadonlyMap<number, string>,
  rest: string,
): Readonly<Record<string, number>> | undefined {
  const all = readAll();
  if (!all) return undefined;
  const children = Map.groupBy(all, each => each.parent);
  const sums: Record<string, number> = {};
  const add = ({ pid, seconds }: ProcessTimes, inherited: string): void => {
    const name = names.get(pid) ?? inherited;
    sums[name] = (sums[name] ?? 0) + seconds;
    for (const child of children.get(pid) ?? []) add(child, pid === process.pid ? rest : name);
  };
  const self = all.find(({ pid }) => pid === process.pid);
  if (!self) return undefined;
  add(self, rest);
  const ours = Object.values(sums).reduce((sum, seconds) => sum + seconds, 0);
  return { ...sums, others: parseBusy(readFileSync('/proc/stat', 'utf8')) - ours };
}

function readAll(): readonly ProcessTimes[] | undefined {
  try {
    return readdirSync('/proc')
      .filter(name => /^\d+$/.test(name))
      .flatMap(pid => {
        try {
          return [parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'))];
        } catch {
          // The process has ended meanwhile.
          return [];
        }
      });
  } catch {
    return undefined;
  }
}
