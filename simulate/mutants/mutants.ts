import type { Step } from '../plan/steps.ts';

/** `find`, which the file has exactly once, becomes `replace`. */
export interface Change {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** A mechanism taken out of the code. */
export interface Mutant extends Change {
  readonly name: string;
  /** Steps without which a seed cannot notice; left out if any seed may. */
  readonly needs?: (step: Step) => boolean;
}

const leaves = ({ do: kind }: Step): boolean => kind === 'reorg' || kind === 'undo';
const charges = (step: Step): boolean => step.do === 'charge' && step.times > 1;

/** What keeps money safe, taken out one at a time. Each must be noticed. */
export const mutants: readonly Mutant[] = [
  {
    name: 'a block is taken only on its parent',
    file: 'activities/scanning/scanStep.ts',
    find: 'if (block.parentHash !== cursor.hash) {',
    replace: "if (block.parentHash === '') {",
    needs: leaves,
  },
  {
    name: 'a known deposit is found again',
    file: 'db/scanning/recordHits.ts',
    find: 'tx_hash = any (${hashes})`)',
    replace: 'tx_hash = any (${hashes}) and false`)',
  },
  {
    name: 'declined money is held',
    file: 'domain/deposits/settlement.ts',
    find: "const declined = facts.verdict === 'decline' || facts.purseState === 'DECLINED';",
    replace: 'const declined = false as boolean;',
    needs: step => step.do === 'pay' && step.verdict === 'decline',
  },
  {
    name: 'dust that reaches the minimum is credited',
    file: 'db/deposits/promoteDust.ts',
    find: 'if (!isReached && !wasReached) {',
    replace: 'if (isReached || !wasReached) {',
  },
  {
    name: 'a signal stays until it was sent',
    file: 'db/outbox/relaySignals.ts',
    find: '        await send(signal);\n',
    replace: '        if (signal.id % 3 === 0) await send(signal);\n',
  },
  {
    name: 'events are numbered without a gap',
    file: 'db/events/numberEvents.ts',
    find: 'set sequence = c.sequence + due.count',
    replace: 'set sequence = c.sequence + due.count + (due.count > 1)::int',
  },
  {
    name: 'a deposit below the minimum is not credited by itself',
    file: 'domain/deposits/settlement.ts',
    find: "if (amount < minDeposit && !exempt) return 'unattributed';",
    replace: '',
  },
  {
    name: 'no answer of the provider is no approval',
    file: 'activities/judgeDeposits.ts',
    find: 'const answer = await provider.screen(open.request, open.known);',
    replace:
      "const answer = await provider.screen(open.request, open.known).catch(() => ({ verdict: 'approve' as const, by: 'http', score: null, raw: null }));",
    needs: step => step.do === 'provider' && step.behaviour !== 'right',
  },
  {
    name: 'a webhook is sent until it is acknowledged',
    file: 'activities/webhooks/deliverOnce.ts',
    find: "outcome: delivered ? 'delivered' : gone ? 'gone' : 'failed',",
    replace: "outcome: 'delivered',",
    needs: step => step.do === 'receiver' && step.status > 299,
  },
  {
    name: 'money waits until its block is final',
    file: 'domain/deposits/settlement.ts',
    find: "if (facts.finalBlockHash !== facts.blockHash) return { step: 'wait', for: 'finality' };",
    replace: '',
    needs: step => step.do === 'mining',
  },
  {
    name: 'money that leaves the chain before its credit is withdrawn',
    file: 'domain/deposits/settlement.ts',
    find: "return facts.reorged ? { step: 'withdraw' } : { step: 'wait', for: 'block' };",
    replace: "return { step: 'wait', for: 'block' };",
    needs: step => step.do === 'reorg' && step.lose > 0,
  },
  {
    name: 'credited money that leaves the chain is reversed',
    file: 'domain/deposits/settlement.ts',
    find: "if (facts.creditedBlockHash !== facts.blockHash) return { step: 'reverse' };",
    replace: '',
    needs: step => step.do === 'undo' && step.lose,
  },
  {
    name: 'what comes back after a reversal is another incarnation',
    file: 'db/deposits/reverseDeposit.ts',
    find: 'incarnation: deposit.incarnation + 1,',
    replace: 'incarnation: deposit.incarnation,',
    needs: step => step.do === 'undo' && !step.lose,
  },
  {
    name: 'a second node proves a block before it is final',
    file: 'activities/scanning/scanStep.ts',
    find: 'const mustBeProven = scan.pool.size > 1;',
    replace: 'const mustBeProven = false as boolean;',
    needs: step => step.do === 'fault' && step.kind === 'drop_log' && step.count === 200,
  },
  {
    name: 'coins that a balance showed are not recorded again',
    file: 'db/rescans/bookedByBalance.ts',
    find: 'if (booked.size === 0) return found;',
    replace: 'if (booked.size >= 0) return found;',
    needs: step => step.do === 'source' && step.source === 'topLevel',
  },
  {
    name: 'an address expires only when its chains were read',
    file: 'db/purses/archivePurse.ts',
    find: 'if (!(await allCaughtUp(trx, chainIds, purse.expires_at)))',
    replace: 'if (!(await allCaughtUp(trx, chainIds, purse.expires_at)) && chainIds.length === 0)',
    needs: step => step.do === 'expired',
  },
  {
    name: 'late money reopens its address',
    file: 'activities/worker/startWorkflows.ts',
    find: "signalArgs: message.payload === null ? [] : [message.payload],\n        workflowIdReusePolicy: 'ALLOW_DUPLICATE',",
    replace:
      "signalArgs: message.payload === null ? [] : [message.payload],\n        workflowIdReusePolicy: 'REJECT_DUPLICATE',",
    needs: step => step.do === 'expired',
  },
  {
    name: 'charges of a customer come one after another',
    file: 'db/ledger/chargeCustomer.ts',
    find: 'await lockCustomer(trx, accountId, customer);',
    replace: "await (await import('../customers/customers.ts')).findCustomer(trx, accountId, customer);",
    needs: charges,
  },
  {
    name: 'a write that is repeated has one effect',
    file: 'db/accounts/claimIdempotencyKey.ts',
    find: 'if (claimed.numInsertedOrUpdatedRows === 1n) {',
    replace: 'if (claimed.numInsertedOrUpdatedRows >= 0n) {',
    needs: step => step.do === 'deaf',
  },
  {
    name: 'money for a blocked customer is the merchant’s',
    file: 'domain/deposits/settlement.ts',
    find: "return customerBlocked ? 'merchant' : 'customer';",
    replace: "return 'customer';",
    needs: step => step.do === 'block',
  },
];
