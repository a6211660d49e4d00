import { z } from 'zod';
import type { Judgement, ScreeningCase } from '../domain/deposits/compliance.ts';
import {
  httpProvider,
  isStorable,
  parseJson,
  referencePattern,
  repeatedNames,
} from '../domain/deposits/compliance.ts';
import type { TransactionId } from '../domain/ids.ts';

/** What an answer of the HTTP provider means. `wrong`: it does not count, and why. */
export type Screening =
  | { readonly means: 'verdict'; readonly judgement: Judgement }
  | ({ readonly means: 'pending' } & ScreeningCase)
  | { readonly means: 'review' }
  | { readonly means: 'wrong'; readonly reason: string };

const answerSchema = z.looseObject({
  verdict: z.enum(['approve', 'decline', 'pending', 'review']),
  id: z.string().regex(referencePattern).optional(),
  transactionId: z.string().optional(),
  score: z.union([z.string().max(100), z.number()]).optional(),
});

/**
 * Reads an answer about one deposit. The answer counts only if all of it is in order:
 * 1. its status is 200, or 202 with `pending`; its body is JSON of a known form that can be stored;
 * 2. it names the deposit or the case that was asked for, and no other deposit or case: an answer from a
 *    cache, or to another question, says nothing about this deposit;
 * 3. `pending` names the case, unless the case is known already.
 */
export function readScreening(
  { status, text }: { readonly status: number; readonly text: string | null },
  asked: { readonly transactionId: TransactionId; readonly known: ScreeningCase | null },
): Screening {
  if (status !== 200 && status !== 202) return wrong(`the provider answered ${String(status)}`);
  if (text === null) return wrong('the answer of the provider is over 64 kB');
  const json = parseJson(text);
  if (json === undefined || !isStorable(json)) return wrong('the answer of the provider cannot be saved');
  if (repeatedNames(text).length > 0) return wrong('the answer of the provider repeats a field');
  const read = answerSchema.safeParse(json);
  if (!read.success) return wrong('the provider gave no known verdict');
  const { verdict, id, transactionId, score } = read.data;
  if (transactionId !== undefined && transactionId !== asked.transactionId) {
    return wrong('the provider answered about another deposit');
  }
  if (asked.known && id !== undefined && id !== asked.known.reference) {
    return wrong('the provider answered about another case');
  }
  if (transactionId === undefined && (id === undefined || id !== asked.known?.reference)) {
    return wrong('the provider did not name the deposit of its answer');
  }
  if (status === 202 && verdict !== 'pending')
    return wrong('the provider both decided and accepted the deposit');
  switch (verdict) {
    case 'pending': {
      const reference = id ?? asked.known?.reference;
      return reference === undefined ? wrong('the provider named no case') : { means: 'pending', reference };
    }
    case 'review':
      return { means: 'review' };
    case 'approve':
    case 'decline':
      return {
        means: 'verdict',
        judgement: {
          verdict,
          by: httpProvider,
          score: score === undefined ? null : String(score),
          raw: json,
        },
      };
  }
}

function wrong(reason: string): Screening {
  return { means: 'wrong', reason };
}
