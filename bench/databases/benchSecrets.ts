import type { SecretBox } from '../../db/secrets/secretBox.ts';
import { createSecretBox, parseSecretsKey } from '../../db/secrets/secretBox.ts';

/** Seals secrets that only the benchmark opens. */
export const benchSecrets = createSecretBox([Buffer.alloc(32, 'bench')]);

/** Seals secrets that a stack opens, with the key from its `running.json`. */
export function secretsOf(secretsKey: string): SecretBox {
  const key = parseSecretsKey(secretsKey);
  if (!key) throw new Error('the stack has no key of 32 bytes');
  return createSecretBox([key]);
}
