import type { MeaningsByOwner } from './types.ts';

const status =
  '`planned`: nothing is signed. `sent`: it is signed, and no block has it. `mined`: a block has it. `completed`: ' +
  'final, and at least one item was swept. `failed`: final, and none was; or the signer left out all items. `canceled`: it ' +
  'moved nothing.';
const reason =
  'Why it failed or was canceled. `all_skipped`: no item moved coins. `reverted`: the transaction failed in its block. ' +
  '`not_due`: a deposit was reversed or a destination disabled, and the batch was withdrawn. `canceled_by_person`: somebody ' +
  'canceled it. Null: neither. New ones may be added.';
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
    'its deposit was reversed, or the whole batch was withdrawn, for such a deposit or a disabled destination. ' +
    '`reverted`: the transaction failed in its block. `canceled`: somebody canceled the sweep. `coin_must_stay`: where each ' +
    'purse sends by itself, coin of the network that is held, unattributed or not posted lies at it. `failed`: ' +
    'something else, as when it used up its gas.',
};

const wish = {
  network: 'The code of a network on which you have a sweeper.',
  purseId: 'Only this purse. Left out: all.',
  currency: 'Only this currency, one of the network’s. Left out: all.',
  includeUneconomic:
    'True: also what would cost more gas than it is. For a sweep it takes the scope `approve`, too. Left out: false.',
};

/** Fields of sweeps, and of their events. */
const approvalRequest = {
  kind:
    '`update_account`: settings of the account. `free_deposit`: a deposit that was declined. `allocate`: a deposit that nobody ' +
    'owns, or that is yours.',
  resourceType: 'What it is about.',
  resourceId: 'The id of that.',
  change: 'What is asked for, as the call gave it.',
  reason: 'Why, as the person gave it. Null: the call takes no reason.',
  status: '`expired`: nobody decided within seven days, or the key that asked was revoked.',
  madeBy:
    'The key that asked, or the name that an operator gave in Temporal. Null: an operator without a name.',
  decidedBy: 'The key that approved, rejected or withdrew it. Null: none did.',
  decisionReason: 'Why, as that person gave it. Null: no reason was given.',
  expiresAt: 'Until when it can be approved: ISO 8601 in UTC.',
  decidedAt: 'When it was decided: ISO 8601 in UTC. Null: it was not.',
} as const;

export const sweepFields: MeaningsByOwner = {
  Sweep: {
    method:
      '`delegated`: by the sweeper contract, for many purses at once. `transfer`: each purse sends by itself.',
    status,
    reason,
    waiting: 'Why it is not sent yet. Null: it is not waiting.',
    items: 'What it moves, purse by purse.',
    fee:
      'What its transaction cost, whatever its items did. With the method `transfer`, what the payment for the purse’s gas cost is ' +
      'booked apart. Null while it is in no block.',
    transactionHash:
      'The hash of the transaction that is in a block: `0x` and 64 hexadecimal digits. Null: none is.',
    attempts:
      'What was signed for it, the first one first. A later one replaces those before it, at a higher price.',
    completedAt: 'When it ended: ISO 8601 in UTC. Null: it has not.',
  },
  SweepItem: { ...item, transactionIds: 'The deposits that it moves, each whole.' },
  SweepWaiting: {
    reason:
      '`balance_too_low`: the operator’s key cannot pay for it. `price_above_cap`: the network asks for more than the cap. ' +
      '`daily_gas_spent`: the gas of a day is used. `lane_full`: too much is under way. `lane_stopped`: sending is ' +
      'paused: see `GET /v1/sending`. `not_of_this_signer`: no signer is set up for it. `no_signer`, `signer_failed`: the signer does not run, or ' +
      'failed. `sweeper_paused`, `not_an_operator`, `sweeper_not_deployed`: the contract would refuse it. ' +
      '`too_many_items`: no transaction takes it. `purse_under_way`: where each purse sends by itself, the payment for its gas, or ' +
      'another sweep of it, is not final. New ones may be added.',
    detail: 'The same, for people.',
  },
  SweepAttempt: {
    hash: 'The hash of the transaction: `0x` and 64 hexadecimal digits.',
    nonce:
      'Its nonce among the transactions of its sender: the operator’s key, or with the method `transfer` the purse.',
    isEmpty: 'True if it moves nothing, and only uses the nonce.',
    fees: 'The prices that it offers.',
    sentAt: 'When it was signed and sent first: ISO 8601 in UTC.',
  },
  SweepAttemptFees: {
    gasPriceGwei: 'In gwei, as a decimal string. Null: it offers the two below.',
    maxFeePerGasGwei: 'The most for a unit of gas, in gwei, as a decimal string. Null: it offers one price.',
    maxPriorityFeePerGasGwei:
      'What the block’s producer gets of it, in gwei, as a decimal string. Null: it offers one price.',
  },
  SweepQuote: {
    purses: 'From how many purses it would move coins.',
    amount: 'What it would move, in whole units of the currency, as a decimal string.',
    method: 'How: see `Sweep`.',
    fee:
      'An estimate: the median cost of an item of your last 20 final sweeps on this network, times the items. Null: there ' +
      'is none yet. The API asks no chain for today’s price.',
    skipped: 'What it would leave, by the reason.',
  },
  SweepQuoteSkipped: {
    reason:
      '`no_destination`: neither the form’s receiver nor the treasury is an active destination. `not_authorized`: the purse ' +
      'has no authorization left. `under_way`: another sweep of the purse is. `not_final`: the deposit is not final yet. ' +
      '`not_sweepable`: an exact amount of the currency cannot be moved. `shortfall`: all of it has left the purse ' +
      'already, for a swept deposit that then left the chain. `coin_must_stay`: where each purse sends by itself, coin of the ' +
      'network that is held, unattributed or not posted lies at it. ' +
      '`below_threshold`, `paused`, `needs_a_person`: only where nobody asks by name.',
    purses: 'In how many purses.',
    amount: 'In whole units of the currency, as a decimal string.',
  },
  Sending: {
    paused: 'True if nothing new is sent.',
    reason:
      'Why it is paused. `paused`: a key of yours or the operator did it. `chain_is_past`, `pool_is_past`, `unknown_transaction`: the chain has a ' +
      'transaction of the key that the signer does not know, and a person must look. `unexplained_outflow`: a finding says ' +
      'what happened at a purse without a transaction of ours. Null: it is not paused.',
    detail: 'The same, for people. Null: it is not paused.',
    findingId:
      'The first finding that is not resolved, `fnd_…`, for `POST /v1/sending/resume`. Null: there is none.',
    operator: 'The key that pays for sweeps. Null until it has sent something.',
    pending: 'How many sweeps are not over.',
  },
  SendingOperator: {
    address: 'The address, with EIP-55 capitals.',
    balance:
      'What it has, in whole native coins, as a decimal string; the signer reads it every few seconds. Null: it never did.',
    runwaySweeps:
      'For how many sweeps that is enough, at the median cost of your last 20. Null: there is none yet, or `balance` is null.',
  },
  postSendingPause: {
    network: 'The code of the network.',
    reason: 'Why, for the people who wonder later.',
  },
  postSendingResume: {
    network: 'The code of the network.',
    findingId:
      'The finding that you explain, as `GET /v1/sending` names it. Without it, your own pause ends.',
    explanation: 'What it was, or why the pause ends.',
  },
  postSweeps: wish,
  postSweepsQuote: wish,
  SweepEventData: { status, reason, fee, transactionHash, items: 'What it was to move, purse by purse.' },
  SweepEventItem: item,
  SweepFee: {
    currency: 'The network’s own coin, in which fees are paid.',
    amount: 'In whole units of that coin, as a decimal string.',
  },
  SweepShortfallEventData: {
    customerId: 'The customer whose purse it is.',
    amount:
      'What the treasury has, and no credited deposit of the purse stands for any more, beyond what earlier events told: in whole units.',
    transactionId: 'The deposit whose coins were moved, and whose credit was then reversed.',
  },
  TranslationEventData: {
    address: 'The address that the coins went to: the destination’s.',
    transactionHash: 'The hash of the transaction that moved them: `0x` and 64 hexadecimal digits.',
    transactionIds: 'The deposits that were moved, each whole.',
  },
  SendingEventData: {
    network: 'The code of the network on which it was found.',
    findingId: 'What `POST /v1/sending/resume` takes: `fnd_…`. Null: there is no finding.',
    allNetworks: 'True if all your networks are paused: a purse’s key was used. False: this one.',
    reason:
      'With `SENDING_PAUSED`: `token_outflow`, `native_outflow`: coins left a purse without a transaction of ours. `purse_code`, ' +
      '`purse_nonce`: somebody used the purse’s key. `paused`: a key of yours paused it. `no_destination`: money waits for want of ' +
      'an active destination; what has one is sent. `destination_frozen`: the token’s issuer has frozen a destination; nothing of ' +
      'that token is sent to it. Then `SENDING_RESUMED` has it, too.',
    detail: 'With `reason: paused`: why, as a person gave it.',
    purseId: 'With `SENDING_PAUSED`: the purse.',
    currency: 'With `SENDING_PAUSED`: what left it. Null: a code or a nonce has no currency.',
    amount:
      'With `SENDING_PAUSED`: how much, in whole units of the currency, as a decimal string. Null: a code or a nonce has none.',
    transactionHash:
      'With `SENDING_PAUSED`: the transaction, `0x` and 64 hexadecimal digits. Null: the balance shows it, and no transaction is known.',
    destinationId: 'With `destination_frozen`: the destination.',
    waiting: 'With `no_destination`: what waits. It is told once a day at most.',
    explanation: 'With `SENDING_RESUMED`: what it was, as the person who resolved the last finding gave it.',
  },
  PayoutLimitEventData: {
    payoutLimit:
      'By the currency’s code, in whole units: what may go out within 24 hours without an approval, since.',
    before: 'The same before.',
  },
  ApprovalRequest: approvalRequest,
  ApprovalEventData: {
    ...approvalRequest,
    approvalRequestId: 'The id of the request, `apr_…`.',
  },
  postApprovalRequestsByIdApprove: { reason: 'Why, for the audit.' },
  postApprovalRequestsByIdReject: { reason: 'Why, for the audit.' },
  postApprovalRequestsByIdCancel: { reason: 'Why, for the audit.' },
  WaitingMoney: {
    purses: 'At how many purses it lies.',
    amount: 'In whole units of the currency, as a decimal string.',
  },
  TreasuryEventData: {
    treasury:
      'The destination of each network since, `dst_…`, by the network’s code. None: nothing is swept there.',
    before: 'The destination of each network before.',
  },
};
