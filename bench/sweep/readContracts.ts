import { collectSources } from '../../contracts/collectSources.ts';
import type { ContractArtifacts } from '../../contracts/compileContracts.ts';
import { compileContracts, compileSources } from '../../contracts/compileContracts.ts';

/** The contracts of the product, and those without guards. */
export async function readContracts(): Promise<ContractArtifacts> {
  const file = 'BareSweeper.sol';
  const { [file]: bare } = await compileSources(collectSources(import.meta.dirname, [file]), [file]);
  return { ...(await compileContracts()), ...bare };
}
