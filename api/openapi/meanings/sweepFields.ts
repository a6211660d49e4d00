import type { MeaningsByOwner } from './types.ts';

const status =
  '`planned`: nothing is signed. `sent`: it is signed, and no final block has it. `mined`: a block has it. `completed`: ' +
  'final, and at least one item was swept. `failed`: final, and none was. `canceled`: it moved nothing.';
const reason = 'Why it failed or was canceled. Null: neither. New ones may be added.';
const fee = 'What it cost on its chain, whatever its items did. Null: nothing, or not final yet.';
const transactionHash =
  'The hash of the transaction that moved the coins: `0x` and 64 hexadecimal digits. Null: there is none yet.';
const item = {
  amount: 'What is moved, in whole units of the currency, as a decimal string. It is never rounded.',
  status:
    '`planned`: not over. `swept`: a final block moved it. `skipped`: it moved nothing, and its deposits may be swept anew.',
  reason:
    'Why it moved nothing. Null: it was not skipped. `destination`: not active at the sweeper. `code`: the purse’s code is ' +
    'not our delegate’s. `balance`: the purse has less than the amount and what must stay. `refused`: the token refused. ' +
    '`difference`: the balance fell by another amount. `not_authorized`: the purse has no authorization left. `not_due`: ' +
    'the deposit was no longer there to be swept. `reverted`: the whole transaction was. `failed`: something else.',
};

/** Fields of sweeps, and of their events. */
export const sweepFields: MeaningsByOwner = {
  SweepEventData: { status, reason, fee, transactionHash, items: 'What it was to move, purse by purse.' },
  SweepEventItem: item,
  SweepFee: {
    currency: 'The network’s own coin, in which fees are paid.',
    amount: 'In whole units of that coin, as a decimal string.',
  },
  TranslationEventData: {
    address: 'The address that the coins went to: the destination’s.',
    transactionHash: 'The hash of the transaction that moved them: `0x` and 64 hexadecimal digits.',
    transactionIds: 'The deposits that were moved, each whole.',
  },
  TreasuryEventData: {
    treasury:
      'The destination of each network since, `dst_…`, by the network’s code. None: nothing is swept there.',
    before: 'The destination of each network before.',
  },
};
