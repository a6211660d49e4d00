/** The secret that a call gave. Throws where it was a repetition, which gives none. */
export function toldSecret({ secret }: { readonly secret: string | null }): string {
  if (secret === null)
    throw new Error('the secret was told to an earlier call, whose answer was lost: run it again');
  return secret;
}
