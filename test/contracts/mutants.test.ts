import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ContractsByFile } from '../../contracts/compileContracts.ts';
import { compileSources } from '../../contracts/compileContracts.ts';
import { folderOf, mutants, mutatedSources } from './mutants.ts';
import { Ground, readHostile } from './rig.ts';
import { scenarios } from './scenarios.ts';

// Each guard of the contracts is taken out once, and a scenario must fail that `sweeper.test.ts` sees pass.

let ground: Ground;
let builds: ContractsByFile;
beforeAll(async () => {
  const sweepers = Object.keys(mutants).map(name => `${folderOf(name)}/Sweeper.sol`);
  builds = await compileSources(mutatedSources(), sweepers);
  ground = await Ground.prepare(await readHostile());
}, 600_000);
afterAll(() => ground.evm.close());

test.for(Object.entries(mutants))('noticed: %s', async ([name, { killedBy }]) => {
  const rig = await ground.rig(builds[`${folderOf(name)}/Sweeper.sol`]?.['Sweeper']?.bytecode);
  await expect(scenarios[killedBy](rig)).rejects.toThrow();
});
