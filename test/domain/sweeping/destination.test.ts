import { Interface } from 'ethers';
import { describe, expect, it } from 'vitest';
import type { Address } from '../../../domain/address.ts';
import { destinationCall, isOfTheChain } from '../../../domain/sweeping/destination.ts';

const sweeper = `0x${'5e'.repeat(20)}` as Address;
const destination = '0x52908400098527886e0f7030069857d2e4169ee7' as Address;

describe('a call to a sweeper', () => {
  it.each([
    ['propose', 'proposeDestination'],
    ['disable', 'disableDestination'],
  ] as const)('%s is encoded as ethers encodes it', (action, name) => {
    const abi = new Interface([`function ${name}(address destination)`]);
    expect(destinationCall(action, sweeper, destination)).toEqual({
      to: sweeper,
      data: abi.encodeFunctionData(name, [destination]),
    });
  });
});

describe('nobody has the key of', () => {
  it.each([
    ['zero', `0x${'0'.repeat(40)}`],
    ['the first precompiled contract', `0x${'1'.padStart(40, '0')}`],
    ['P256VERIFY (RIP-7212)', `0x${'100'.padStart(40, '0')}`],
    ['the highest of them', `0x${'ffff'.padStart(40, '0')}`],
    ['the system address (EIP-4788)', `0x${'f'.repeat(39)}e`],
    ['a predeploy of the OP stack', `0x42${'0'.repeat(34)}0006`],
  ])('%s', (_, address) => {
    expect(isOfTheChain(address as Address)).toBe(true);
  });

  it.each([destination, sweeper, `0x${'10000'.padStart(40, '0')}`, `0x43${'0'.repeat(34)}0006`])(
    'but somebody may have that of %s',
    address => {
      expect(isOfTheChain(address as Address)).toBe(false);
    },
  );
});
