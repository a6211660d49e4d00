import { describe, expect, it } from 'vitest';
import type { Address, TxHash } from '../../../domain/address.ts';
import type { ChainId, NetworkCode } from '../../../domain/registry.ts';
import type { Attempt, Lane, Send } from '../../../domain/sending/lane.ts';
import type { ChainView, LanePolicy, LaneStep } from '../../../domain/sending/nextSteps.ts';
import { nextSteps } from '../../../domain/sending/nextSteps.ts';

const gwei = 10n ** 9n;
const now = new Date('2026-01-01T00:10:00Z');
const ago = (ms: number): Date => new Date(now.getTime() - ms);
const policy: LanePolicy = { cap: 100n * gwei, bumpPercent: 10, raiseAfterMs: 60_000 };
const lane = (nextNonce: number, stopped: Lane['stopped'] = null): Lane => ({
  chainId: 1 as ChainId,
  sender: `0x${'11'.repeat(20)}` as Address,
  network: 'ETH' as NetworkCode,
  nextNonce,
  stopped,
});
const attempt = (hash: string, of: Partial<Attempt> = {}): Attempt => ({
  hash: hash as TxHash,
  raw: `0x${hash}`,
  isEmpty: false,
  fees: { kind: 'dynamic', maxFeePerGas: 20n * gwei, maxPriorityFeePerGas: gwei },
  gasLimit: 100_000n,
  value: 0n,
  signedAt: ago(0),
  ...of,
});
const send = (nonce: number, attempts: readonly Attempt[], of: Partial<Send> = {}): Send => ({
  nonce,
  intent: { kind: 'sweep', id: `swp_${String(nonce)}` },
  status: 'sent',
  withdrawn: false,
  minedHash: null,
  attempts,
  ...of,
});
const chain = (of: Partial<ChainView> = {}): ChainView => ({
  latest: 0,
  pending: 0,
  market: { kind: 'dynamic', baseFee: 10n * gwei, priority: gwei },
  balance: 10n ** 18n,
  known: new Set(),
  ...of,
});
const known = (...hashes: readonly string[]) => new Set(hashes as readonly TxHash[]);
/** Each step in a word. */
const brief = (steps: readonly LaneStep[]): readonly string[] =>
  steps.map(step => {
    switch (step.do) {
      case 'stop':
        return `stop: ${step.stop.code}`;
      case 'broadcast':
        return `broadcast ${String(step.nonce)}: ${step.attempt.hash}`;
      case 'replace':
        return `replace ${String(step.send.nonce)}${step.empty ? ' by nothing' : ''}`;
      case 'fill':
        return `fill ${String(step.nonce)}`;
    }
  });
const steps = (
  of: Lane,
  open: readonly Send[],
  view: Partial<ChainView>,
  rules: Partial<LanePolicy> = {},
): readonly string[] => brief(nextSteps(of, open, chain(view), { ...policy, ...rules }, now));

describe('a lane stops', () => {
  it('if the chain has used a nonce that was never given away', () => {
    expect(steps(lane(3), [], { latest: 4, pending: 4 })).toEqual(['stop: chain_is_past']);
  });

  it('if a pool holds such a nonce', () => {
    expect(steps(lane(3), [], { latest: 3, pending: 4 })).toEqual(['stop: pool_is_past']);
  });

  it('and then does nothing, however much there is to do', () => {
    const stopped = { code: 'pool_is_past' as const, detail: 'x' };
    expect(steps(lane(1, stopped), [send(0, [attempt('a')])], {})).toEqual([]);
  });
});

describe('a nonce', () => {
  it('that a block has is left to the scanner', () => {
    expect(steps(lane(1), [send(0, [attempt('a')])], { latest: 1, pending: 1 })).toEqual([]);
    expect(steps(lane(1), [send(0, [attempt('a')], { status: 'mined' })], {})).toEqual([]);
  });

  it('that a node lacks is sent again: it was evicted, or the sender died before it sent it', () => {
    expect(steps(lane(2), [send(0, [attempt('a')]), send(1, [attempt('b')])], { known: known('b') })).toEqual(
      ['broadcast 0: a'],
    );
  });

  it('that waits for its block is raised after its time, and not before', () => {
    const waited = (ms: number) => [send(0, [attempt('a', { signedAt: ago(ms) })])];
    expect(steps(lane(1), waited(59_999), { known: known('a') })).toEqual([]);
    expect(steps(lane(1), waited(60_000), { known: known('a') })).toEqual(['replace 0']);
  });

  it('behind another waits for that one, unless its own price is below the base fee', () => {
    const old = { signedAt: ago(60_000) };
    const open = [send(0, [attempt('a')]), send(1, [attempt('b', old)])];
    const view = { known: known('a', 'b') };
    expect(steps(lane(2), open, view)).toEqual([]);
    const dear = { kind: 'dynamic' as const, baseFee: 21n * gwei, priority: gwei };
    expect(steps(lane(2), open, { ...view, market: dear })).toEqual(['replace 1']);
  });

  it('at the cap is sent again as it is when the pool has dropped it, as often as that happens', () => {
    const fees = { kind: 'dynamic' as const, maxFeePerGas: 100n * gwei, maxPriorityFeePerGas: gwei };
    const open = [send(0, [attempt('a', { fees, signedAt: ago(3_600_000) })])];
    const spike = { kind: 'dynamic' as const, baseFee: 900n * gwei, priority: gwei };
    expect(steps(lane(1), open, { market: spike, known: known('a') })).toEqual([]);
    expect(steps(lane(1), open, { market: spike })).toEqual(['broadcast 0: a']);
  });

  it('is not raised to what the sender cannot pay: each replacement would be refused alike', () => {
    const open = [send(0, [attempt('a', { signedAt: ago(60_000), value: 10n ** 15n })])];
    // 100,000 gas at 22 gwei, and the value.
    const needed = 22n * gwei * 100_000n + 10n ** 15n;
    expect(steps(lane(1), open, { balance: needed })).toEqual(['replace 0']);
    expect(steps(lane(1), open, { balance: needed - 1n })).toEqual(['broadcast 0: a']);
  });

  it('that was given away without a transaction is filled with nothing', () => {
    expect(steps(lane(2), [send(1, [attempt('b')])], { known: known('b') })).toEqual(['fill 0']);
    expect(steps(lane(1), [send(0, [])], {})).toEqual(['fill 0']);
    const spike = { kind: 'dynamic' as const, baseFee: 900n * gwei, priority: gwei };
    expect(steps(lane(1), [], { market: spike })).toEqual([]);
  });
});

describe('a withdrawn intent', () => {
  const open = [send(0, [attempt('a')], { withdrawn: true })];
  const atCap = { kind: 'dynamic' as const, maxFeePerGas: 100n * gwei, maxPriorityFeePerGas: gwei };

  it('is replaced by nothing at once', () => {
    expect(steps(lane(1), open, { known: known('a') })).toEqual(['replace 0 by nothing']);
  });

  it('is never sent again, not even if the cap allows no replacement', () => {
    const capped = [send(0, [attempt('a', { fees: atCap })], { withdrawn: true })];
    expect(steps(lane(1), capped, { known: known('a') })).toEqual([]);
    // No node has it: nothing need be outbid.
    expect(steps(lane(1), capped, {})).toEqual(['replace 0 by nothing']);
    const spike = { kind: 'dynamic' as const, baseFee: 900n * gwei, priority: gwei };
    expect(steps(lane(1), capped, { market: spike })).toEqual([]);
  });

  it('is replaced by nothing also if the sender could not pay the same batch at a higher price', () => {
    const balance = 100_000n * 200n * gwei;
    const batch = [send(0, [attempt('a', { gasLimit: 10_000_000n })], { withdrawn: true })];
    expect(steps(lane(1), batch, { known: known('a'), balance })).toEqual(['replace 0 by nothing']);
    const live = [send(0, [attempt('a', { gasLimit: 10_000_000n })])];
    expect(steps(lane(1), live, { known: known('a'), balance })).toEqual([]);
  });

  it('stays replaced by nothing, which is raised and sent again like all else', () => {
    const empty = attempt('b', { isEmpty: true, signedAt: ago(60_000) });
    const replaced = [send(0, [attempt('a'), empty], { withdrawn: true })];
    expect(steps(lane(1), replaced, { known: known('b') })).toEqual(['replace 0 by nothing']);
    const young = [send(0, [attempt('a'), { ...empty, signedAt: now }], { withdrawn: true })];
    expect(steps(lane(1), young, {})).toEqual(['broadcast 0: b']);
  });
});
