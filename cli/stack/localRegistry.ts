import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Registry } from '../../domain/registry.ts';
import { parseRegistry } from '../../registry.ts';
import { addedTokenAddress } from '../../testkit/chain/contracts/addTokens.ts';
import { StartError } from '../../testkit/servers/StartError.ts';

/** The registry of the test chains. */
const builtIn = join(import.meta.dirname, '../../testkit/registry.json');

/** The parts of a registry's file that are checked here. The rest is checked in the merged registry. */
const additions = z.strictObject({
  networks: z.array(z.looseObject({ code: z.string() })).default([]),
  currencies: z
    .array(z.looseObject({ code: z.string(), contract: z.string().nullable().optional() }))
    .default([]),
  groups: z.array(z.looseObject({ code: z.string() })).default([]),
});

export interface LocalRegistry {
  /** The path of its file, for the API and the worker. */
  readonly file: string;
  readonly registry: Registry;
  /** Currencies whose token is deployed onto a chain that may already exist. */
  readonly added: ReadonlySet<string>;
}

/**
 * The registry of the local stack: that of the testkit plus the additions in the file of
 * `PURSER_LOCAL_REGISTRY`. Both are written together into the state folder. A currency without `contract` is
 * a token that we deploy. Throws `StartError`.
 */
export function localRegistry(
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): LocalRegistry {
  const named = env['PURSER_LOCAL_REGISTRY'];
  if (named === undefined || named === '') {
    return { file: builtIn, registry: readRegistry(builtIn), added: new Set() };
  }
  const own = additions.safeParse(readJson(named));
  if (!own.success) {
    throw wrong(
      named,
      own.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
    );
  }
  const base = additions.parse(readJson(builtIn));
  const currencies = own.data.currencies.map(currency =>
    currency.contract === undefined ? { ...currency, contract: addedTokenAddress(currency.code) } : currency,
  );
  const file = join(home, 'registry.json');
  const whole = {
    // Each process gets the real endpoint. The file must name one anyway.
    networks: [
      ...base.networks,
      ...own.data.networks.map(network => ({ rpc: ['http://127.0.0.1'], ...network })),
    ],
    currencies: [...base.currencies, ...currencies],
    groups: [...base.groups, ...own.data.groups],
  };
  const result = parseRegistry(JSON.stringify(whole), {});
  if ('errors' in result) throw wrong(named, result.errors);
  writeFileSync(file, `${JSON.stringify(whole, null, 2)}\n`);
  const deployed = own.data.currencies.filter(({ contract }) => contract === undefined);
  return { file, registry: result.registry, added: new Set(deployed.map(({ code }) => code)) };
}

/** The registry of a file, with endpoints on the usual ports. Throws `StartError`. */
export function readRegistry(file: string = builtIn): Registry {
  const result = parseRegistry(readText(file), {});
  if ('errors' in result) throw wrong(file, result.errors);
  return result.registry;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readText(file));
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw wrong(file, ['is not JSON']);
  }
}

function readText(file: string): string {
  try {
    return readFileSync(resolve(file), 'utf8');
  } catch (cause) {
    throw new StartError(`the registry ${file} cannot be read`, 'name a readable file', { cause });
  }
}

function wrong(file: string, errors: readonly string[]): StartError {
  return new StartError(
    `the registry ${file} is not valid:\n  ${errors.join('\n  ')}`,
    'correct it (docs/operating.md)',
  );
}
