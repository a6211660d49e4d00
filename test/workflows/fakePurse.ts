import type { Activities } from '../../activities/createActivities.ts';
import type { CustomerId, PurseId, TransactionId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import type {
  DepositStep,
  DescribedPurse,
  HandOutcome,
  HeldMoney,
  PurseView,
} from '../../domain/messages.ts';
import type { CurrencyCode } from '../../domain/registry.ts';

/** A purse in memory: the activities of a workflow test work only on it. */
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
  /** The requested deposits that an answer names. */
  answers: (ids: readonly TransactionId[]) => readonly TransactionId[] = ids => ids;
  /** The most deposits in an answer to `openPurse`. */
  loadedAtOnce = Infinity;
  decide: (decision: unknown) => HandOutcome | HandOutcome['outcome'] = () => 'recorded';
  held: HeldMoney | null = null;
  /** How often the shown facts were looked up: not a step of the story. */
  described = 0;
  archive: () => 'archive' | 'scanners_behind' | 'session_open' = () => 'archive';

  view(): PurseView {
    return {
      purseId: this.purseId,
      customerId: this.customerId,
      accountId: 'acc_1',
      address: '0xAb5801a7D398351b8bE11C439e05C5B3259aeC9B',
      state: this.state,
      blocked: this.blocked,
      expiresAt: this.state === 'ACTIVE' ? this.deadline.toISOString() : null,
      ...(this.held?.deposits[0]
        ? { held: { count: this.held.count, last: this.held.deposits[0].transactionId } }
        : {}),
    };
  }

  /** What is judged from now on needs this step next. */
  needsNext(step: DepositStep): void {
    this.judge = ids => {
      for (const id of ids) this.steps.set(id, step);
      return Promise.resolve();
    };
  }

  describe(ids: readonly TransactionId[]): DescribedPurse {
    const deposits = ids.map(transactionId => ({
      transactionId,
      amount: '15',
      currency: 'USDT' as CurrencyCode,
      from: '0x0000000000000000000000000000000000000001',
      seenAt: '2026-11-29T01:02:03.000Z',
    }));
    return { deposits, held: this.held };
  }

  activities(): Omit<
    Activities,
    | 'scanChain'
    | 'lookupTransaction'
    | 'rescanChain'
    | 'followSession'
    | 'planRound'
    | 'listSweeps'
    | 'followSweep'
    | 'noteWaiting'
  > {
    const step = (ids: readonly TransactionId[]) => ({
      purse: this.view(),
      deposits: this.answers(ids).map(id => ({
        transactionId: id,
        step: this.steps.get(id) ?? ('done' as const),
      })),
    });
    return {
      openPurse: ({ after = '' }) => {
        this.calls.push('open');
        const unfinished = [...this.steps]
          .map(([transactionId, s]) => ({ transactionId, step: s }))
          .filter(({ transactionId }) => transactionId > after)
          .slice(0, this.loadedAtOnce);
        const more = unfinished.length === this.loadedAtOnce ? unfinished.at(-1)?.transactionId : undefined;
        return Promise.resolve({ purse: this.view(), unfinished, more, screening: this.screening });
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
        const outcome = this.decide(decision);
        return Promise.resolve(typeof outcome === 'string' ? { outcome } : outcome);
      },
      describeDeposits: ({ transactionIds }) => {
        this.described += 1;
        return Promise.resolve(this.describe(transactionIds));
      },
      archivePurse: ({ at }) => {
        this.calls.push('archive');
        if (this.deadline > new Date(at)) return Promise.resolve({ outcome: 'not_due', purse: this.view() });
        const deposits = [...this.steps].map(([transactionId, s]) => ({ transactionId, step: s }));
        if (deposits.length > 0) return Promise.resolve({ outcome: 'unfinished', deposits });
        const outcome = this.archive();
        if (outcome !== 'archive') return Promise.resolve({ outcome });
        this.state = 'ARCHIVED';
        this.archivedAt = new Date(at);
        return Promise.resolve({ outcome: 'archived', purse: this.view() });
      },
    };
  }
}
