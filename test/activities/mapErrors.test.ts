import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mapErrors } from '../../activities/mapErrors.ts';
import { PurserError } from '../../domain/errors.ts';
import type { TestDatabase } from '../database.ts';
import { createTestDatabase } from '../database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const failureOf = (work: () => Promise<unknown>) => mapErrors(work).catch((error: unknown) => error);

it('gives up on final errors, and retries those that may pass', async () => {
  const final = () => Promise.reject(new PurserError('wrong_chain'));
  expect(await failureOf(final)).toMatchObject({ type: 'wrong_chain', nonRetryable: true });
  const passing = () => Promise.reject(new PurserError('provider_unavailable'));
  expect(await failureOf(passing)).toMatchObject({ type: 'provider_unavailable', nonRetryable: false });
});

it('passes a defect on unchanged', async () => {
  const defect = new RangeError('ours');
  expect(await failureOf(() => Promise.reject(defect))).toBe(defect);
});

it('keeps values of rows, which Postgres puts into its messages, out of histories', async () => {
  const failure = await failureOf(() => sql`select ${'lovelace@shop.example'}::integer`.execute(database.db));
  expect(failure).toMatchObject({ type: 'DatabaseError', nonRetryable: false });
  expect(String(failure)).toContain('22P02');
  expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain('lovelace');
});
