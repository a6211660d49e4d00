import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Sources } from './collectSources.ts';
import { collectSources, installedVersion, packagesCache } from './collectSources.ts';

/** One entry of a contract's ABI (Solidity documentation, "Contract ABI Specification", JSON). */
export interface AbiEntry {
  readonly type: string;
  readonly name?: string;
  readonly stateMutability?: string;
  readonly anonymous?: boolean;
  readonly inputs?: readonly AbiParameter[];
  readonly outputs?: readonly AbiParameter[];
}

export interface AbiParameter {
  readonly type: string;
  readonly name: string;
  readonly internalType?: string;
  readonly indexed?: boolean;
  readonly components?: readonly AbiParameter[];
}

export interface ContractArtifact {
  readonly abi: readonly AbiEntry[];
  /** Creation code, `0x…`, without constructor arguments. */
  readonly bytecode: string;
  readonly runtime: {
    /** What a call runs, `0x…`, with zeros for what the constructor decides. */
    readonly code: string;
    /** Where the words of each immutable are, in bytes; in the order in which they are declared. */
    readonly immutables: readonly (readonly number[])[];
  };
}

export type ContractArtifacts = Readonly<Record<string, ContractArtifact>>;
export type ContractsByFile = Readonly<Record<string, ContractArtifacts>>;

/** A contract of this folder is not valid Solidity. The message has the compiler's own words. */
class CompilationError extends Error {
  override readonly name = 'CompilationError';
}

interface CompilerOutput {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[];
  readonly contracts?: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            readonly abi: readonly AbiEntry[];
            readonly evm: {
              readonly bytecode: { readonly object: string };
              readonly deployedBytecode: {
                readonly object: string;
                /** By the id of the declaration, which rises from one to the next. */
                readonly immutableReferences: Readonly<Record<string, readonly { readonly start: number }[]>>;
              };
            };
          }
        >
      >
    >
  >;
}

/**
 * Cancun and not the compiler's newest, so that the contracts run under every hardfork that a test network
 * may choose.
 */
const settings = {
  optimizer: { enabled: true, runs: 200 },
  evmVersion: 'cancun',
  metadata: { bytecodeHash: 'none' },
  outputSelection: {
    '*': {
      '*': [
        'abi',
        'evm.bytecode.object',
        'evm.deployedBytecode.object',
        'evm.deployedBytecode.immutableReferences',
      ],
    },
  },
};

/** Where the compiled contracts of this clone are saved. */
export const compiledContracts = join(packagesCache, 'purser-contracts');

/** Compiles every contract of this folder, and of the folders in it, and returns them by name. */
export async function compileContracts(cacheFolder = compiledContracts): Promise<ContractArtifacts> {
  const own = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.sol'))
    .map(file => file.replaceAll(sep, '/'));
  const byFile = await compileSources(collectSources(import.meta.dirname, own), own, cacheFolder);
  return Object.assign({}, ...Object.values(byFile)) as ContractArtifacts;
}

/**
 * Compiles `sources` and returns the contracts of the files `own`, by file and name. The compiler takes seconds, so
 * the result is saved in `cacheFolder` (made if it is missing) under a hash of sources, settings and
 * compiler. Throws `CompilationError`.
 */
export async function compileSources(
  sources: Sources,
  own: readonly string[],
  cacheFolder = compiledContracts,
): Promise<ContractsByFile> {
  const input = JSON.stringify({ language: 'Solidity', sources, settings });
  const key = createHash('sha256').update(installedVersion('solc')).update(input).digest('hex');
  const cached = join(cacheFolder, `contracts-by-file-${key.slice(0, 32)}.json`);

  try {
    return JSON.parse(readFileSync(cached, 'utf8')) as ContractsByFile;
  } catch {
    // The file is missing or damaged: compile in both cases.
  }
  const artifacts = artifactsOf(JSON.parse(await runCompiler(input)) as CompilerOutput, own);
  save(cacheFolder, cached, JSON.stringify(artifacts));
  return artifacts;
}

/** Saves the text for later starts. Where nobody may write, they compile again. */
function save(folder: string, file: string, text: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    // Renamed into place, so that two processes starting at once never read half a file.
    const draft = `${file}.${randomUUID()}`;
    writeFileSync(draft, text);
    renameSync(draft, file);
  } catch (error) {
    if (!['EACCES', 'EROFS', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

function artifactsOf(output: CompilerOutput, own: readonly string[]): ContractsByFile {
  const errors = (output.errors ?? []).filter(error => error.severity === 'error');
  if (errors.length > 0) {
    throw new CompilationError(errors.map(error => error.formattedMessage).join('\n'));
  }
  const artifactsIn = (file: string): ContractArtifacts =>
    Object.fromEntries(
      Object.entries(output.contracts?.[file] ?? {}).map(([name, { abi, evm }]) => [
        name,
        { abi, bytecode: `0x${evm.bytecode.object}`, runtime: runtimeOf(evm.deployedBytecode) },
      ]),
    );
  return Object.fromEntries(own.map(file => [file, artifactsIn(file)]));
}

type Deployed = NonNullable<CompilerOutput['contracts']>[string][string]['evm']['deployedBytecode'];

function runtimeOf({ object, immutableReferences }: Deployed): ContractArtifact['runtime'] {
  const byId = Object.entries(immutableReferences).toSorted(([one], [other]) => Number(one) - Number(other));
  return { code: `0x${object}`, immutables: byId.map(([, places]) => places.map(({ start }) => start)) };
}

/**
 * Runs in a separate thread: the compiler blocks for seconds, keeps 150 MB, and installs process-wide
 * handlers.
 */
async function runCompiler(input: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const worker = new Worker(new URL('./solcWorker.ts', import.meta.url), {
    workerData: input,
    execArgv: [],
  });
  worker.once('message', resolve);
  worker.once('error', reject);
  worker.once('exit', code => {
    reject(new Error(`the compiler's thread ended with code ${String(code)} and gave no answer`));
  });
  try {
    return await promise;
  } finally {
    await worker.terminate();
  }
}
