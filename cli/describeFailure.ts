import type { PurserError as ApiError } from '../client/errors.ts';

/**
 * Describes a command's failure for the person who ran it. Errors of libraries are described by their
 * subject: their own words name functions and versions, which does not help.
 */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Checked by name: commands of the production image have neither the client nor the testkit.
  if (isOfApi(error)) {
    const fields = error.errors
      .map(({ field, message }) => `${field} ${message}`)
      .filter(line => !error.detail.includes(line))
      .map(line => `\n  ${line}`);
    return `the API refused the call (${error.code}): ${error.detail}${fields.join('')}`;
  }
  if (error.name === 'PurserConnectionError') return 'the API does not answer: is the stack still running?';
  if (error.name === 'RpcError') return `the chain refused the call: ${error.message}`;
  const broken = brokenConnection(error);
  if (broken) return broken;
  // The message of `fetch` itself says no more.
  if (error.message === 'fetch failed' && error.cause instanceof Error)
    return `there was no answer: ${error.cause.message}`;
  // PostgreSQL's errors have a severity, and the reason in plain words.
  if ('severity' in error && 'code' in error)
    return `the database refused the statement (${String(error.code)}): ${error.message}`;
  // ethers' errors also have a message without the arguments and the version.
  if ('shortMessage' in error) return `an argument is not valid: ${String(error.shortMessage)}`;
  return error.message;
}

/** Finds `ECONNREFUSED` and similar codes anywhere in the chain of causes. */
function brokenConnection(error: Error): string | undefined {
  for (let at: unknown = error; at instanceof Error; at = nextOf(at)) {
    const of = new Map<string, unknown>(Object.entries(at));
    const code = String(of.get('code'));
    if (!of.has('syscall') || !/^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOST|ENET|EPIPE)/.test(code)) continue;
    const host = of.get('address') ?? of.get('hostname');
    const where = [host, of.get('port')].filter(part => part !== undefined).map(String);
    return `${where.join(':') || 'the other side'} does not answer (${code})`;
  }
  return undefined;
}

function isOfApi(error: Error): error is ApiError {
  return error.name === 'PurserError' && 'detail' in error && 'errors' in error;
}

function nextOf(error: Error): unknown {
  return error instanceof AggregateError ? error.errors[0] : error.cause;
}
