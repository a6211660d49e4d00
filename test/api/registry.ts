import type { Registry } from '../../domain/registry.ts';
import { parseRegistry } from '../../registry.ts';

const token = (digit: string): string => `0x${digit.repeat(40)}`;

export const registryFile = {
  networks: [
    {
      code: 'ETHEREUM',
      chainId: 31337,
      name: 'Ethereum',
      finality: { kind: 'confirmations', blocks: 12 },
      rpc: ['http://127.0.0.1:1'],
    },
    {
      code: 'POLYGON',
      chainId: 31339,
      name: 'Polygon',
      finality: { kind: 'tag', tag: 'finalized' },
      rpc: ['http://127.0.0.1:1'],
    },
  ],
  currencies: [
    { code: 'ETH', network: 'ETHEREUM', name: 'Ether', contract: null, decimals: 18, minDeposit: '0.001' },
    {
      code: 'USDT_ETH',
      network: 'ETHEREUM',
      name: 'Tether',
      contract: token('a'),
      decimals: 6,
      minDeposit: '1',
    },
    { code: 'POL', network: 'POLYGON', name: 'Polygon', contract: null, decimals: 18, minDeposit: '1' },
    {
      code: 'OLD_ETH',
      network: 'ETHEREUM',
      name: 'No longer taken',
      contract: token('b'),
      decimals: 6,
      minDeposit: '1',
      supported: false,
    },
  ],
  // Of 6 and of 18 decimals.
  groups: [
    { code: 'USD_MULTI_1', name: 'Counted as one', currencies: ['USDT_ETH', 'POL'] },
    {
      code: 'USD_MULTI_2',
      name: 'With what is left of an old one',
      currencies: ['POL', 'USDT_ETH', 'OLD_ETH'],
    },
  ],
};

export const registry: Registry = read();

function read(): Registry {
  const result = parseRegistry(JSON.stringify(registryFile), {});
  if ('errors' in result) throw new Error(result.errors.join('\n'));
  return result.registry;
}
