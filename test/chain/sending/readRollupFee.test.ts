import { Interface } from 'ethers';
import { describe, expect, it } from 'vitest';
import { RpcRefusal } from '../../../chain/rpc/refusals.ts';
import type { Rpc } from '../../../chain/rpc/rpc.ts';
import { readRollupFee } from '../../../chain/sending/readRollupFee.ts';

const oracle = '0x420000000000000000000000000000000000000f';
const abi = new Interface(['function getL1Fee(bytes)', 'function getOperatorFee(uint256)']);
const word = (value: bigint): string => `0x${value.toString(16).padStart(64, '0')}`;
const asked = { raw: '0x02ab', gasLimit: 100_000n };

/** A node whose oracle answers so. */
function node(answer: (method: string, args: readonly unknown[]) => string): Rpc {
  return {
    name: 'rollup',
    url: 'http://rollup',
    call: (method, params) => {
      const [call] = params as readonly { readonly to: string; readonly data: string }[];
      expect([method, call?.to]).toEqual(['eth_call', oracle]);
      const parsed = abi.parseTransaction({ data: call?.data ?? '' });
      return Promise.resolve().then(() => answer(parsed?.name ?? '', parsed?.args ?? []));
    },
  };
}

describe('what a rollup of the OP stack takes beside gas', () => {
  it('is its fee for the chain below and the operator’s, for the bytes and the gas limit', async () => {
    const rpc = node((name, args) => {
      expect(args).toEqual([name === 'getL1Fee' ? asked.raw : asked.gasLimit]);
      return word(name === 'getL1Fee' ? 7_000n : 30n);
    });
    expect(await readRollupFee(rpc, asked)).toBe(7_030n);
  });

  it('has no operator’s fee where the oracle does not know it', async () => {
    const rpc = node(name => {
      if (name === 'getL1Fee') return word(7_000n);
      throw new RpcRefusal('rollup eth_call', 3, 'execution reverted');
    });
    expect(await readRollupFee(rpc, asked)).toBe(7_000n);
  });

  it('is nothing on other networks', async () => {
    expect(
      await readRollupFee(
        node(() => '0x'),
        asked,
      ),
    ).toBe(0n);
  });
});
