import type { PurserEvent } from '../../client/index.ts';
import type { Coin } from '../plan/coins.ts';
import type { Deposit, Difference } from './compare.ts';

const fundsReceived = 'CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE';

/**
 * The account's events after the first `before`, in the order of their sequence: numbered without a gap, each delivered with a valid
 * signature, and none contradicted by what the deposits say in the end.
 */
export function compareEvents(
  events: readonly PurserEvent[],
  delivered: ReadonlySet<string>,
  deposits: readonly Deposit[],
  isDust: (deposit: Deposit) => boolean,
  before = 0,
): readonly Difference[] {
  const differences: Difference[] = [];
  const say = (what: string): void => void differences.push({ kind: 'other', what });
  for (const [at, { sequence, id, type }] of events.entries()) {
    const number = before + at + 1;
    if (sequence !== number) {
      say(`event ${id} has the sequence ${String(sequence)}, and is number ${String(number)}`);
    }
    if (!delivered.has(id)) say(`event ${id} (${type}, ${String(sequence)}) was never delivered`);
  }
  const byResource = new Map<string, PurserEvent[]>();
  for (const event of events) {
    const { id } = event.resource;
    byResource.set(id, [...(byResource.get(id) ?? []), event]);
  }
  for (const deposit of deposits) {
    const own = (byResource.get(deposit.id) ?? []).toSorted(
      (a, b) => a.resource.version - b.resource.version,
    );
    // Nobody is told of dust unless it is credited (docs/decisions/0010-dust-beside-the-workflow.md).
    const isCredited = deposit.creditedTo === 'customer' || deposit.creditedTo === 'merchant';
    if (own.length === 0) {
      if (isCredited || !isDust(deposit)) say(`no event tells of ${deposit.id} (${deposit.status})`);
      continue;
    }
    const versions = own.map(({ resource }) => resource.version);
    if (new Set(versions).size < versions.length)
      say(`events of ${deposit.id} share a version: ${versions.join(', ')}`);
    const received = own.filter(({ type }) => type === fundsReceived).length;
    const reversed = own.filter(isReversal).length;
    const must = isCredited ? 1 : 0;
    if (received - reversed !== must) {
      say(
        `${deposit.id} (${deposit.status}, ${String(deposit.creditedTo)}) was told to be received ` +
          `${String(received)} times and to be reversed ${String(reversed)} times`,
      );
    }
    const last = own.at(-1)?.type;
    if ((deposit.status === 'REORGED') !== (last === 'TRANSACTION_REORGED')) {
      say(`${deposit.id} is ${deposit.status}, and the last event about it is ${String(last)}`);
    }
  }
  return differences;
}

/**
 * What was credited was final, so only a fork as deep as finality reverses it. `forks` says how deep forks were, and
 * `finality` how many blocks make money final, each by network.
 */
export function creditedTooEarly(
  events: readonly PurserEvent[],
  deposits: readonly Deposit[],
  coins: readonly Coin[],
  { forks, finality }: Readonly<Record<'forks' | 'finality', ReadonlyMap<string, number>>>,
): readonly Difference[] {
  const reversed = new Set(events.filter(isReversal).map(({ resource }) => resource.id));
  return deposits.flatMap(({ id, currency }): Difference[] => {
    const network = coins.find(({ code }) => code === currency)?.network ?? '';
    const deepest = forks.get(network) ?? 0;
    if (!reversed.has(id) || deepest >= (finality.get(network) ?? 0)) return [];
    const what = `${id} was credited and reversed, and no fork of ${network} had more than ${String(deepest)} blocks`;
    return [{ kind: 'other', what }];
  });
}

function isReversal({ type, data }: PurserEvent): boolean {
  return (
    type === 'TRANSACTION_REORGED' && new Map<string, unknown>(Object.entries(data)).get('reversed') === true
  );
}
