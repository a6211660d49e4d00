import type { Activities } from '../../activities/createActivities.ts';
import type { CustomerId, PurseId, TransactionId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import type { DepositStep, HandOutcome, PurseView } from '../../domain/messages.ts';

/** A purse that lives in memory: what the activities of a workflow's test alone work on. */
export class FakePurse {
  readonly purseId: PurseId = newId('pur');
  readonly customerId: CustomerId = newId('cus');
  state: PurseView['state'] = 'ACTIVE';
  deadline = new Date();
  archivedAt = new Date(0);
  blocked = false;
  screening: 'inline' | 'remote' = 'inline';
  readonly steps = new Map<TransactionId, DepositStep>();
  readonly calls: string[] = [];
  judge: (ids: readonly TransactionId[]) => Promise<void> = () => Promise.resolve();
  settle: (ids: readonly TransactionId[]) => void = ids => {
    for (const id of ids) this.steps.delete(id);
  };
  decide: (decision: unknown) => HandOutcome = () => 'recorded';
  archive: () => 'archive' | 'scanners_behind' = () => 'archive';

  view(): PurseView {
    return {
      purseId: this.purseId,
      customerId: this.customerId,
      accountId: 'acc_1',
      address: '0xAb5801a7D398351b8bE11C439e05C5B3259aeC9B',
      state: this.state,
      blocked: this.blocked,
      expiresAt: this.state === 'ACTIVE' ? this.deadline.toISOString() : null,
    };
  }

  activities(): Omit<Activities, 'scanChain' | 'lookupTransaction' | 'rescanChain' | 'followSession'> {
    const step = (ids: readonly TransactionId[]) => ({
      purse: this.view(),
      deposits: ids.map(id => ({ transactionId: id, step: this.steps.get(id) ?? ('done' as const) })),
    });
    return {
      openPurse: () => {
        this.calls.push('open');
        const unfinished = [...this.steps].map(([transactionId, s]) => ({ transactionId, step: s }));
        return Promise.resolve({ purse: this.view(), unfinished, screening: this.screening });
      },
      judgeDeposits: async ({ transactionIds }) => {
        this.calls.push('judge');
        await this.judge(transactionIds);
        return step(transactionIds);
      },
      settleDeposits: ({ transactionIds }) => {
        this.calls.push('settle');
        this.settle(transactionIds);
        return Promise.resolve(step(transactionIds));
      },
      decideByHand: ({ decision }) => {
        this.calls.push('decide');
        return Promise.resolve({ outcome: this.decide(decision) });
      },
      archivePurse: ({ at }) => {
        this.calls.push('archive');
        if (this.deadline > new Date(at)) return Promise.resolve({ outcome: 'not_due', purse: this.view() });
        const deposits = [...this.steps].map(([transactionId, s]) => ({ transactionId, step: s }));
        if (deposits.length > 0) return Promise.resolve({ outcome: 'unfinished', deposits });
        if (this.archive() === 'scanners_behind') return Promise.resolve({ outcome: 'scanners_behind' });
        this.state = 'ARCHIVED';
        this.archivedAt = new Date(at);
        return Promise.resolve({ outcome: 'archived', purse: this.view() });
      },
    };
  }
}
