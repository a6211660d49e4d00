import { describe, expect, it } from 'vitest';
import type { BlockHash } from '../../../domain/address.ts';
import { parseBlockHash } from '../../../domain/address.ts';
import type { SettlementFacts } from '../../../domain/deposits/settlement.ts';
import { decideSettlement } from '../../../domain/deposits/settlement.ts';
import { baseUnits } from '../../../domain/money.ts';

const hash = (digit: string): BlockHash => {
  const parsed = parseBlockHash(`0x${digit.repeat(64)}`);
  if (!parsed) throw new Error('not a hash');
  return parsed;
};

/** Final, approved, above the minimum, nothing posted. */
const final: SettlementFacts = {
  blockHash: hash('a'),
  finalBlockHash: hash('a'),
  verdict: 'approve',
  freed: false,
  creditedTo: null,
  creditedBlockHash: null,
  reorged: false,
  amount: baseUnits(100n),
  minDeposit: baseUnits(10n),
  purseState: 'ACTIVE',
  customerBlocked: false,
  completesSession: false,
};

describe('settlement', () => {
  it('credits the customer when final and approved', () => {
    expect(decideSettlement(final)).toEqual({ step: 'post', to: 'customer' });
  });

  it('waits for finality, and does not count a final block that the deposit has left', () => {
    expect(decideSettlement({ ...final, finalBlockHash: null })).toEqual({ step: 'wait', for: 'finality' });
    expect(decideSettlement({ ...final, blockHash: hash('b') })).toEqual({ step: 'wait', for: 'finality' });
  });

  it('does not take a missing verdict for an approval', () => {
    expect(decideSettlement({ ...final, verdict: null })).toEqual({ step: 'wait', for: 'verdict' });
  });

  it('credits a blocked customer’s deposit to the merchant', () => {
    expect(decideSettlement({ ...final, customerBlocked: true })).toEqual({ step: 'post', to: 'merchant' });
  });

  it('credits a deposit below the minimum if it completes a session, but not a blocked customer’s', () => {
    const dust = { ...final, amount: baseUnits(9n) };
    expect(decideSettlement(dust)).toEqual({ step: 'post', to: 'unattributed' });
    expect(decideSettlement({ ...dust, completesSession: true })).toEqual({ step: 'post', to: 'customer' });
    expect(decideSettlement({ ...dust, completesSession: true, customerBlocked: true })).toEqual({
      step: 'post',
      to: 'unattributed',
    });
  });

  it('holds a declined deposit, and all deposits to a declined purse', () => {
    expect(decideSettlement({ ...final, verdict: 'decline' })).toEqual({ step: 'post', to: 'held' });
    expect(decideSettlement({ ...final, verdict: null, purseState: 'DECLINED' })).toEqual({
      step: 'post',
      to: 'held',
    });
    expect(decideSettlement({ ...final, verdict: 'decline', customerBlocked: true })).toEqual({
      step: 'post',
      to: 'held',
    });
  });

  it('holds an approved deposit to a declined purse, but not one that a person freed', () => {
    const declined = { ...final, purseState: 'DECLINED' } as const;
    expect(decideSettlement(declined)).toEqual({ step: 'post', to: 'held' });
    expect(decideSettlement({ ...declined, freed: true })).toEqual({ step: 'post', to: 'customer' });
  });

  it('moves held money that was freed to its owner, once its block is the final one', () => {
    const held = {
      ...final,
      creditedTo: 'held',
      creditedBlockHash: hash('a'),
      purseState: 'DECLINED',
    } as const;
    const freed = { ...held, freed: true };
    expect(decideSettlement(held)).toEqual({ step: 'done' });
    expect(decideSettlement(freed)).toEqual({ step: 'free', to: 'customer' });
    expect(decideSettlement({ ...freed, customerBlocked: true })).toEqual({ step: 'free', to: 'merchant' });
    expect(decideSettlement({ ...freed, amount: baseUnits(9n) })).toEqual({
      step: 'free',
      to: 'unattributed',
    });
    expect(decideSettlement({ ...freed, finalBlockHash: null })).toEqual({ step: 'wait', for: 'finality' });
    expect(decideSettlement({ ...freed, blockHash: hash('b') })).toEqual({ step: 'reverse' });
    expect(decideSettlement({ ...freed, blockHash: null })).toEqual({ step: 'reverse' });
  });

  it('credits late money of an archived purse', () => {
    expect(decideSettlement({ ...final, purseState: 'ARCHIVED' })).toEqual({ step: 'post', to: 'customer' });
  });

  it('leaves a deposit below the minimum unattributed, and credits one at the minimum', () => {
    expect(decideSettlement({ ...final, amount: baseUnits(9n) })).toEqual({
      step: 'post',
      to: 'unattributed',
    });
    expect(decideSettlement({ ...final, amount: baseUnits(10n) })).toEqual({ step: 'post', to: 'customer' });
  });

  const credited = { ...final, creditedTo: 'customer', creditedBlockHash: hash('a') } as const;

  it('does nothing twice', () => {
    expect(decideSettlement(credited)).toEqual({ step: 'done' });
  });

  it('reverses a posted deposit if its block is gone, also if another block has it already', () => {
    expect(decideSettlement({ ...credited, blockHash: null })).toEqual({ step: 'reverse' });
    expect(decideSettlement({ ...credited, blockHash: hash('b'), finalBlockHash: null })).toEqual({
      step: 'reverse',
    });
  });

  it('withdraws an unposted deposit that a reorg removed, and waits for one that was only pending', () => {
    const gone = { ...final, blockHash: null, finalBlockHash: null };
    expect(decideSettlement({ ...gone, reorged: true })).toEqual({ step: 'withdraw' });
    expect(decideSettlement(gone)).toEqual({ step: 'wait', for: 'block' });
  });
});
