import type { JsonObject } from '../../domain/events.ts';
import { isJsonObject } from '../../domain/events.ts';
import type { StandingVerdict } from '../../domain/messages.ts';
import type { TransactionRow } from '../schema.ts';

/** The verdict on a deposit, and who gave it; null while there is none. */
export function standingVerdict(deposit: TransactionRow): StandingVerdict | null {
  const { verdict, verdict_by, verdict_at } = deposit;
  if (verdict === null || verdict_at === null) return null;
  const { by, apiKeyId } = savedWithVerdict(deposit);
  const person = [by, apiKeyId].find(who => typeof who === 'string') ?? null;
  return { verdict, by: verdict_by === 'manual' ? person : verdict_by, at: verdict_at.toISOString() };
}

/** What was saved with a person's verdict; empty for a provider's, which may have saved anything. */
export function savedWithVerdict({ verdict_by, verdict_raw }: TransactionRow): JsonObject {
  return verdict_by === 'manual' && isJsonObject(verdict_raw) ? verdict_raw : {};
}
