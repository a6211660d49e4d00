import type { IntentKind } from '../../domain/sending/lane.ts';
import { after, before } from './place.ts';

/** A condition at `written`, `onDisk` and `given`: an intent of this kind is among those that are sent together. */
export const sends = (kind: IntentKind): string => `signed.some(({ intent }) => intent?.kind === '${kind}')`;

/** Where what is sent for an intent passes from one step to the next. */
export const written = (when?: string) => ({
  file: 'db/sending/saveAttempt.ts',
  ...before("// The lane's row is locked, so no other signer adds to the sum meanwhile.", when),
});

export const onDisk = (when = 'signed.length > 0') => ({
  file: 'activities/sending/sendTogether.ts',
  ...before('await giveAll(deps.rpc, signed);', when),
});

export const given = (when?: string) => ({
  file: 'activities/sending/sendTogether.ts',
  ...before('if (one) settled(one, { outcome:', when),
});

export const mined = (when = 'found.outgoing.length > 0') => ({
  file: 'db/scanning/commitBlock.ts',
  ...after('await recordOutgoing(trx, found, found.outgoing);', when),
});

export const booked = {
  file: 'db/sweeping/settleSweep.ts',
  ...before('await appendEvents(trx, await sweepEvents(trx, registry, sweep.id));'),
};
