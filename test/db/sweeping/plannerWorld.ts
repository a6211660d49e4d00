import { sql } from 'kysely';
import { createApiKey } from '../../../db/accounts/createApiKey.ts';
import type { Db } from '../../../db/connect.ts';
import type { SweeperRow } from '../../../db/schema.ts';
import { findSweeper } from '../../../db/sweepers/findSweeper.ts';
import { reportTransfers } from '../../../db/sweepers/reportTransfers.ts';
import type { SweepWish } from '../../../db/sweeping/planSweeps.ts';
import { planSweeps } from '../../../db/sweeping/planSweeps.ts';
import type { Address } from '../../../domain/address.ts';
import type { AccountId, ApiKeyId, DestinationId, SweepId, TransactionId } from '../../../domain/ids.ts';
import type { Registry } from '../../../domain/registry.ts';
import type { SweepMethod } from '../../../domain/sweeping/method.ts';
import { usualSweepPolicy } from '../../../domain/sweeping/sweepPolicy.ts';
import { registry } from '../../api/registry.ts';
import type { Owner } from '../fixtures.ts';
import { address, must, network, newOwner, TestScan } from '../fixtures.ts';
import { deposit } from '../payments.ts';
import { newSweeper, register, says } from '../destinations/destinationWorld.ts';

/** An account with a sweeper and an active treasury, on rows alone. */
export interface PlannerWorld {
  readonly db: Db;
  readonly accountId: AccountId;
  readonly sweeper: SweeperRow;
  /** The contract; nobody's address where there is none. */
  readonly contract: Address;
  readonly treasury: Destination;
  /** A key of a person of the account. */
  readonly person: ApiKeyId;
  /** A customer whose purse has an authorization. */
  newCustomer(): Promise<Owner>;
  /** What is credited, in base units of ETH: the threshold is 0.02, the minimum 0.001. */
  credited(owner: Owner, amount: bigint, currency?: string): Promise<TransactionId>;
  newDestination(): Promise<Destination>;
  plan(wish?: Partial<SweepWish>, of?: { readonly db?: Db; readonly registry?: Registry }): Promise<Planned>;
  items(id: SweepId): Promise<readonly PlannedRow[]>;
}

export interface Destination {
  readonly id: DestinationId;
  readonly address: Address;
}

export interface Planned {
  readonly sweepIds: readonly SweepId[];
  /** `reason currency purses amount` */
  readonly left: readonly string[];
}

export interface PlannedRow {
  readonly purse: string;
  readonly currency: string;
  readonly amount: bigint;
  readonly floor: bigint;
  readonly destination: string;
}

const ether = 10n ** 18n;
/** The least that is swept at once. */
export const enough = ether / 50n;
/** Above the blocks of all deposits of `payments.ts`. */
const finalHeight = 200;

/** A chain for the worlds of a file: block 1 says what the first sweepers proposed. */
export async function startPlannerChain(db: Db): Promise<TestScan> {
  const scan = await TestScan.start(db);
  await setFinalHeight(db, finalHeight);
  return scan;
}

export async function setFinalHeight(db: Db, height: number): Promise<void> {
  await db.updateTable('chain_cursors').set({ final_height: height }).execute();
}

export async function startPlannerWorld(
  db: Db,
  scan: TestScan,
  method: SweepMethod = 'delegated',
): Promise<PlannerWorld> {
  const { accountId } = await newOwner(db);
  if (method === 'delegated') await newSweeper(db, accountId);
  else await reportTransfers(db, accountId, [{ ...network, destinations: [] }]);
  const sweeper = must(await findSweeper(db, accountId, network.code));
  const contract = sweeper.sweeper ?? address();
  const destinations: Address[] = [];
  const newDestination = async (): Promise<Destination> => {
    const { id, address: to } = await register(db, accountId);
    destinations.push(to);
    if (method === 'transfer') await reportTransfers(db, accountId, [{ ...network, destinations }]);
    else await scan.commit({ destinations: [says('proposed', contract, to)] });
    await db.updateTable('destination_events').set({ is_final: true }).execute();
    return { id, address: to };
  };
  const treasury = await newDestination();
  await db
    .insertInto('treasuries')
    .values({ account_id: accountId, network: network.code, destination_id: treasury.id })
    .execute();
  const { keyId: person } = await createApiKey(db, accountId, { scopes: ['admin'], label: 'person' });
  return {
    ...{ db, accountId, sweeper, contract, treasury, person, newDestination },
    async newCustomer() {
      const owner = await newOwner(db, accountId);
      if (method === 'delegated') await authorize(db, sweeper, owner.address);
      return owner;
    },
    credited: (owner, amount, currency = 'ETH') => deposit(db, owner, { currency, amount }),
    async plan(wish = {}, of = {}) {
      const asked = { accountId, network: network.code, requestedBy: null, ...wish };
      const { sweepIds, left } = await (of.db ?? db)
        .transaction()
        .execute(trx => planSweeps(trx, of.registry ?? registryOf(method), asked));
      const shown = left.map(
        ({ reason, currency, purses, amount }) => `${reason} ${currency} ${String(purses)} ${String(amount)}`,
      );
      return { sweepIds, left: shown.toSorted() };
    },
    items: id =>
      db
        .selectFrom('sweep_items')
        .select(['purse_id as purse', 'currency', 'amount', 'floor', 'destination'])
        .where('sweep_id', '=', id)
        .orderBy('position')
        .execute(),
  };
}

/** The registry of the tests, whose networks have this method. */
export function registryOf(method: SweepMethod): Registry {
  const networks = registry.networks.map(one => ({ ...one, sweeping: { ...usualSweepPolicy, method } }));
  return { ...registry, networks };
}

async function authorize(
  db: Db,
  { chain_id, delegate }: Pick<SweeperRow, 'chain_id' | 'delegate'>,
  authority: Address,
): Promise<void> {
  await sql`
    insert into sweep_authorizations (chain_id, delegate, authority, nonce, hd_index, sealed)
    select ${chain_id}, ${delegate}, ${authority}, 0, coalesce(max(hd_index), 0) + 1, ''
    from sweep_authorizations where chain_id = ${chain_id} and delegate = ${delegate}
  `.execute(db);
}

/** A session of the customer whose form has this receiver, for the deposits of `ids`. */
export async function payThroughSession(
  db: Db,
  owner: Owner,
  receiver: string | null,
  ids: readonly TransactionId[],
): Promise<void> {
  const session = `ses_${address().slice(2, 34)}`;
  await sql`
    with form as (insert into forms (id, account_id, title, coins, receiver)
        values (${`frm_${session}`}, ${owner.accountId}, 'Shop', array['ETH'], ${receiver}) returning id)
    insert into sessions (id, account_id, form_id, customer_id, purse_id, request_hash, receiver, price, expires_at)
    select ${session}, ${owner.accountId}, id, ${owner.customerId}, ${owner.purseId}, '\\x00', ${receiver}, '[]',
      now() + interval '1 hour' from form
  `.execute(db);
  await sql`update transactions set session_id = ${session} where id = any (${[...ids]})`.execute(db);
}
