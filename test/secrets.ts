import { createSecretBox } from '../db/secrets/secretBox.ts';

/** What seals the secrets of tests. */
export const testSecrets = createSecretBox([Buffer.alloc(32, 'tests')]);
