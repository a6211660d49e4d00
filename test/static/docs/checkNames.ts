import type { Document } from './readDocument.ts';
import type { Repository } from './repository.ts';

const setting = /\b(?:DATABASE_URL|(?:PURSER|SHOP|TEMPORAL)_[A-Z][A-Z0-9_]*)/g;

/** What is named alike wherever it is named, so that a name that no program has is a mistake. */
const kinds: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: 'setting of a program', pattern: setting },
  { what: 'metric, role or method of a program', pattern: /\bpurser_[a-z0-9_]+/g },
  { what: 'alert, search attribute or type of a program', pattern: /\bPurser[A-Z]\w+/g },
];

/** Settings, metrics, alerts and search attributes that documents name and that no program has. */
export function checkNames({ documents, code }: Repository): readonly string[] {
  // Tests also name what must not exist, and texts in JSON are made from the code.
  const programs = [...code]
    .flatMap(([file, text]) => (/\.test\.ts$|\.json$/.test(file) ? [] : [text]))
    .join('\n');
  return kinds.flatMap(({ what, pattern }) => {
    const known = new Set(programs.match(pattern));
    return documents.flatMap(document => {
      const own = ownSettings(document);
      return [...new Set(document.text.match(pattern))]
        .filter(name => !known.has(name) && !own.has(name))
        .map(name => `${document.file}: ${name} is no ${what}`);
    });
  });
}

/** Settings that a program hands to another, so that nobody sets them. */
const handedOver = /^PURSER_FUZZ_\w+$/;

/** Settings that no document names, nor the sample for production. */
export function checkSettings({ documents, code }: Repository): readonly string[] {
  const named = [...documents.map(({ text }) => text), code.get('.env.example') ?? ''].join('\n');
  return [...code].flatMap(([file, text]) => {
    if (/^(test|bench|simulate|docs)\/|\.(config|test)\.ts$|\.json$/.test(file)) return [];
    // A compose file also sets what belongs to the containers of others.
    const found = file.endsWith('.yml')
      ? [...text.matchAll(/\$\{(\w+)/g)].map(([, name = '']) => name)
      : (text.match(setting) ?? []);
    return [...new Set(found)]
      .filter(name => !named.includes(name) && !handedOver.test(name))
      .map(name => `${file}: ${name} is in no document`);
  });
}

/** The variables of the reader's own program, which a block of the document reads. */
function ownSettings({ blocks }: Document): ReadonlySet<string> {
  const code = blocks.map(({ text }) => text).join('\n');
  const inShell = [...code.matchAll(/\$\{?(\w+)/g)].map(([, name = '']) => name);
  const inNode = [...code.matchAll(/\{([^{}]*)\} = process\.env|process\.env\.(\w+)/g)].flatMap(
    ([, names = '', name = '']) => [name, ...names.split(/\W+/)],
  );
  return new Set([...inShell, ...inNode]);
}
