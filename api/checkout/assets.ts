import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';

interface Asset {
  readonly type: 'css' | 'js';
  readonly body: string;
}

/** What a page needs beside its HTML. A name is the hash of its content, so that it may be kept for ever. */
export interface Assets {
  readonly style: string;
  readonly script: string;
  readonly files: ReadonlyMap<string, Asset>;
}

export const assetsPath = '/checkout/assets/';

/** Each after those that it imports. */
const modules = ['payByWallet', 'browserWallets', 'copyButtons', 'countdown', 'liveUpdates', 'page'] as const;

/** Reads the style and the script, whose types are taken out: no bundler is needed, here or in production. */
export function loadAssets(): Assets {
  const files = new Map<string, Asset>();
  const add = (type: Asset['type'], body: string): string => {
    const name = `${createHash('sha256').update(body).digest('hex').slice(0, 20)}.${type}`;
    files.set(name, { type, body });
    return name;
  };
  const style = add('css', read('page.css'));
  const names = new Map<string, string>();
  for (const module of modules) {
    const code = stripTypeScriptTypes(read(`${module}.ts`)).replace(/^\s*\n/gm, '');
    const linked = code.replace(/(?<= from ')\.\/(\w+)\.ts(?=')/g, (_, name: string) => {
      const imported = names.get(name);
      if (imported === undefined)
        throw new Error(`the page's module ${name} stands after one that imports it`);
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
