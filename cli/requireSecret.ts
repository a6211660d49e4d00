/** The secret that a call returned. Throws if the call was a repetition, which returns none. */
export function requireSecret({ secret }: { readonly secret: string | null }): string {
  if (secret === null)
    throw new Error('an earlier call returned the secret, but its answer was lost: run the command again');
  return secret;
}
