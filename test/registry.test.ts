import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Registry } from '../domain/registry.ts';
import { parseRegistry } from '../registry.ts';

const example = readFileSync(join(import.meta.dirname, '../docs/settings/registry.example.json'), 'utf8');
const endpoints = {
  PURSER_RPC_ETHEREUM: 'https://ethereum.example/key',
  PURSER_RPC_BSC: 'https://bsc.example/one, https://bsc.example/two',
  PURSER_RPC_POLYGON: 'https://polygon.example',
};

const small = { below: '100', policy: { kind: 'confirmations', blocks: 2 } };
const network = {
  code: 'ETHEREUM',
  chainId: 1,
  name: 'Ethereum',
  finality: { kind: 'confirmations', blocks: 12 },
  rpc: ['https://ethereum.example'],
};
const ether = {
  code: 'ETH',
  network: 'ETHEREUM',
  name: 'Ether',
  contract: null,
  decimals: 18,
  minDeposit: '0.001',
};
const token = { ...ether, code: 'USDT_ETH', contract: `0x${'ab'.repeat(20)}`, decimals: 6, minDeposit: '1' };
const group = (...currencies: readonly string[]) => ({ code: 'USD_MULTI_1', name: 'Dollars', currencies });

describe('the example of docs/', () => {
  const registry = accepted(example, endpoints);

  test('lists the real networks by their chain ids, final when their nodes say so', () => {
    expect(registry.networks.map(({ code, chainId }) => [code, chainId])).toEqual([
      ['ETHEREUM', 1],
      ['BSC', 56],
      ['POLYGON', 137],
    ]);
    for (const { finality } of registry.networks)
      expect(finality).toMatchObject({ kind: 'tag', tag: 'finalized' });
  });

  test('lists each currency with its own decimals, in base units', () => {
    const listed = registry.currencies.map(({ code, contract, decimals, minDeposit }) => [
      code,
      contract,
      decimals,
      minDeposit,
    ]);
    expect(listed).toEqual([
      ['ETH', null, 18, 10n ** 15n],
      ['USDT_ETH', '0xdac17f958d2ee523a2206206994597c13d831ec7', 6, 5_000_000n],
      ['BNB', null, 18, 5n * 10n ** 15n],
      ['USDT_BSC', '0x55d398326f99059ff775485246999027b3197955', 18, 10n ** 18n],
      ['POL', null, 18, 10n ** 18n],
      ['USDC_POL', '0x3c499c542cef5e3811e1192ce70d8cc03d5c3359', 6, 1_000_000n],
    ]);
  });

  test('takes its endpoints from the environment, several separated by commas', () => {
    expect(registry.networks.map(({ rpc }) => rpc)).toEqual([
      ['https://ethereum.example/key'],
      ['https://bsc.example/one', 'https://bsc.example/two'],
      ['https://polygon.example'],
    ]);
  });
});

describe('a registry', () => {
  test('gets its defaults', () => {
    const [first] = accepted(file({})).networks;
    expect(first).toMatchObject({ nativeSource: 'topLevel', pollMs: 1000, tiers: [], ws: null });
    expect(accepted(file({})).currencies.every(({ supported }) => supported)).toBe(true);
  });

  test('has its endpoints replaced by the environment', () => {
    const [first] = accepted(file({}), { PURSER_RPC_ETHEREUM: 'https://other.example' }).networks;
    expect(first?.rpc).toEqual(['https://other.example']);
  });

  test('has groups of its currencies, and texts about a network for payers', () => {
    const groups = [{ code: 'USD_MULTI_1', name: 'Dollars', currencies: [token.code] }];
    const shown = { explorer: 'https://etherscan.io/', publicRpc: 'https://rpc.example' };
    const registry = accepted(file({ groups, networks: [{ ...network, ...shown }] }));
    expect(registry.groups).toEqual(groups);
    expect(registry.networks[0]).toMatchObject({
      explorer: 'https://etherscan.io',
      publicRpc: 'https://rpc.example',
    });
    expect(accepted(file({}))).toMatchObject({ groups: [], networks: [{ explorer: null, publicRpc: null }] });
  });

  // The text of a message is for people; it must name what they have to correct.
  test.for<[what: string, text: string, names: readonly string[], source?: Record<string, string>]>([
    ['is not JSON', '{', ['JSON']],
    [
      'has a field that is not known',
      file({ networks: [{ ...network, finaltiy: 1 }] }),
      ['networks.0', 'finaltiy'],
    ],
    ['lists no network', file({ networks: [] }), ['networks']],
    ['lists no currency', file({ currencies: [] }), ['currencies']],
    ['writes a code in lower case', file({ currencies: [{ ...ether, code: 'eth' }] }), ['currencies.0.code']],
    ['has a chain id of 0', file({ networks: [{ ...network, chainId: 0 }] }), ['networks.0.chainId']],
    [
      'waits for no block',
      file({ networks: [{ ...network, finality: { kind: 'confirmations', blocks: 0 } }] }),
      ['networks.0.finality.blocks'],
    ],
    [
      'waits for a tag that is not final',
      file({ networks: [{ ...network, finality: { kind: 'tag', tag: 'latest' } }] }),
      ['networks.0.finality.tag'],
    ],
    [
      'lists tiers that do not rise',
      file({
        networks: [{ ...network, tiers: [small, small] }],
        currencies: [{ ...ether, tierWeight: '1' }],
      }),
      ['ETHEREUM', 'tiers'],
    ],
    [
      'has tiers, and a currency that nobody can weigh',
      file({ networks: [{ ...network, tiers: [small] }] }),
      ['ETH', 'tierWeight'],
    ],
    [
      'credits a coin by what its balance says',
      file({ currencies: [{ ...ether, credit: 'balanceDifference' }] }),
      ['ETH', 'native'],
    ],
    [
      'listens at something that is no WebSocket',
      file({}),
      ['PURSER_WS_ETHEREUM'],
      { PURSER_WS_ETHEREUM: 'https://node.example' },
    ],
    [
      'names an endpoint twice, which would confirm itself',
      file({}),
      ['ETHEREUM', 'twice'],
      { PURSER_RPC_ETHEREUM: 'https://one.example,https://one.example' },
    ],
    ['names no endpoint', file({ networks: [{ ...network, rpc: [] }] }), ['ETHEREUM', 'PURSER_RPC_ETHEREUM']],
    [
      'names an endpoint that is no URL',
      file({}),
      ['PURSER_RPC_ETHEREUM'],
      { PURSER_RPC_ETHEREUM: 'localhost' },
    ],
    [
      'has a contract that is no address',
      file({ currencies: [{ ...token, contract: '0x12' }] }),
      ['currencies.0.contract'],
    ],
    [
      'has more decimals than an amount',
      file({ currencies: [{ ...ether, decimals: 78 }] }),
      ['currencies.0.decimals'],
    ],
    [
      'has a minimum finer than the currency',
      file({ currencies: [{ ...token, minDeposit: '0.0000001' }] }),
      ['USDT_ETH', 'minDeposit'],
    ],
    [
      'has a floor of declines below its minimum',
      file({ currencies: [{ ...token, declineFloor: '0.5' }] }),
      ['USDT_ETH', 'declineFloor'],
    ],
    [
      'has a floor of declines finer than the currency',
      file({ currencies: [{ ...token, declineFloor: '1.0000001' }] }),
      ['USDT_ETH', 'declineFloor'],
    ],
    [
      'has a minimum that is a number',
      file({ currencies: [{ ...token, minDeposit: 1 }] }),
      ['currencies.0.minDeposit'],
    ],
    [
      'has a currency of no network',
      file({ currencies: [{ ...ether, network: 'SOLANA' }] }),
      ['ETH', 'SOLANA'],
    ],
    [
      'lists a network twice',
      file({ networks: [network, { ...network, chainId: 2 }] }),
      ['network ETHEREUM'],
    ],
    ['groups what is not listed', file({ groups: [group('GONE')] }), ['USD_MULTI_1', 'GONE']],
    [
      'groups a currency twice',
      file({ groups: [group(token.code, token.code)] }),
      ['USD_MULTI_1', token.code],
    ],
    ['groups nothing', file({ groups: [group()] }), ['groups.0.currencies']],
    [
      'groups what is refused',
      file({ currencies: [ether, { ...token, credit: 'refused' }], groups: [group(token.code)] }),
      ['USD_MULTI_1', token.code],
    ],
    [
      'calls a group as it calls a currency',
      file({ groups: [{ ...group(token.code), code: ether.code }] }),
      [ether.code],
    ],
    [
      'shows payers what is no URL of the web',
      file({ networks: [{ ...network, explorer: 'javascript:alert(1)' }] }),
      ['networks.0.explorer'],
    ],
    ['lists a chain id twice', file({ networks: [network, { ...network, code: 'OTHER' }] }), ['chainId 1']],
    ['lists a currency twice', file({ currencies: [ether, { ...token, code: 'ETH' }] }), ['currency ETH']],
    [
      'lists a contract twice, in another spelling',
      file({ currencies: [token, { ...token, code: 'FAKE', contract: `0x${'AB'.repeat(20)}` }] }),
      ['contract ETHEREUM'],
    ],
    [
      'lists a native coin twice',
      file({ currencies: [ether, { ...ether, code: 'GAS' }] }),
      ['ETHEREUM native'],
    ],
  ])('that %s is refused', ([, text, names, source]) => {
    const errors = refused(text, source);
    for (const name of names) expect(errors).toContain(name);
  });

  test('has the view of a token that says whom its issuer froze', () => {
    const withView = (of: object, freezeView: string) => file({ currencies: [ether, { ...of, freezeView }] });
    const [, listed] = accepted(withView(token, 'isBlackListed(address)')).currencies;
    expect(listed).toHaveProperty('freezeView', 'isBlackListed(address)');
    expect(accepted(file({})).currencies[1]).not.toHaveProperty('freezeView');
    for (const wrong of ['isBlackListed', 'isBlackListed(address,uint256)', 'is Frozen(address)', '']) {
      expect(refused(withView(token, wrong))).toContain('freezeView');
    }
    expect(refused(file({ currencies: [{ ...ether, freezeView: 'isFrozen(address)' }, token] }))).toContain(
      'a native coin has no freezeView',
    );
  });

  test('names how a network is swept: by a contract, unless it says otherwise', () => {
    const methodOf = (sweeping: object) =>
      accepted(file({ networks: [{ ...network, sweeping }] })).networks[0]?.sweeping?.method;
    expect(methodOf({})).toBe('delegated');
    expect(methodOf({ method: 'transfer', everySeconds: 5 })).toBe('transfer');
    expect(accepted(file({})).networks[0]?.sweeping?.method).toBe('delegated');
    expect(refused(file({ networks: [{ ...network, sweeping: { method: 'estimate' } }] }))).toContain(
      'method',
    );
  });

  test('reports all its errors at once', () => {
    const text = file({
      currencies: [
        { ...ether, network: 'ONE' },
        { ...token, network: 'TWO' },
      ],
    });
    expect(refused(text).split('\n')).toHaveLength(2);
  });
});

function file(parts: {
  readonly networks?: readonly object[];
  readonly currencies?: readonly object[];
  readonly groups?: readonly object[];
}): string {
  return JSON.stringify({ networks: [network], currencies: [ether, token], ...parts });
}

function accepted(text: string, source: Record<string, string> = {}): Registry {
  const result = parseRegistry(text, source);
  if ('errors' in result) throw new Error(result.errors.join('\n'));
  return result.registry;
}

function refused(text: string, source: Record<string, string> = {}): string {
  const result = parseRegistry(text, source);
  if ('registry' in result) throw new Error('the registry was accepted');
  return result.errors.join('\n');
}
