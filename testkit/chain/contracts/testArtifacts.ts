import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContractArtifacts } from '../../../contracts/compileContracts.ts';
import { compileContracts } from '../../../contracts/compileContracts.ts';

let compiled: Promise<ContractArtifacts> | undefined;

/** The contracts of `contracts/`, compiled once on this machine and then read from the temporary folder. */
export function testArtifacts(): Promise<ContractArtifacts> {
  compiled ??= compileContracts(join(tmpdir(), 'purser-contracts'));
  return compiled;
}
