import type { SecretBox } from '../../db/secrets/secretBox.ts';
import { createSecretBox, parseSecretsKey } from '../../db/secrets/secretBox.ts';

/** What seals secrets where nothing but the benchmark opens them. */
export const benchSecrets = createSecretBox([Buffer.alloc(32, 'bench')]);

/** What seals those that a stack opens, by the key of its `running.json`. */
export function secretsOf(secretsKey: string): SecretBox {
  const key = parseSecretsKey(secretsKey);
  if (!key) throw new Error('the stack has no key of 32 bytes');
  return createSecretBox([key]);
}
