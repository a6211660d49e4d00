import { describeDatabaseError } from './databaseError.ts';

/** How many causes, or levels of fields, are told: no error of ours has as many. */
const deepest = 8;
/** How many of the frames of a stack. */
const frames = 12;
/** A text with which others begin a story: longer ones hold bodies. */
const longestMessage = 2000;

/**
 * What may be logged of an error: name, message, code, where in the code it arose, and the same of each cause and of the
 * errors that it collects. No other field, as clients of HTTP put requests and bodies there; no message of Postgres, which
 * holds values of rows; of URLs the host alone. A failure of an activity has its code, and no stack: its own is that of the
 * mapping.
 */
export function loggable(error: unknown): unknown {
  return tell(error, 0, new Set());
}

/** The fields of a line of the log, with the errors in them, at whatever depth, as they may be told. */
export function loggableFields(fields: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, tellField(name, value, 0)]));
}

/** Of URLs the scheme and the host: userinfo, path and query may be keys. Those of files are places in the code. */
export function withoutSecrets(text: string): string {
  return text
    .slice(0, longestMessage)
    .replaceAll(/\b((?!file:)[a-z][a-z0-9+.-]*:\/\/)(?:[^\s/?#"'<>]*@)?([^\s/?#"'<>@]*)[^\s"'<>]*/gi, '$1$2');
}

/** `told`: those that are told already, as an error may collect itself. */
function tell(error: unknown, depth: number, told: Set<unknown>): unknown {
  if (!isError(error))
    return typeof error === 'string' ? withoutSecrets(error) : `not an error but of type ${typeof error}`;
  if (told.has(error)) return '… (told above)';
  told.add(error);
  const ofDatabase = error instanceof Error ? describeDatabaseError(error) : undefined;
  if (ofDatabase) return ofDatabase;
  const code = codeOf(error);
  const cause = depth < deepest ? causeOf(error) : undefined;
  const collected = depth < deepest && 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
  const at = isFailure(error) ? [] : framesOf(error);
  return {
    name: error.name,
    ...(code !== undefined && { code }),
    message: messageOf(error),
    ...(at.length > 0 && { at }),
    ...(cause !== undefined && { cause: tell(cause, depth + 1, told) }),
    ...(collected.length > 0 && {
      errors: collected.slice(0, deepest).map(one => tell(one, depth + 1, told)),
    }),
  };
}

/** By these names fields hold what was thrown, which may be anything. */
const thrownNames: readonly string[] = ['error', 'err'];

function tellField(name: string, value: unknown, depth: number): unknown {
  if (typeof value === 'string') return withoutSecrets(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Error || thrownNames.includes(name) || (isError(value) && 'stack' in value)) {
    return tell(value, 0, new Set());
  }
  if (depth === deepest) return '…';
  if (Array.isArray(value)) return value.map(one => tellField('', one, depth + 1));
  // What says itself how it is written, as dates do.
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([inner, field]) => [inner, tellField(inner, field, depth + 1)]),
  );
}

interface ErrorLike {
  readonly name: string;
  readonly message: string;
}

/** Also those of another realm, such as a workflow's, which are of no class of ours. */
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

/** Of a failure of Temporal's its type, which for those of the catalogue is the code; else that of the system or of gRPC. */
function codeOf(error: ErrorLike): string | number | undefined {
  const code = 'code' in error ? error.code : undefined;
  const type = 'type' in error ? error.type : undefined;
  if (typeof code === 'string' || typeof code === 'number') return code;
  return typeof type === 'string' && type !== '' ? type : undefined;
}

function isFailure(error: ErrorLike): boolean {
  return 'nonRetryable' in error && 'type' in error;
}

/** The parser of JSON quotes what it read. */
function messageOf({ name, message }: ErrorLike): string {
  return withoutSecrets(name === 'SyntaxError' ? message.replaceAll(/"[^]*"/g, '"…"') : message);
}

/** A failure of an activity has the error that it was made of as its cause: what both say is told once. */
function causeOf(error: ErrorLike): unknown {
  const cause = 'cause' in error ? error.cause : undefined;
  if (!isError(cause) || !isFailure(error) || cause.message !== error.message) return cause ?? undefined;
  return 'cause' in cause ? (cause.cause ?? undefined) : undefined;
}

/** A stack begins with the message, which is told already. */
function framesOf(error: ErrorLike): readonly string[] {
  const stack = 'stack' in error && typeof error.stack === 'string' ? error.stack : '';
  return stack
    .split('\n')
    .map(line => line.trim())
    .filter(line => line.startsWith('at '))
    .slice(0, frames)
    .map(withoutSecrets);
}
