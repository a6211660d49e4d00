import { StartError } from '../../testkit/servers/StartError.ts';
import type { StackOptions } from './stackOptions.ts';

type Settings = Pick<
  StackOptions,
  'ports' | 'shopPort' | 'pursePeriodSeconds' | 'blockTimeMs' | 'durable' | 'seed' | 'provider'
>;

/**
 * The local stack's settings (docs/configuration.md, "Local stack"). Throws a `StartError` naming the
 * variable.
 */
export function stackSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const integer = (name: string, usual: number, largest: number): number => {
    const text = env[name];
    if (text === undefined || text === '') return usual;
    if (!/^[0-9]{1,9}$/.test(text) || Number(text) > largest) {
      throw new StartError(
        `${name} is ${JSON.stringify(text)}`,
        `set it to a whole number up to ${String(largest)}`,
      );
    }
    return Number(text);
  };
  const { PURSER_SHOP_PORT: shop, PURSER_DURABLE: durable, PURSER_TEST_SEED: seed } = env;
  if (![undefined, '', 'true', 'false'].includes(durable)) {
    throw new StartError(`PURSER_DURABLE is ${JSON.stringify(durable)}`, 'set it to true or false');
  }
  const { PURSER_TEST_PROVIDER: provider = 'list' } = env;
  if (!['', 'list', 'http'].includes(provider)) {
    throw new StartError(`PURSER_TEST_PROVIDER is ${JSON.stringify(provider)}`, 'set it to list or http');
  }
  return {
    provider: provider === 'http' ? 'http' : 'list',
    ports: {
      api: integer('PURSER_PORT', 8080, 65_535),
      temporal: integer('PURSER_TEMPORAL_PORT', 7233, 65_535),
      temporalUi: integer('PURSER_TEMPORAL_UI_PORT', 8233, 65_535),
      postgres: integer('PURSER_POSTGRES_PORT', 0, 65_535),
      chain: integer('PURSER_CHAIN_PORT', 8545, 65_530),
    },
    ...(shop === 'off' ? {} : { shopPort: integer('PURSER_SHOP_PORT', 8090, 65_535) }),
    pursePeriodSeconds: integer('PURSER_PURSE_PERIOD_SECONDS', 30 * 24 * 3600, 10 ** 9),
    blockTimeMs: integer('PURSER_BLOCK_TIME_MS', 1000, 60_000),
    durable: durable !== 'false',
    ...(seed === undefined || seed === '' ? {} : { seed }),
  };
}
