import { expect, it } from 'vitest';
import { destinationChanges } from '../../../chain/sweeping/destinationLogs.ts';
import { address, txHash } from '../../db/fixtures.ts';

const [sweeper, there] = [address(), address()];
const log = { sweeper, address: there, kind: 'proposed', logIndex: 0, txHash: txHash() } as const;
const block = (activeAt: bigint) => ({
  ...{ number: 1, minedAt: new Date(1_800_000_000_000) },
  destinationLogs: [{ ...log, activeAt }],
});

it('a proposal is active its sweeper’s delay after its block', () => {
  expect(destinationChanges(block(1_800_000_060n), new Map([[sweeper, 60]]))).toEqual([
    { ...log, activeAt: new Date(1_800_000_060_000) },
  ]);
});

it('a node that gives another time is contradicted, as no bloom covers it', () => {
  expect(() => destinationChanges(block(1_800_000_000n), new Map([[sweeper, 60]]))).toThrow(
    expect.objectContaining({ code: 'rpc_inconsistent' }),
  );
});

it('what another contract says is not looked at', () => {
  expect(destinationChanges(block(1n), new Map())).toEqual([]);
});
