import { createSecretBox } from '../db/secrets/secretBox.ts';

/** The key for secrets in tests. */
export const testSecrets = createSecretBox([Buffer.alloc(32, 'tests')]);
