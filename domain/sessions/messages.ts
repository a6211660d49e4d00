/**
 * Names and payloads of every message to or from the workflow of a session. The workflow reads the session's rows in its
 * activity, so a signal says no more than "look", and one that waits stands for all of them.
 */
import type { CustomerId, SessionId } from '../ids.ts';
import type { PaymentStatus, SessionStatus } from './session.ts';

export const sessionWorkflowType = 'session';

export const sessionWorkflowId = (sessionId: SessionId): string => `session/${sessionId}`;

/** Signal: something about the session changed; its rows are the fact. */
export const sessionChangedSignal = 'sessionChanged';

export interface SessionSignal {
  readonly signal: typeof sessionChangedSignal;
  readonly payload: null;
}

export interface SessionInput {
  readonly sessionId: SessionId;
}

/** The state of a session, as far as its workflow needs it. */
export interface SessionView {
  readonly sessionId: SessionId;
  readonly accountId: string;
  readonly customerId: CustomerId;
  readonly status: SessionStatus;
  /** ISO 8601. */
  readonly expiresAt: string;
  readonly payment: PaymentStatus | null;
  /**
   * What an overdue session waits for before it expires; null before its deadline, or if nothing is in its
   * way.
   */
  readonly waitsFor: 'deposits' | 'scanners' | null;
}
