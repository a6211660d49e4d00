import type { ParseArgsOptionsConfig } from 'node:util';
import { parseArgs } from 'node:util';

/** The command line is wrong. The user needs only the message. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

interface Command<O extends ParseArgsOptionsConfig> {
  /** How the command is run: `npm run pay`, `npm start`. */
  readonly run: string;
  /** What `--help` prints. */
  readonly usage: string;
  readonly options: O;
  /** Whether the command takes words beside the options, such as a verb. The default is no. */
  readonly words?: boolean;
  /** The arguments to read. The default is the whole command line. */
  readonly args?: readonly string[];
}

/**
 * The options and words of a command line. `--help` prints the usage and ends the process before anything is
 * done. Throws `UsageError` for unknown arguments. None is ignored, as a typo must not change what a command
 * does.
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
    throw new UsageError(`${reworded(error)}${swallowed(run, Object.keys(options))}\n${moreOf(run)}`, {
      cause: error,
    });
  }
}

/** Says where to find what a command takes. */
export function moreOf(run: string): string {
  return `Run \`${withOption(run, '--help')}\` for the options.`;
}

/**
 * A command followed by an option. npm uses up the first `--` itself, and a second one would reach the
 * command.
 */
function withOption(run: string, option: string): string {
  return `${run}${run.startsWith('npm') && !run.includes(' -- ') ? ' --' : ''} ${option}`;
}

/** Node's error about a command line, in the wording of the other commands. */
function reworded(error: TypeError): string {
  const [, quoted = ''] = /'([^']*)'/.exec(error.message) ?? [];
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `unknown option ${quoted}`;
  if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') return `unexpected argument ${quoted}`;
  const option = quoted.split(/[ ,]/).findLast(part => part.startsWith('--')) ?? quoted;
  return error.message.includes('does not take an argument')
    ? `${option} takes no value`
    : `${option} needs a value`;
}

/** In `npm run pay --customer alice`, without the `--` in between, npm takes the option. */
function swallowed(run: string, options: readonly string[]): string {
  // npm's own settings, such as `yes=false` in .npmrc, are in the environment as an empty text.
  const taken = options.find(name => (process.env[`npm_config_${name.replaceAll('-', '_')}`] ?? '') !== '');
  return taken === undefined
    ? ''
    : `\nnpm used --${taken} as its own option: write \`${withOption(run, `--${taken}`)} …\`, with -- before the options.`;
}
