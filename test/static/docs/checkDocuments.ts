import type { Finding } from '../compareFile.ts';
import { passed } from '../compareFile.ts';
import { checkCalls } from './checkCalls.ts';
import { checkCommands } from './checkCommands.ts';
import { checkCitations, checkLinks } from './checkLinks.ts';
import { checkNames, checkSettings } from './checkNames.ts';
import { checkPaths } from './checkPaths.ts';
import { readRepository } from './repository.ts';

const checks = [checkLinks, checkCitations, checkCommands, checkPaths, checkNames, checkSettings, checkCalls];

/** Finds what documents name and what the repository does not have. */
export async function checkDocuments(root: string): Promise<Finding> {
  const repository = await readRepository(root);
  const faults = checks.flatMap(check => check(repository));
  return faults.length === 0 ? passed : { passed: false, output: faults.join('\n') };
}
