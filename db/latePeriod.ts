import { sql } from 'kysely';
import { lateMs } from '../domain/sessions/session.ts';

const day = 24 * 60 * 60 * 1000;
const interval = (ms: number) => sql.raw(`interval '${String(ms)} milliseconds'`);

/** How long after its expiry a session may still be given late money (docs/rules-of-money.md, 6). */
export const latePeriod = interval(lateMs);

/**
 * A day more than the rule, for statements that only look for candidates: a chain's clock may be ahead of
 * ours.
 */
export const latePeriodAndADay = interval(lateMs + day);
