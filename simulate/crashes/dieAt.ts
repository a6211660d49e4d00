// Loaded into a process of the engine before anything else (`node --import`): the process dies, as by SIGKILL, when it
// comes to the crash point that DIE_AT names.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { replaceOnce } from '../replaceOnce.ts';
import { crashPoints } from './crashPoints.ts';

declare global {
  var purserDies: () => void;
}

globalThis.purserDies = () => {
  process.kill(process.pid, 'SIGKILL');
};

const name = process.env['DIE_AT'] ?? '';
const point = crashPoints.find(each => each.name === name);
if (!point) throw new Error(`there is no crash point "${name}"`);
const file = join(import.meta.dirname, '../..', point.file);
const target = pathToFileURL(file).href;

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context);
    return url === target ? { ...loaded, source: replaceOnce(readFileSync(file, 'utf8'), point) } : loaded;
  },
});
