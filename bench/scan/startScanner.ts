import { workerNodeOptions } from '../../cli/stack/stack.ts';
import { profiling, startChild } from '../processes/startChild.ts';

export interface ScannerMessage {
  /** The place of its URL among those the process was started with. */
  readonly database: number;
  readonly height: number;
}

export interface ScannerAnswer {
  /** From the start of the walk to the commit of the block at that height. */
  readonly ms: number;
  /** Unix ms. */
  readonly committedAt: number;
  /** The most memory the process ever had, in MB of 2^20 bytes. */
  readonly rssPeakMb: number;
}

export interface Scanner {
  readonly walk: (database: number, height: number) => Promise<ScannerAnswer>;
  readonly stop: () => Promise<void>;
}

/** Starts the scanner's process, with the worker's own options of Node. `profile`: a folder for its CPU profile. */
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
