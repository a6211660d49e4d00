import { join } from 'node:path';
import { runTool, ToolError } from '../../testkit/servers/runTool.ts';
import { StartError } from '../../testkit/servers/StartError.ts';
import type { StackOptions } from './stackOptions.ts';

/**
 * The file with the workflow code for every worker of the stack: the one that `PURSER_WORKFLOW_BUNDLE` names, else one
 * that is made now. Otherwise each worker would make its own at each start. Throws `StartError`.
 */
export async function workflowBundle({
  env,
  home,
  signal,
}: Pick<StackOptions, 'env' | 'home' | 'signal'>): Promise<string> {
  const given = env['PURSER_WORKFLOW_BUNDLE'];
  if (given) return given;
  const file = join(home, 'workflows.js');
  try {
    await runTool(process.execPath, [join(import.meta.dirname, '../bundleWorkflows.ts'), file], { signal });
  } catch (cause) {
    if (!(cause instanceof ToolError)) throw cause;
    throw new StartError(`the workflow code cannot be bundled: ${cause.tail}`, 'correct it', { cause });
  }
  return file;
}
