import type { ParseArgsOptionsConfig } from 'node:util';
import { parseArgs } from 'node:util';

/** What a person typed is wrong: its message is all they need. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

interface Command<O extends ParseArgsOptionsConfig> {
  /** As it is run: `npm run pay`, `npm start`. */
  readonly run: string;
  /** What `--help` prints. */
  readonly usage: string;
  readonly options: O;
  /** Words beside the options, such as a verb. None is taken unless it is said. */
  readonly words?: boolean;
  /** The command line, unless it is a part of it. */
  readonly args?: readonly string[];
}

/**
 * The options and words of a command line. `--help` prints the usage and ends the process, before anything has been
 * done. Throws `UsageError` for what the command does not know: nothing is ignored, as a typo must not run a command
 * otherwise than it was meant.
 */
export function readArgs<O extends ParseArgsOptionsConfig>({
  run,
  usage,
  options,
  words = false,
  args = process.argv.slice(2),
}: Command<O>): ReturnType<typeof parseArgs<{ args: string[]; allowPositionals: boolean; options: O }>> {
  const end = args.indexOf('--');
  if (args.some((arg, at) => (arg === '--help' || arg === '-h') && (end < 0 || at < end))) {
    process.stdout.write(usage.endsWith('\n') ? usage : `${usage}\n`);
    process.exit(0);
  }
  try {
    return parseArgs({ args: [...args], allowPositionals: words, options });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(`${saidOf(error)}${swallowed(run, Object.keys(options))}\n${moreOf(run)}`, {
      cause: error,
    });
  }
}

/** Where a person finds what a command takes. */
export function moreOf(run: string): string {
  return `\`${withOption(run, '--help')}\` tells what it takes.`;
}

/** A command with an option behind it: the first `--` of a command of npm's is npm's, and a second would be the command's. */
function withOption(run: string, option: string): string {
  return `${run}${run.startsWith('npm') && !run.includes(' -- ') ? ' --' : ''} ${option}`;
}

/** What Node says of a command line, in the words of the other commands. */
function saidOf(error: TypeError): string {
  const [, quoted = ''] = /'([^']*)'/.exec(error.message) ?? [];
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `it does not know ${quoted}`;
  if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') return `it does not know what to do with ${quoted}`;
  const option = quoted.split(/[ ,]/).findLast(part => part.startsWith('--')) ?? quoted;
  return error.message.includes('does not take an argument')
    ? `${option} takes no value`
    : `${option} takes a value`;
}

/** `npm run pay --customer alice`, without the `--` in between, gives the option to npm. */
function swallowed(run: string, options: readonly string[]): string {
  // A setting that npm has anyway, such as `yes=false` in .npmrc, is there as an empty text.
  const taken = options.find(name => (process.env[`npm_config_${name.replaceAll('-', '_')}`] ?? '') !== '');
  return taken === undefined
    ? ''
    : `\nnpm took --${taken} for itself: write \`${withOption(run, `--${taken}`)} …\`, with -- before the options.`;
}
