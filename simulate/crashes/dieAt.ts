// Loaded into a process of the engine before anything else (`node --import`): the process dies, as by SIGKILL, when it
// comes to the crash point that DIE_AT names.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { crashPointOf, withDeath } from './withDeath.ts';

declare global {
  var purserDies: () => void;
}

globalThis.purserDies = () => {
  process.kill(process.pid, 'SIGKILL');
};

const point = crashPointOf(process.env['DIE_AT'] ?? '');
const file = join(import.meta.dirname, '../..', point.file);
const target = pathToFileURL(file).href;

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context);
    return url === target ? { ...loaded, source: withDeath(readFileSync(file, 'utf8'), point) } : loaded;
  },
});
