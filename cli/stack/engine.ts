import type { ManagedProcess } from './managedProcess.ts';
import { startManaged } from './managedProcess.ts';

/**
 * The processes of Purser itself. The relay is part of the worker, unless the stack is asked for one of its own; a stack
 * that does not sweep has no signer.
 */
export const engineParts = ['dispatcher', 'relay', 'worker', 'api', 'signer'] as const;
export type EnginePart = (typeof engineParts)[number];

type Settings = Readonly<Record<string, string>>;

export interface Engine {
  /** Starts a part, again if it has ended. `env` replaces some of its settings. Throws `StartError`. */
  start(part: EnginePart, env?: Settings): Promise<ManagedProcess>;
  /** Starts one more process of a part, with a log of this name. Whoever starts it ends it. Throws `StartError`. */
  startAnother(part: EnginePart, name: string, env?: Settings): Promise<ManagedProcess>;
  /** The process of a part that was started last; undefined if none was. */
  process(part: EnginePart): ManagedProcess | undefined;
  /** Ends a part at once, like a crash. It stays down until it is started again. */
  kill(part: EnginePart): Promise<void>;
  stop(part: EnginePart): Promise<void>;
  /** Settles with the name of a part that ended though nobody ended it. The worker's end is not reported here. */
  readonly broken: Promise<string>;
}

/**
 * The young generation of the worker's heap, in MB. The worker reads blocks of megabytes and soon drops them.
 * V8's own choice lets the process grow to 340 MB, but 190 MB give the same speed (`npm run bench -- scan`).
 */
export const workerNodeOptions = ['--max-semi-space-size=8'];

/** At each start Node 24 warns that stripping the types of the checkout page's script is experimental. */
const apiNodeOptions = ['--disable-warning=ExperimentalWarning'];

const program = { entry: 'worker.ts', nodeOptions: workerNodeOptions };
const programs: Readonly<
  Record<EnginePart, { readonly entry: string; readonly nodeOptions: readonly string[] }>
> = {
  dispatcher: program,
  relay: program,
  worker: program,
  api: { entry: 'server.ts', nodeOptions: apiNodeOptions },
  signer: { entry: 'signer.ts', nodeOptions: [] },
};
/** Those whose end breaks the stack, by what a person calls them. */
const called: Partial<Readonly<Record<EnginePart, string>>> = {
  dispatcher: 'the dispatcher of webhooks',
  relay: 'the relay',
  api: 'the API',
  signer: 'the signer',
};

/** Starts and ends the processes of Purser, each with settings of its own. */
export function createEngine(
  logFolder: string,
  settings: Readonly<Partial<Record<EnginePart, Settings>>>,
): Engine {
  const running = new Map<EnginePart, ManagedProcess>();
  const ending = new Set<ManagedProcess>();
  const broken = Promise.withResolvers<string>();
  const end = async (part: EnginePart, how: (process: ManagedProcess) => Promise<void>): Promise<void> => {
    const process = running.get(part);
    if (!process) return;
    ending.add(process);
    await how(process);
  };
  const startAnother: Engine['startAnother'] = (part, name, env = {}) =>
    startManaged({ name, ...programs[part], logFolder, env: { ...settings[part], ...env } });
  return {
    async start(part, env) {
      const process = await startAnother(part, part, env);
      running.set(part, process);
      const name = called[part];
      void process.exited.then(() => {
        if (name !== undefined && !ending.has(process)) broken.resolve(name);
      });
      return process;
    },
    startAnother,
    process: part => running.get(part),
    kill: part => end(part, process => process.kill()),
    stop: part => end(part, process => process.stop()),
    broken: broken.promise,
  };
}

/** The process of a part that was started. */
export function mustRun(engine: Engine, part: EnginePart): ManagedProcess {
  const process = engine.process(part);
  if (!process) throw new Error(`the ${part} was not started`);
  return process;
}
