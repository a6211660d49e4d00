import type { Document } from './readDocument.ts';
import type { Repository } from './repository.ts';

/** What no clone has: two of a stack's state folder, and what `npm run pin:images` writes. */
const made: ReadonlySet<string> = new Set(['running.json', 'logs/', 'docker-compose.digests.yml']);

/**
 * Files and folders that documents name and that do not exist. A file may be named by the end of its path, as
 * `scanStep.ts` is when the document has just named its folder.
 */
export function checkPaths(repository: Repository): readonly string[] {
  const { files, folders, documents, ignoredFolders } = repository;
  const top = new Set([...files].map(file => file.split('/')[0] ?? ''));
  const ends = new Set([...files, ...folders].flatMap(endsOf));
  return documents.flatMap(document =>
    namedIn(document)
      .filter(path => !ends.has(path.replace(/\/$/, '')) && !made.has(path))
      .filter(path => !ignoredFolders.some(folder => path.startsWith(folder)))
      .map(path => `${document.file}: \`${path}\` is no file and no folder`),
  );

  function namedIn({ spans, text }: Document): readonly string[] {
    const whole = spans.filter(
      span =>
        isPath.test(span) &&
        (hasEnding.test(span) || span.endsWith('/') || top.has(span.split('/')[0] ?? '')),
    );
    // In prose, in a longer span, or in a block.
    const inText = [...text.matchAll(/(?<=^|[\s(`'"])[\w.-]+(?:\/[\w.-]*\w)+(?=[\s)`'",:;]|\.\s|\.$|$)/gm)]
      .map(([path]) => path)
      .filter(path => hasEnding.test(path) && top.has(path.split('/')[0] ?? ''));
    return [...new Set([...whole, ...inText])];
  }
}

const isPath = /^\.?\w[\w.-]*(?:\/[\w.-]+)*\/?$/;
const hasEnding = /\w\.(?:ts|mjs|md|ya?ml|sql|css|json|py)$/;

/** `a/b/c.ts`, `b/c.ts` and `c.ts`. */
function endsOf(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.map((_, at) => parts.slice(at).join('/'));
}
