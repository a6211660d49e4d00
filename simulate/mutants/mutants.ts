/** A mechanism taken out of the code: `find`, which the file has exactly once, becomes `replace`. */
export interface Mutant {
  readonly name: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** What keeps money safe, taken out one at a time. Each must be noticed. */
export const mutants: readonly Mutant[] = [
  {
    name: 'a block is taken only on its parent',
    file: 'activities/scanning/scanStep.ts',
    find: 'if (block.parentHash !== cursor.hash) {',
    replace: "if (block.parentHash === '') {",
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
  },
  {
    name: 'a webhook is sent until it is acknowledged',
    file: 'activities/webhooks/deliverOnce.ts',
    find: "outcome: delivered ? 'delivered' : gone ? 'gone' : 'failed',",
    replace: "outcome: 'delivered',",
  },
];
