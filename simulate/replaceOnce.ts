/** Code that a file has exactly once, and what stands there instead. */
export interface Replacement {
  readonly name: string;
  readonly find: string;
  readonly replace: string;
}

/** Throws if the code is not there exactly once. */
export function replaceOnce(code: string, { name, find, replace }: Replacement): string {
  if (code.split(find).length !== 2) throw new Error(`the code of "${name}" is not there exactly once`);
  return code.replace(find, () => replace);
}
