import type { ComplianceProvider, ScreeningCase, ScreeningRequest } from '../domain/deposits/compliance.ts';
import { httpProvider } from '../domain/deposits/compliance.ts';
import { PurserError } from '../domain/errors.ts';
import { formatAmount } from '../domain/money.ts';
import type { ProviderReply } from './callProvider.ts';
import { createProviderCaller } from './callProvider.ts';
import type { Screening } from './readScreening.ts';
import { readScreening } from './readScreening.ts';

/** How a screening ended: what the provider said, or why its answer does not count. */
export type ScreeningOutcome = Screening['means'] | 'no_answer' | 'not_asked';

export interface HttpComplianceOptions {
  readonly url: string;
  /** Sent as a bearer token. */
  readonly key: string | undefined;
  /** For each attempt. */
  readonly timeoutMs: number;
  /** Called after every screening; `ms` includes its retries. */
  readonly onCall?: (outcome: ScreeningOutcome, ms: number) => void;
}

/**
 * Screens by a provider's HTTP API (docs/compliance.md). `POST {url}` registers a deposit, with its id as
 * `Idempotency-Key`. A deposit that the provider took and did not decide is asked for by `GET {url}/{id}`
 * from then on. An answer that is not clear throws `provider_unavailable`.
 */
export function createHttpCompliance(options: HttpComplianceOptions): ComplianceProvider {
  const { key } = options;
  const call = createProviderCaller(options);
  const headers = {
    accept: 'application/json',
    ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
  };

  async function ask(request: ScreeningRequest, known: ScreeningCase | null): Promise<Read> {
    const { transactionId } = request;
    if (known) {
      const polled = await call({ method: 'GET', url: caseUrl(options.url, known), headers });
      // A provider that lost the case is given the deposit anew.
      const lost = polled.kind === 'answer' && polled.status === 404;
      if (!lost) return read(polled, { transactionId, known });
    }
    const registered = await call({
      method: 'POST',
      url: new URL(options.url),
      headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': transactionId },
      body: JSON.stringify(describe(request)),
    });
    return read(registered, { transactionId, known: null });
  }

  return {
    name: httpProvider,
    kind: 'remote',
    async screen(request, known) {
      const started = performance.now();
      const answer = await ask(request, known);
      options.onCall?.(answer.means, performance.now() - started);
      switch (answer.means) {
        case 'verdict':
          return answer.judgement;
        case 'pending':
          return { pending: true, reference: answer.reference };
        case 'review':
          return null;
        case 'wrong':
        case 'no_answer':
        case 'not_asked':
          throw new PurserError('provider_unavailable', answer.reason);
      }
    },
  };
}

type Read = Screening | { readonly means: 'no_answer' | 'not_asked'; readonly reason: string };

function read(reply: ProviderReply, asked: Parameters<typeof readScreening>[1]): Read {
  return reply.kind === 'answer' ? readScreening(reply, asked) : { means: reply.kind, reason: reply.reason };
}

function caseUrl(url: string, { reference }: ScreeningCase): URL {
  const target = new URL(url);
  target.pathname = `${target.pathname.replace(/\/$/, '')}/${encodeURIComponent(reference)}`;
  return target;
}

/** The deposit as the provider gets it; the amount is in whole units. */
function describe(request: ScreeningRequest): Readonly<Record<string, unknown>> {
  const { transactionId, customerId, currency, transactionHash, from, to } = request;
  return {
    transactionId,
    customerId,
    chainId: currency.chainId,
    transactionHash,
    from,
    to,
    currency: currency.code,
    amount: formatAmount(request.amount, currency.decimals),
  };
}
