import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { isReadable, shadesOf } from '../../domain/sessions/accent.ts';

interface Asset {
  readonly type: 'css' | 'js';
  readonly body: string;
}

/**
 * The files that a page needs beside its HTML. A name is the hash of its content, so clients may cache it for
 * ever.
 */
export interface Assets {
  readonly style: string;
  readonly script: string;
  readonly files: ReadonlyMap<string, Asset>;
}

export const assetsPath = '/checkout/assets/';
/** Pictures of forms, by the hash of their content. */
export const logosPath = '/checkout/logos/';
/** Style sheets with a form's accent colour: the page allows no inline style. */
const accentsPath = '/checkout/accents/';

/** The path of an accent's style sheet. */
export function accentLink(color: string): string {
  return `${accentsPath}${color.slice(1)}.css`;
}

/** The style sheet of that name; undefined if the name is not valid. */
export function accentStyle(file: string): string | undefined {
  const [, digits] = /^([0-9a-f]{6})\.css$/.exec(file) ?? [];
  if (digits === undefined || !isReadable(`#${digits}`)) return undefined;
  const { day, dayStrong, night } = shadesOf(`#${digits}`);
  const ground = (color: string, share: string): string =>
    `color-mix(in srgb, ${color} ${share}, var(--card))`;
  return `:root{--accent:${day};--accent-strong:${dayStrong};--accent-ground:${ground(day, '8%')}}
@media (prefers-color-scheme:dark){:root{--accent:${night};--accent-strong:#fff;--accent-ground:${ground(night, '14%')}}}
`;
}

/** The parts of the page's one style sheet, in its order: of two rules with the same weight, the later one holds. */
const styles = ['base', 'frame', 'status', 'choices', 'pay', 'progress', 'wide'] as const;

/** Each stands after the modules that it imports. */
const modules = ['payByWallet', 'browserWallets', 'copyButtons', 'countdown', 'liveUpdates', 'page'] as const;

/** Reads the style and the script, and strips the types: no bundler is needed, here or in production. */
export function loadAssets(): Assets {
  const files = new Map<string, Asset>();
  const add = (type: Asset['type'], body: string): string => {
    const name = `${createHash('sha256').update(body).digest('hex').slice(0, 20)}.${type}`;
    files.set(name, { type, body });
    return name;
  };
  const style = add('css', styles.map(part => read(`style/${part}.css`)).join('\n'));
  const names = new Map<string, string>();
  for (const module of modules) {
    const code = stripTypeScriptTypes(read(`${module}.ts`)).replace(/^\s*\n/gm, '');
    const linked = code.replace(/(?<= from ')\.\/(\w+)\.ts(?=')/g, (_, name: string) => {
      const imported = names.get(name);
      if (imported === undefined)
        throw new Error(`the module ${name} of the page comes after a module that imports it`);
      return `./${imported}`;
    });
    names.set(module, add('js', linked));
  }
  const script = names.get('page') ?? '';
  return { style: assetsPath + style, script: assetsPath + script, files };
}

function read(name: string): string {
  return readFileSync(join(import.meta.dirname, 'page', name), 'utf8');
}
