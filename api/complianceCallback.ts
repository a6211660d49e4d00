import express from 'express';
import type { Request, RequestHandler, Router } from 'express';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { decideByProvider } from '../db/decisions/decideByProvider.ts';
import type { ScreenedName } from '../db/decisions/findScreened.ts';
import { findScreened } from '../db/decisions/findScreened.ts';
import { recordFactsIn } from '../db/events/recordFacts.ts';
import { limitLockWaits } from '../db/limitLockWaits.ts';
import { httpProvider, isStorable, parseJson, repeatedNames } from '../domain/deposits/compliance.ts';
import { PurserError } from '../domain/errors.ts';
import type { Json } from '../domain/events.ts';
import type { TransactionId } from '../domain/ids.ts';
import { currencyIn } from '../domain/registry.ts';
import type { CallbackAnswer } from './callbackSchema.ts';
import { callbackPath, callbackSchema } from './callbackSchema.ts';
import type { ApiDeps } from './deps.ts';
import { invalidField, parseInput } from './http/parseInput.ts';
import { decodeBody, readBytes } from './http/readBody.ts';
import { contextOf } from './http/requestContext.ts';
import { refuseOthers } from './http/serveRoutes.ts';
import type { WriteDeps } from './http/writeTurn.ts';
import { writeInTurn } from './http/writeTurn.ts';

type CallbackDeps = WriteDeps & Pick<ApiDeps, 'registry' | 'complianceCallbackSecret'>;

/**
 * The address that a compliance provider calls back. It needs no API key: the signature proves who calls
 * (Standard Webhooks 1.0). Without a secret it answers `not_found`.
 */
export function complianceCallback(deps: CallbackDeps): Router {
  const secret = deps.complianceCallbackSecret;
  const router = express.Router({ caseSensitive: true, strict: true });
  router.all(callbackPath, (request, _response, next) => {
    contextOf(request).route = callbackPath;
    next();
  });
  router.post(
    callbackPath,
    ...(secret === undefined ? [refuse] : [readBytes, serve(deps, new Webhook(secret))]),
  );
  router.all(callbackPath, refuseOthers(['POST']));
  return router;
}

function refuse(): never {
  throw new PurserError('not_found');
}

function serve(deps: CallbackDeps, webhook: Webhook): RequestHandler {
  return async (request, response) => {
    response.json(await take(deps, verified(webhook, request)));
  };
}

/**
 * The body, if its signature and its time are valid. A number that a double cannot hold is kept as text, with
 * its digits: refusing it would lose the provider's verdict. Throws `unauthorized`, what `decodeBody` throws,
 * `malformed_json`, and `invalid_request` for a name that is given twice: nobody knows which of two verdicts
 * counts.
 */
function verified(webhook: Webhook, request: Request): Json {
  // The signature covers the bytes as they came.
  const text = decodeBody(request);
  const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;
  const headers = Object.fromEntries(names.map(name => [name, request.get(name) ?? '']));
  try {
    webhook.verify(text, headers, { jsonParse: false });
  } catch (error) {
    if (!(error instanceof WebhookVerificationError)) throw error;
    throw new PurserError('unauthorized', 'The signature is missing, wrong, or more than five minutes old.');
  }
  const json = parseJson(text);
  if (json === undefined) throw new PurserError('malformed_json');
  const [repeated] = repeatedNames(text);
  if (repeated !== undefined) throw invalidField(repeated, 'is given twice');
  return json;
}

async function take(deps: CallbackDeps, sent: Json): Promise<CallbackAnswer> {
  if (!isStorable(sent)) throw new PurserError('invalid_request', 'The body has text that cannot be saved.');
  const { verdict, score, ...names } = parseInput(callbackSchema, sent);
  const name = nameOf(names);
  const named = await findScreened(deps.db, name);
  if (!named) throw new PurserError('transaction_not_found');
  const writer = { accountId: named.account_id, concerns: { deposit: named.id } };
  return writeInTurn(deps, writer, trx =>
    recordFactsIn<CallbackAnswer>(trx, async () => {
      await limitLockWaits(trx);
      if (verdict === 'review' || verdict === 'pending') {
        // No verdict: the deposit keeps waiting for one, or for a person.
        const deposit = await findScreened(trx, name);
        if (!deposit) throw new PurserError('transaction_not_found');
        return { result: { transactionId: deposit.id, verdict: deposit.verdict } };
      }
      const judgement = {
        verdict,
        by: httpProvider,
        score: score === undefined ? null : String(score),
        raw: sent,
      };
      const decision = await decideByProvider(trx, currencyIn(deps.registry), name, judgement);
      switch (decision.outcome) {
        case 'not_found':
          throw new PurserError('transaction_not_found');
        case 'already_decided':
          throw new PurserError('already_decided');
        case 'repeated':
        case 'recorded':
          return { result: { transactionId: decision.id, verdict }, events: decision.events };
      }
    }),
  );
}

function nameOf(names: {
  readonly transactionId?: TransactionId | undefined;
  readonly id?: string | undefined;
}): ScreenedName {
  const { transactionId, id: reference } = names;
  if (transactionId !== undefined) return { transactionId, reference };
  if (reference !== undefined) return { reference };
  throw new PurserError('invalid_request', 'The deposit is not named.', {
    fields: [{ field: 'transactionId', message: 'is required if id is absent' }],
  });
}
