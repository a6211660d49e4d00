import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Document } from './readDocument.ts';
import { readDocument } from './readDocument.ts';

/** What git has of a repository, and what it would add. */
export interface Repository {
  readonly files: ReadonlySet<string>;
  /** Every folder of a file, without a slash at its end. */
  readonly folders: ReadonlySet<string>;
  /** Folders that git ignores, each with a slash at its end. */
  readonly ignoredFolders: readonly string[];
  readonly documents: readonly Document[];
  /** The text of each file of code, of settings that stand beside it, and of what is generated from it. */
  readonly code: ReadonlyMap<string, string>;
}

const isCode = (file: string): boolean =>
  /\.(ts|mjs)$|^(docker-compose|docs\/.*)\.yml$|^Dockerfile$|^\.env\.example$|(^|\/)package\.json$/.test(
    file,
  ) || file === 'docs/openapi.json';

export async function readRepository(root: string): Promise<Repository> {
  const files = await listFiles(root);
  const read = (file: string): Promise<string> => readFile(join(root, file), 'utf8');
  const texts = await Promise.all(
    files
      .filter(file => file.endsWith('.md') || file === '.gitignore' || isCode(file))
      .map(async file => [file, await read(file)] as const),
  );
  return repositoryOf(files, new Map(texts));
}

/** A repository of these files, with the texts of those that are read. */
export function repositoryOf(files: readonly string[], texts: ReadonlyMap<string, string>): Repository {
  return {
    files: new Set(files),
    folders: new Set(files.flatMap(foldersOf)),
    ignoredFolders: (texts.get('.gitignore') ?? '').split('\n').filter(line => line.endsWith('/')),
    documents: [...texts].flatMap(([file, text]) => (file.endsWith('.md') ? [readDocument(file, text)] : [])),
    code: new Map([...texts].filter(([file]) => isCode(file))),
  };
}

async function listFiles(root: string): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard'],
    { cwd: root, maxBuffer: 10_000_000 },
  );
  return stdout.split('\n').filter(name => name !== '' && existsSync(join(root, name)));
}

function foldersOf(file: string): readonly string[] {
  const folder = dirname(file);
  return folder === '.' ? [] : [folder, ...foldersOf(folder)];
}
