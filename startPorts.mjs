// Looks for the ports of `npm start` before anything is installed: all that are taken are named at once. Node 20 and
// nothing else, as bootstrap.mjs.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(fileURLToPath(import.meta.url));
/** One test chain for each network of it, and of what is added by PURSER_LOCAL_REGISTRY. */
const REGISTRY = join(ROOT, 'testkit/registry.json');

/** Starts a second stack beside the one that has the usual ports. */
const SECOND_STACK =
  'PURSER_HOME=~/.purser-2 PURSER_PORT=0 PURSER_SHOP_PORT=0 PURSER_TEMPORAL_PORT=0 PURSER_TEMPORAL_UI_PORT=0 ' +
  'PURSER_CHAIN_PORT=0 npm start';

/**
 * What to tell about the ports that are taken; undefined when all are free, and where it is for the start itself to
 * say: while a stack runs with the same folder, or a killed one left its servers there, which the start ends.
 */
export async function takenPorts(env = process.env) {
  const home = resolve(env.PURSER_HOME || join(ROOT, '.purser'));
  if (existsSync(join(home, 'running.json')) || existsSync(join(home, 'temporal.db.pid'))) return undefined;
  const taken = [];
  for (const { port, setting, what } of wanted(env)) {
    const trouble = await troubleWith(port);
    if (trouble) taken.push(`  ${port} (${setting}, ${what}) ${trouble}`);
  }
  if (taken.length === 0) return undefined;
  return (
    `${taken.length === 1 ? 'a port that it needs is not available' : 'ports that it needs are not available'}:\n${taken.join('\n')}\n` +
    'Free them, set the variable to another port (0 takes a free one), or start a second stack beside what runs:\n' +
    `  ${SECOND_STACK}`
  );
}

function wanted(env) {
  const one = (setting, usual, what) => ({ setting, port: portOf(env[setting], usual), what });
  const chain = portOf(env.PURSER_CHAIN_PORT, 8545);
  const ports = [
    one('PURSER_PORT', 8080, 'the API'),
    one('PURSER_SHOP_PORT', 8090, 'the shop'),
    ...(env.TEMPORAL_ADDRESS
      ? []
      : [
          one('PURSER_TEMPORAL_PORT', 7233, 'Temporal'),
          one('PURSER_TEMPORAL_UI_PORT', 8233, 'Temporal’s UI'),
        ]),
    one('PURSER_POSTGRES_PORT', 0, 'PostgreSQL'),
    ...chains(env).map((code, at) => ({
      setting: 'PURSER_CHAIN_PORT',
      port: chain === 0 ? 0 : chain + at,
      what: `the test chain ${code}`,
    })),
  ];
  // What is no port is for the start itself to say.
  return ports.filter(({ port }) => port > 0 && port < 65_536);
}

function portOf(text, usual) {
  if (text === undefined || text === '') return usual;
  return /^[0-9]{1,5}$/.test(text) ? Number(text) : 0;
}

function chains(env) {
  return [REGISTRY, env.PURSER_LOCAL_REGISTRY].filter(Boolean).flatMap(file => {
    try {
      return (JSON.parse(readFileSync(file, 'utf8')).networks ?? []).map(({ code }) => code);
    } catch {
      // What is wrong with it the start itself says.
      return [];
    }
  });
}

function troubleWith(port) {
  return new Promise(settle => {
    const server = createServer();
    server.once('error', ({ code }) =>
      settle(code === 'EACCES' ? 'may not be opened by this user' : 'is taken by another program'),
    );
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => settle(undefined)));
  });
}
