/** A difference in words, or none. */
export function expect(what: string, shown: unknown, right: unknown): readonly string[] {
  const [is, must] = [JSON.stringify(shown), JSON.stringify(right)];
  return is === must ? [] : [`${what} is ${is} and must be ${must}`];
}

/** Says which of the shown amounts are none of those that could be meant. */
export function among(what: string, shown: readonly string[], allowed: readonly string[]): readonly string[] {
  const strange = shown.filter(each => !allowed.includes(each));
  return strange.length === 0 ? [] : [`${what} shows ${strange.join(', ')}: none of ${allowed.join(', ')}`];
}
