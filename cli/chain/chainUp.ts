import { once } from 'node:events';
import { join } from 'node:path';
import { compileContracts } from '../../contracts/compileContracts.ts';
import { wholeNumber } from '../options.ts';
import { readArgs } from '../readArgs.ts';
import { stateFolder } from '../stack/running.ts';
import { stackSettings } from '../stack/stackSettings.ts';
import { startTestChains } from '../stack/testChains.ts';
import type { ChainVerb } from './chainTarget.ts';

export const up: ChainVerb = {
  usage: `up          starts the three test chains alone, until Ctrl-C

  npm run chain -- up

  --port PORT        of the first chain; the others follow it (8545, or PURSER_CHAIN_PORT; 0 takes free ports)
  --block-time MS    the time between blocks while there is something to mine (1000, or PURSER_BLOCK_TIME_MS)

They are not the chains of the stack: their journals are in chains-alone of the state folder.
`,
  run: runChains,
};

/** Runs the test chains until a signal comes. */
async function runChains(args: readonly string[]): Promise<string> {
  const { values } = readArgs({
    run: 'npm run chain -- up',
    usage: up.usage,
    args,
    options: { port: { type: 'string' }, 'block-time': { type: 'string' } },
  });
  const settings = stackSettings(process.env);
  const home = stateFolder(process.env);
  const interrupt = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      interrupt.abort();
    });
  }
  const interrupted = once(interrupt.signal, 'abort');
  const chains = await startTestChains({
    folder: join(home, 'chains-alone'),
    port: wholeNumber('--port', values.port) ?? settings.ports.chain,
    blockTimeMs: wholeNumber('--block-time', values['block-time']) ?? settings.blockTimeMs,
    artifacts: compileContracts(),
    onError: error => {
      process.stderr.write(`purser chain: ${String(error)}\n`);
    },
  });
  for (const { code, chainId, rpcUrl, tokens, faucetKey } of chains) {
    process.stdout.write(`${code.padEnd(10)} ${rpcUrl}  chain ${String(chainId)}\n`);
    for (const [currency, contract] of Object.entries(tokens)) {
      process.stdout.write(`           ${currency.padEnd(10)} ${contract}\n`);
    }
    process.stdout.write(`           faucet's private key ${faucetKey}\n`);
  }
  process.stdout.write('Ctrl-C stops them.\n');
  await interrupted;
  await Promise.all(chains.map(chain => chain.stop()));
  return 'Stopped; `npm run chain -- up` continues from here.\n';
}
