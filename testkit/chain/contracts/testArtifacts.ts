import type { ContractArtifacts } from '../../../contracts/compileContracts.ts';
import { compileContracts } from '../../../contracts/compileContracts.ts';

let compiled: Promise<ContractArtifacts> | undefined;

/** The contracts of `contracts/`, compiled once in this clone and then read. */
export function testArtifacts(): Promise<ContractArtifacts> {
  compiled ??= compileContracts();
  return compiled;
}
