/** Shows a person what a start is waiting for. Waits may overlap. */
export type Progress = {
  /** Shows `waiting for {what}… {seconds} s` until the work settles. Returns the work's result. */
  during<T>(what: string, work: () => Promise<T>): Promise<T>;
  /** Prints one separate line. */
  note(line: string): void;
  /** Ends the output and clears the terminal's line, even if something still waits. */
  done(): void;
};

type Output = { readonly isTTY?: boolean | undefined; write(text: string): unknown };

const TICK = 1_000;
/** Seconds between the lines in a log: enough to show that the wait is alive without filling the log. */
const LOG_LINE_EVERY = 10;
const CLEAR_LINE = '\r\u001B[K';

/**
 * On a terminal it updates one line in place. Elsewhere it prints a line after 1 s and then one every 10 s.
 */
export function printedProgress(out: Output): Progress {
  const waits = new Map<symbol, { readonly what: string; readonly since: number; lineAt: number }>();
  let timer: NodeJS.Timeout | undefined;
  const print = (line: string): void => void out.write(`${out.isTTY ? CLEAR_LINE : ''}${line}\n`);

  const tick = (): void => {
    const now = performance.now();
    if (!out.isTTY) {
      for (const wait of waits.values()) {
        const seconds = Math.round((now - wait.since) / 1_000);
        if (seconds < wait.lineAt) continue;
        print(`  waiting for ${wait.what}… ${seconds} s`);
        wait.lineAt += wait.lineAt === 1 ? LOG_LINE_EVERY - 1 : LOG_LINE_EVERY;
      }
      return;
    }
    const names = [...waits.values()].map(({ what }) => what).join(', ');
    const since = Math.min(...[...waits.values()].map(wait => wait.since));
    out.write(`${CLEAR_LINE}  waiting for ${names}… ${Math.round((now - since) / 1_000)} s`);
  };

  const end = (): void => {
    clearInterval(timer);
    timer = undefined;
    if (waits.size > 0 && out.isTTY) out.write(CLEAR_LINE);
    waits.clear();
  };

  return {
    async during(what, work) {
      const wait = Symbol(what);
      const since = performance.now();
      waits.set(wait, { what, since, lineAt: 1 });
      timer ??= setInterval(tick, TICK).unref();
      if (out.isTTY) tick();
      try {
        const result = await work();
        const took = performance.now() - since;
        if (took >= TICK && waits.has(wait)) print(`  ${what}: ${Math.round(took / 1_000)} s`);
        return result;
      } finally {
        if (waits.size === 1 && waits.has(wait)) end();
        else waits.delete(wait);
      }
    },
    note: line => {
      print(`  ${line}`);
    },
    done: end,
  };
}

export const silentProgress: Progress = {
  during: (_what, work) => work(),
  note: () => undefined,
  done: () => undefined,
};
