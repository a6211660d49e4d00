import { z } from 'zod';
import type { ComplianceProvider } from '../domain/compliance.ts';
import { PurserError } from '../domain/errors.ts';
import { formatAmount } from '../domain/money.ts';

const answerSchema = z.object({
  verdict: z.enum(['approve', 'decline', 'pending']),
  score: z.union([z.string(), z.number()]).optional(),
});

export interface HttpComplianceOptions {
  readonly url: string;
  /** Sent as a bearer token. */
  readonly key: string | undefined;
  readonly timeoutMs: number;
}

/**
 * Screens by `POST {url}` with the deposit as JSON and its id as `Idempotency-Key`. The answer is
 * `{verdict: "approve" | "decline" | "pending", score?}`; whatever else is kept raw. `pending`, any other
 * answer, and silence are no verdict: they throw `provider_unavailable`, and the caller asks again.
 */
export function createHttpCompliance(options: HttpComplianceOptions): ComplianceProvider {
  return {
    name: 'http',
    kind: 'remote',
    async screen(request) {
      let body: unknown;
      try {
        const response = await fetch(options.url, {
          method: 'POST',
          redirect: 'error',
          headers: {
            'content-type': 'application/json',
            'idempotency-key': request.transactionId,
            ...(options.key === undefined ? {} : { authorization: `Bearer ${options.key}` }),
          },
          body: JSON.stringify({
            transactionId: request.transactionId,
            customerId: request.customerId,
            chainId: request.currency.chainId,
            transactionHash: request.transactionHash,
            from: request.from,
            to: request.to,
            currency: request.currency.code,
            amount: formatAmount(request.amount, request.currency.decimals),
          }),
          signal: AbortSignal.timeout(options.timeoutMs),
        });
        if (!response.ok) {
          throw new PurserError('provider_unavailable', `the provider answered ${String(response.status)}`);
        }
        body = await response.json();
      } catch (cause) {
        throw cause instanceof PurserError
          ? cause
          : new PurserError('provider_unavailable', undefined, { cause });
      }
      const answer = answerSchema.safeParse(body);
      if (!answer.success)
        throw new PurserError('provider_unavailable', 'the provider gave no known verdict');
      const { verdict, score } = answer.data;
      if (verdict === 'pending')
        throw new PurserError('provider_unavailable', 'the provider has not decided yet');
      return {
        verdict,
        by: 'http',
        score: score === undefined ? null : String(score),
        raw: z.json().parse(body),
      };
    },
  };
}
