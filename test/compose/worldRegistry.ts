import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Registry } from '../../domain/registry.ts';
import { parseRegistry } from '../../registry.ts';
import { addedTokenAddress } from '../../testkit/chain/contracts/addTokens.ts';

const file = z.looseObject({
  currencies: z.array(z.looseObject({ code: z.string(), contract: z.string().nullable() })),
});

/** The registry of the deployment, for its file: that of the testkit, with the tokens where `addTokens` deploys them. */
export function worldRegistryText(): string {
  const text = readFileSync(join(import.meta.dirname, '../../testkit/registry.json'), 'utf8');
  const parsed = file.parse(JSON.parse(text));
  const currencies = parsed.currencies.map(currency =>
    currency.contract === null ? currency : { ...currency, contract: addedTokenAddress(currency.code) },
  );
  return JSON.stringify({ ...parsed, currencies }, null, 2);
}

export function worldRegistry(): Registry {
  const result = parseRegistry(worldRegistryText(), {});
  if ('errors' in result) throw new Error(result.errors.join('; '));
  return result.registry;
}
