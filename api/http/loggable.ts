import { describeDatabaseError } from '../../db/databaseError.ts';

/** What a log may say of an error, with where in the code it arose. */
export function loggable(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = 'code' in error ? { code: error.code } : {};
  const facts = describeDatabaseError(error) ?? { name: error.name, message: error.message, ...code };
  const cause = error.cause === undefined ? {} : { cause: loggable(error.cause) };
  return { ...facts, at: frames(error), ...cause };
}

function frames(error: Error): readonly string[] {
  return (error.stack ?? '')
    .split('\n')
    .map(line => line.trim())
    .filter(line => line.startsWith('at '))
    .slice(0, 12);
}
