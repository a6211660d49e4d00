/** A person must correct something before a server can start. The message is one line. */
export class StartError extends Error {
  override readonly name = 'StartError';
  /** What is wrong: part of a sentence. */
  readonly what: string;
  /** What to do about it. */
  readonly remedy: string;

  constructor(what: string, remedy: string, options?: ErrorOptions) {
    super(`${what}: ${remedy}`, options);
    this.what = what;
    this.remedy = remedy;
  }
}

/** The `code` of a system error (`EADDRINUSE`, `EROFS`, …), if it is one. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Does the work. If the path cannot be written, throws a `StartError` that names it. */
export async function writing<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    // A recursive `mkdir` on a read-only file system fails with ENOENT.
    const unwritable = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR', 'ENOENT'];
    if (!unwritable.includes(errorCode(cause) ?? '')) throw cause;
    throw new StartError(
      `${path} cannot be written (${errorCode(cause)})`,
      'make it writable for this user, or set PURSER_HOME to a writable folder',
      { cause },
    );
  }
}
