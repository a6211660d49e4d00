import { describeDatabaseError } from './databaseError.ts';

/** How many causes, or levels of fields, are logged: no error of ours has as many. */
const deepest = 8;
/** How many frames of a stack are logged. */
const frames = 12;
/** How many characters of a message are logged: longer messages hold bodies. */
const longestMessage = 2000;

/**
 * What may be logged of an error: its name, message and code, where in the code it arose, and the same for
 * each cause and each error that it collects. No other field, as HTTP clients put requests and bodies there.
 * No message of Postgres, as it holds values of rows. Of URLs, only the scheme and the host. A failure of an
 * activity has its code but no stack: its own stack is that of the mapping.
 */
export function loggable(error: unknown): unknown {
  return describe(error, 0, new Set());
}

/** The fields of a log line as they may be logged, with the errors in them at any depth. */
export function loggableFields(fields: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, describeField(name, value, 0)]),
  );
}

/**
 * Cuts URLs to scheme and host: userinfo, path and query may be keys. File URLs stay: they are places in the
 * code.
 */
export function withoutSecrets(text: string): string {
  return text
    .slice(0, longestMessage)
    .replaceAll(/\b((?!file:)[a-z][a-z0-9+.-]*:\/\/)(?:[^\s/?#"'<>]*@)?([^\s/?#"'<>@]*)[^\s"'<>]*/gi, '$1$2');
}

/** `described`: the errors already logged, as an error may collect itself. */
function describe(error: unknown, depth: number, described: Set<unknown>): unknown {
  if (!isError(error))
    return typeof error === 'string' ? withoutSecrets(error) : `not an error but of type ${typeof error}`;
  if (described.has(error)) return '… (logged above)';
  described.add(error);
  const ofDatabase = error instanceof Error ? describeDatabaseError(error) : undefined;
  const at = isFailure(error) ? [] : framesOf(error);
  if (ofDatabase) return { ...ofDatabase, ...(at.length > 0 && { at }) };
  const code = codeOf(error);
  const cause = depth < deepest ? causeOf(error) : undefined;
  const collected = depth < deepest && 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
  return {
    name: error.name,
    ...(code !== undefined && { code }),
    message: messageOf(error),
    ...(at.length > 0 && { at }),
    ...(cause !== undefined && { cause: describe(cause, depth + 1, described) }),
    ...(collected.length > 0 && {
      errors: collected.slice(0, deepest).map(one => describe(one, depth + 1, described)),
    }),
  };
}

/** Fields with these names hold what was thrown, which may be anything. */
const thrownNames: readonly string[] = ['error', 'err'];

function describeField(name: string, value: unknown, depth: number): unknown {
  if (typeof value === 'string') return withoutSecrets(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Error || thrownNames.includes(name) || (isError(value) && 'stack' in value)) {
    return describe(value, 0, new Set());
  }
  if (depth === deepest) return '…';
  if (Array.isArray(value)) return value.map(one => describeField('', one, depth + 1));
  // Objects that define their own JSON form, as dates do.
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([inner, field]) => [inner, describeField(inner, field, depth + 1)]),
  );
}

interface ErrorLike {
  readonly name: string;
  readonly message: string;
}

/** Also errors of another realm, such as a workflow's, which are instances of no class of ours. */
function isError(value: unknown): value is ErrorLike {
  if (value instanceof Error) return true;
  if (typeof value !== 'object' || value === null) return false;
  return (
    'name' in value &&
    typeof value.name === 'string' &&
    'message' in value &&
    typeof value.message === 'string'
  );
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/**
 * For a Temporal failure its type, which is the code for errors of the catalogue; else the code of the system
 * or of gRPC.
 */
function codeOf(error: ErrorLike): string | number | undefined {
  const code = 'code' in error ? error.code : undefined;
  const type = 'type' in error ? error.type : undefined;
  if (typeof code === 'string' || typeof code === 'number') return code;
  return typeof type === 'string' && type !== '' ? type : undefined;
}

function isFailure(error: ErrorLike): boolean {
  return 'nonRetryable' in error && 'type' in error;
}

/** The JSON parser quotes what it read. */
function messageOf({ name, message }: ErrorLike): string {
  return withoutSecrets(name === 'SyntaxError' ? message.replaceAll(/"[^]*"/g, '"…"') : message);
}

/**
 * The cause of an activity's failure is the error that it was made from: if both have the same message, it is
 * logged once.
 */
function causeOf(error: ErrorLike): unknown {
  const cause = 'cause' in error ? error.cause : undefined;
  if (!isError(cause) || !isFailure(error) || cause.message !== error.message) return cause ?? undefined;
  return 'cause' in cause ? (cause.cause ?? undefined) : undefined;
}

/** A stack begins with the message, which is logged already. */
function framesOf(error: ErrorLike): readonly string[] {
  const stack = 'stack' in error && typeof error.stack === 'string' ? error.stack : '';
  return stack
    .split('\n')
    .map(line => line.trim())
    .filter(line => line.startsWith('at '))
    .slice(0, frames)
    .map(withoutSecrets);
}
