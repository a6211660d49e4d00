import { createAccount } from '../../db/accounts/createAccount.ts';
import type { Db } from '../../db/connect.ts';
import { publishEvents } from '../../db/events/publishEvents.ts';
import { claimDeliveries } from '../../db/webhooks/claimDeliveries.ts';
import { claimDirect } from '../../db/webhooks/claimDirect.ts';
import { claimProbe } from '../../db/webhooks/claimProbe.ts';
import { createEndpoint } from '../../db/webhooks/endpoints.ts';
import { pendingEndpoints } from '../../db/webhooks/pendingEndpoints.ts';
import { benchSecrets } from '../databases/benchSecrets.ts';
import { median } from '../report.ts';
import { appendOne } from './measureDelivery.ts';
import { addDeadEndpoint } from './prepareShops.ts';
import { shape } from './shape.ts';

export interface ClaimFigures {
  /** Median ms of a turn of the dispatcher that finds one delivery to claim. */
  readonly alone: number;
  /** The same with 100,000 deliveries waiting at a dead endpoint. */
  readonly besideDead: number;
  /** Median ms to choose, among those, the delivery that probes the dead endpoint. */
  readonly probe: number;
}

const begin = { account: '', endpoints: new Map() };

/** Measures the queries of a dispatcher's turn. */
export async function measureClaims(db: Db): Promise<ClaimFigures> {
  const { accountId } = await createAccount(db, { name: 'claims', livemode: false });
  await createEndpoint(db, benchSecrets, accountId, { url: 'https://shop.example/' });
  const turn = async (): Promise<number> => {
    await appendOne(db, accountId);
    await publishEvents(db, [accountId]);
    const began = performance.now();
    await claimDirect(db, '', 4, 60, { endpoints: [], accounts: [] });
    const { endpoints } = await pendingEndpoints(db, begin, { accounts: 32, ofEach: 16, ofAll: 256 });
    const sound = endpoints.filter(({ failures }) => failures === 0);
    const due = await claimDeliveries(db, new Map(sound.map(({ endpointId }) => [endpointId, 4])), 60);
    const took = performance.now() - began;
    if (due.length !== 1) throw new Error(`${String(due.length)} deliveries were claimed, not one`);
    await db
      .updateTable('deliveries')
      .set({ state: 'delivered' })
      .where('leased_until', 'is not', null)
      .execute();
    return took;
  };
  const alone = await medianOf(turn);
  const { accountId: dead } = await createAccount(db, { name: 'dead', livemode: false });
  const endpointId = await addDeadEndpoint(db, dead, shape.waiting);
  const besideDead = await medianOf(turn);
  const probes: number[] = [];
  for (let time = 0; time < 5; time++) {
    const began = performance.now();
    await claimProbe(db, endpointId, 60);
    probes.push(performance.now() - began);
  }
  return { alone, besideDead, probe: median(probes) };
}

async function medianOf(measure: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let time = 0; time < shape.claims; time++) values.push(await measure());
  return median(values);
}
