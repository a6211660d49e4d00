/** The secret that a call returned. Throws if the call was a repetition, which returns none. */
export function requireSecret({ secret }: { readonly secret: string | null }): string {
  if (secret === null)
    throw new Error('the secret was told to an earlier call, whose answer was lost: run it again');
  return secret;
}
