import { after, before } from './place.ts';

/** Where what is sent for an intent passes from one step to the next; `when` chooses among intents. */
export const written = (when?: string) => ({
  file: 'db/sending/saveAttempt.ts',
  ...after("if (!(await alongside(trx))) throw new Forgotten('moved');", when),
});

export const onDisk = (when?: string) => ({
  file: 'activities/sending/sendIntent.ts',
  ...before('await giveToNode(rpc, signed.raw);\n      return { outcome:', when),
});

export const given = (when?: string) => ({
  file: 'activities/sending/sendIntent.ts',
  ...before("return { outcome: 'sent', nonce, hash: signed.hash };", when),
});

export const mined = (when = 'found.outgoing.length > 0') => ({
  file: 'db/scanning/commitBlock.ts',
  ...after('await recordOutgoing(trx, found, found.outgoing);', when),
});

export const booked = {
  file: 'db/sweeping/settleSweep.ts',
  ...before('await appendEvents(trx, await sweepEvents(trx, registry, sweep.id));'),
};
