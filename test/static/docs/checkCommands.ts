import { dirname } from 'node:path';
import { z } from 'zod';
import { readArgs as readAsIt } from '../../../cli/readArgs.ts';
import type { Document } from './readDocument.ts';
import type { Program } from './readPrograms.ts';
import { readPrograms } from './readPrograms.ts';
import type { Repository } from './repository.ts';
import { commandsOf } from './shellWords.ts';

/**
 * Commands of documents, and of the programs' usages, that cannot work: scripts that package.json does not have, files
 * that do not exist, and verbs and options that the program would refuse.
 */
export function checkCommands(repository: Repository): readonly string[] {
  const programs = readPrograms(repository);
  const scripts = readScripts(repository);
  const sources = [
    ...repository.documents.map(document => ({ file: document.file, code: codeOf(document) })),
    ...programs.map(({ file, usage }) => ({ file, code: linesOf(usage) })),
  ];
  return sources.flatMap(({ file, code }) =>
    code
      .flatMap(commandsOf)
      .flatMap(words => faultOf(words, dirname(file)) ?? [])
      .map(fault => `${file}: ${fault}`),
  );

  /** What is wrong with a command of a document of this folder. */
  function faultOf(words: readonly string[], folder: string): string | undefined {
    const at = words.findIndex(word => word === 'npm' || word === 'node');
    const [tool, ...rest] = at === -1 ? [] : words.slice(at).filter(word => word !== '--silent');
    if (tool === 'npm') return faultOfScript(rest, folder);
    const [file = '', ...args] = rest.filter(word => word !== 'bootstrap.mjs');
    if (!/\.m?[jt]s$/.test(file)) return undefined;
    if (!repository.files.has(file)) return `\`node ${file}\` runs no file of the repository`;
    const [program] = programs.filter(program => program.file === file);
    return program && faultOfArgs(program, args);
  }

  function faultOfScript([verb = '', ...rest]: readonly string[], folder: string): string | undefined {
    if (!/^(run|start|stop|test)$/.test(verb)) return undefined;
    const [script = '', ...words] = verb === 'run' ? rest : [verb, ...rest];
    const run = verb === 'run' ? `npm run ${script}` : `npm ${script}`;
    const line = scripts.get(folder)?.[script] ?? scripts.get('.')?.[script];
    if (line === undefined) return `\`${run}\` is no script of package.json`;
    const end = words.includes('--') ? words.indexOf('--') : words.length;
    const lost = words.slice(0, end).find(word => /^--?[a-z]/.test(word));
    if (lost !== undefined) return `\`${run} ${lost}\` gives the option to npm: it lacks -- before it`;
    const args = words.slice(end + 1);
    if (line.endsWith('vitest run')) {
      const gone = args.find(word => !word.startsWith('-') && !exists(word));
      return gone === undefined ? undefined : `\`${run} -- ${gone}\` runs no test`;
    }
    // A verb with options of its own is a program of its own.
    const ofVerb = programs.find(program => program.run === `${run} -- ${args[0] ?? ''}`);
    if (ofVerb) return faultOfArgs(ofVerb, args.slice(1));
    const own = programs.find(({ file }) => file === line.split(' ').at(-1));
    if (own) return faultOfArgs(own, args);
    const hasVerbs = programs.some(program => program.run.startsWith(`${run} -- `));
    const [name = '--help'] = args;
    if (!hasVerbs || name === '--help' || name === 'verb') return undefined;
    return `\`${run} -- ${name}\` is no verb of it`;
  }

  function exists(path: string): boolean {
    return repository.files.has(path) || repository.folders.has(path.replace(/\/$/, ''));
  }
}

/** What the program would refuse. Its verbs, and the options of each, are those of its usage. */
function faultOfArgs({ run, usage, words, options }: Program, given: readonly string[]): string | undefined {
  const args = given.filter(word => word !== '--help' && word !== '-h');
  const command = `\`${[run, ...(run.startsWith('npm') && !run.includes(' -- ') ? ['--'] : []), ...args].join(' ')}\``;
  let read;
  try {
    read = readAsIt({ run, usage, options, words, args });
  } catch (error) {
    return `${command}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`;
  }
  const begins = `${run} -- `;
  const verbs = new Map(
    usage
      .split(begins)
      .slice(1)
      .map(text => [text.split(/\s/)[0] ?? '', text] as const)
      .filter(([verb]) => /^[a-z]/.test(verb)),
  );
  const [verb] = read.positionals;
  if (verbs.size === 0 || verb === undefined) return undefined;
  const about = verbs.get(verb);
  if (about === undefined) return `${command}: ${verb} is no verb of it`;
  const strange = Object.keys(read.values).find(name => !about.includes(`--${name}`));
  return strange === undefined ? undefined : `${command}: ${verb} takes no --${strange}`;
}

/** Languages of blocks that hold commands. Blocks without a language may hold some, too. */
const withCommands = /^(|sh|bash|shell|console|ya?ml)$/;

/** Spans and blocks of a document. Names that it gives to commands (`PAY` is `npm run pay`) are replaced. */
function codeOf({ text, spans, blocks }: Document): readonly string[] {
  const names = new Map(
    [...text.matchAll(/`([A-Z]+)`\s+is\s+`(npm [^`]+)`/g)].map(([, name = '', command = '']) => [
      name,
      command,
    ]),
  );
  return [
    ...spans.map(span => span.replace(/^[A-Z]+\b/, word => names.get(word) ?? word)),
    ...blocks.filter(({ language }) => withCommands.test(language)).map(block => block.text),
  ].map(withoutBrackets);
}

/** The lines of a usage that show a command, without what they say about it. */
function linesOf(usage: string): readonly string[] {
  return usage
    .split('\n')
    .flatMap(line => /^\s*(?:[A-Z_]+=\S* )*(?:npm|node) .*?(?=\s{2}|$)/.exec(line)?.[0] ?? [])
    .map(withoutBrackets);
}

/** `[--json] <folder>` as words: what may be left out, and what stands for another text. */
function withoutBrackets(code: string): string {
  return code.replaceAll(/\[(--[^\]]*)\]/g, '$1').replaceAll(/<([\w-]+)>/g, '$1');
}

const packageFile = z.object({ scripts: z.record(z.string(), z.string()).default({}) });

/** The scripts of each package, by its folder. */
function readScripts({ code }: Repository) {
  const packages = [...code].filter(([file]) => file.endsWith('package.json'));
  return new Map(
    packages.map(([file, text]) => [dirname(file), packageFile.parse(JSON.parse(text)).scripts]),
  );
}
