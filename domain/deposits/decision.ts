import { parseId } from '../ids.ts';
import type { HandOutcome, ManualDecision } from '../messages.ts';
import { isStorable } from './compliance.ts';

/** The API's limits for a reason and for the id of a person, in characters. */
const longest = { reason: 1000, by: 255 } as const;
/** How many characters of a wrong input are quoted. */
const quotedAtMost = 60;

const form =
  '{"transactionId": "txn_…", "verdict": "approve" or "decline", "reason": "why", "by": "who decided"}';
const fields = new Set(['transactionId', 'verdict', 'reason', 'by']);

/**
 * A decision that a person typed into Temporal, or a sentence for that person about what is wrong with it.
 */
export type ReadDecision =
  | { readonly decision: ManualDecision; readonly fault?: never }
  | { readonly fault: string; readonly decision?: never };

/** Reads the payload of the signal `decide`. `by` may be missing: the signal is older than `by`. */
export function readDecision(input: unknown): ReadDecision {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return { fault: `A decision is one object: ${form}.` };
  }
  const { transactionId, verdict, reason, by }: Partial<Record<string, unknown>> = { ...input };
  const id = typeof transactionId === 'string' ? parseId('txn', transactionId) : undefined;
  if (!id) return wrong('transactionId', transactionId, 'the id of a deposit: txn_ and 26 characters');
  if (verdict !== 'approve' && verdict !== 'decline') {
    return wrong('verdict', verdict, 'approve or decline');
  }
  if (!isText(reason, longest.reason)) return wrong('reason', reason, 'text of 1 to 1,000 characters');
  if (by === undefined) return { decision: { transactionId: id, verdict, reason } };
  if (!isText(by, longest.by) || looksLikeKey(by)) return wrong('by', by, whoDecided);
  return { decision: { transactionId: id, verdict, reason, by } };
}

const whoDecided = 'the name of the person who decided, in 1 to 255 characters, and not the id of an API key';

/**
 * True for the id of an API key and for text that a reader of audits would take for one. Nobody in Temporal
 * may pass for an API key.
 */
function looksLikeKey(by: string): boolean {
  const seen = by.normalize('NFKC').replace(/[\s\p{C}\p{M}]/gu, '');
  return parseId('key', seen.toLowerCase()) !== undefined;
}

/** Reads the payload of the update `decide`: all four fields, and no other. */
export function readFullDecision(input: unknown): ReadDecision {
  const read = readDecision(input);
  if (!read.decision) return read;
  if (read.decision.by === undefined) return wrong('by', undefined, whoDecided);
  const given = typeof input === 'object' && input !== null ? Object.keys(input) : [];
  const other = given.find(field => !fields.has(field));
  return other === undefined ? read : { fault: `${quote(other)} is not a field of a decision: ${form}.` };
}

/** Why a decision about a deposit changed nothing, for the person who made it. */
export function refusalOf(
  id: ManualDecision['transactionId'],
  { outcome, standing, approvalRequestId }: HandOutcome,
): string {
  if (outcome === 'needs_approval') {
    return `${id} is held, and freeing it takes a second person: ${approvalRequestId ?? ''} waits for an API key of scope approve.`;
  }
  if (outcome === 'not_found') return `${id} is not a deposit of this purse.`;
  if (!standing) return `${id} was decided already.`;
  const { verdict, by, at } = standing;
  return `${id} was decided already: ${verdict}, by ${by ?? 'an unnamed person'}, at ${at}.`;
}

function wrong(field: string, given: unknown, is: string): ReadDecision {
  if (given === undefined) return { fault: `${field} is missing: it must be ${is}.` };
  return { fault: `${field} must be ${is}, not ${quote(given)}.` };
}

/**
 * Quotes the input without anything that could end a line, in quotes that Temporal's command line leaves
 * alone.
 */
function quote(given: unknown): string {
  const json = JSON.stringify(given);
  const text = typeof given === 'string' ? json.slice(1, -1) : json;
  return `'${text.length > quotedAtMost ? `${text.slice(0, quotedAtMost).toWellFormed()}…` : text}'`;
}

function isText(given: unknown, max: number): given is string {
  return (
    typeof given === 'string' && given.trim() !== '' && Array.from(given).length <= max && isStorable(given)
  );
}

/** What became of a verdict that was given. */
export type VerdictOutcome = 'recorded' | 'already_decided' | 'not_found';
