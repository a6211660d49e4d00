import { setTimeout as sleep } from 'node:timers/promises';
import { perform } from '../../simulate/run/perform.ts';
import type { SeedWorld } from '../../simulate/run/seedWorld.ts';
import type { Step } from '../../simulate/plan/steps.ts';

export interface Traffic {
  /** What went wrong though it may not: a call that failed in spite of all retries, an address that changed. */
  readonly failures: readonly string[];
  /** Ends it when what is under way is done. */
  stop(): Promise<void>;
}

/** How often each thing happens, in ms: together about one deposit a second: two cores have all processes to serve beside. */
const everyMs = { customer: 6000, pay: 3000, charge: 3000, session: 9000 } as const;
/** Customers to begin with, so that payments have somewhere to go. */
const firstCustomers = 4;
/** So many times its coin's minimum each payment is at most. */
const largest = 9;

/** Customers come, pay, open sessions, and are charged, all the time. */
export async function startTraffic(world: SeedWorld): Promise<Traffic> {
  const { story, stack, coins } = world;
  const failures: string[] = [];
  const ending = new AbortController();
  const act = (step: Step): Promise<string> => perform(world, step, 0);
  const coinAt = (turn: number): (typeof coins)[number] => at(coins, turn);
  const newCustomer = (turn: number): Promise<string> => act({ do: 'customer', currency: coinAt(turn).code });
  for (let turn = 0; turn < firstCustomers; turn++) await newCustomer(turn);

  const pay = (network: string) => {
    const own = coins.filter(coin => coin.network === network);
    return async (turn: number): Promise<void> => {
      const coin = at(own, turn);
      const amount = String(coin.minimum * BigInt(1 + (turn % largest)));
      // A customer whose address is still being asked for has none to pay to.
      const customer = turn % story.customers.length;
      await act({
        ...{ do: 'pay', customer, currency: coin.code, amount },
        ...{ via: 'direct', verdict: 'approve', count: 1 },
      });
    };
  };
  const charge = async (turn: number): Promise<void> => {
    const customer = turn % story.customers.length;
    await act({ do: 'charge', customer, currency: coinAt(turn).code, percent: 60, times: 2 });
  };
  const session = async (turn: number): Promise<void> => {
    const [customer, nth] = [turn % story.customers.length, story.sessions.length];
    const { code, minimum } = coinAt(turn);
    await act({ do: 'session', customer, currency: code, amount: String(minimum * 3n) });
    await act({ do: 'paySession', session: nth, percent: 100 });
  };
  const loop = async (what: string, ms: number, once: (turn: number) => Promise<unknown>): Promise<void> => {
    for (let turn = 0; !ending.signal.aborted; turn++) {
      const began = performance.now();
      try {
        await once(turn);
      } catch (error) {
        failures.push(`${what}: ${String(error)}`);
      }
      const left = ms - (performance.now() - began);
      await sleep(Math.max(0, left), undefined, { signal: ending.signal }).catch(() => undefined);
    }
  };
  const loops = [
    loop('a new customer', everyMs.customer, newCustomer),
    ...stack.networks.map(({ code }) => loop(`a payment on ${code}`, everyMs.pay, pay(code))),
    loop('a charge', everyMs.charge, charge),
    loop('a session', everyMs.session, session),
  ];
  return {
    failures,
    stop: async () => {
      ending.abort();
      await Promise.all(loops);
    },
  };
}

function at<T>(all: readonly T[], turn: number): T {
  const one = all[turn % all.length];
  if (one === undefined) throw new Error('the test registry has no coin');
  return one;
}
