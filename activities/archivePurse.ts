import { archivePurse } from '../db/purses/archivePurse.ts';
import type { PurseId } from '../domain/ids.ts';
import type { ArchiveOutcome } from '../domain/messages.ts';
import type { ActivityDeps } from './deps.ts';
import { mapErrors } from './mapErrors.ts';

export interface ArchiveInput {
  readonly purseId: PurseId;
  /** ISO 8601: the workflow's own time, at which its expiry timer fired. */
  readonly at: string;
}

/** Ends an expired purse, unless something speaks against it. Idempotent. */
export function createArchivePurse({ db, registry }: Pick<ActivityDeps, 'db' | 'registry'>) {
  const chainIds = registry.networks.map(network => network.chainId);
  return ({ purseId, at }: ArchiveInput): Promise<ArchiveOutcome> =>
    mapErrors(() => archivePurse(db, chainIds, purseId, new Date(at)));
}
