import { workerNodeOptions } from '../../cli/stack/engine.ts';
import { profiling, startChild } from '../processes/startChild.ts';

export interface ScannerMessage {
  /** The index of its URL among those that the process was started with. */
  readonly database: number;
  readonly height: number;
}

export interface ScannerAnswer {
  /** The time from the start of the walk to the commit of the block at that height. */
  readonly ms: number;
  /** Unix ms. */
  readonly committedAt: number;
  /** The peak memory of the process, in MB of 2^20 bytes. */
  readonly rssPeakMb: number;
}

export interface Scanner {
  readonly walk: (database: number, height: number) => Promise<ScannerAnswer>;
  readonly stop: () => Promise<void>;
}

/**
 * Starts the scanner's process with the worker's options of Node. `profile` is a folder for its CPU profile.
 */
export async function startScanner(
  rpcUrl: string,
  databaseUrls: readonly string[],
  profile: string | undefined,
): Promise<Scanner> {
  const child = await startChild('scanner.ts', [rpcUrl, ...databaseUrls], {
    nodeOptions: [...workerNodeOptions, ...profiling(profile)],
  });
  return {
    walk: async (database, height) =>
      (await child.ask({ database, height } satisfies ScannerMessage)) as ScannerAnswer,
    stop: child.stop,
  };
}
