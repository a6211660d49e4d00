/** One of the values that an option may have. Throws for anything else. */
export function oneOf<T extends string>(option: string, values: readonly T[], text: string): T {
  const found = values.find(value => value === text);
  if (found === undefined) throw new Error(`${option} must be one of ${values.join(', ')}`);
  return found;
}

/** A whole number from the command line; undefined if it is left out. Throws for anything else. */
export function wholeNumber(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[0-9]{1,15}$/.test(text)) throw new Error(`${option} must be a whole number`);
  return Number(text);
}
