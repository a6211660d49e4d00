import type { Choice } from './choice.ts';
import type { Coin } from './coins.ts';
import type { Flavour, Scene } from './flavour.ts';
import { traced } from './flavour.ts';
import { amountOf } from './payment.ts';
import type { Step, StepOf } from './steps.ts';

/**
 * The first dozen choices of this seed are high: a node that leaves out one of two or three logs leaves out the last,
 * and the others are numbered without a gap.
 */
const dropsTheLast = 1_015_593;

/** The steps of a scene. Each shows the loss of a mechanism that other traffic would hardly miss. */
export function sceneOf(scene: Scene, choice: Choice, flavour: Flavour, customer: number): readonly Step[] {
  const coins = flavour.coins.filter(({ contract }) => contract !== null || scene !== 'lie');
  const coin = choice.one(coins);
  const { network } = coin;
  const pay = (count = 1): Step => payment(choice, customer, coin, { count });
  const credited: Step = { do: 'credited', network };
  const faultsEnd: Step = { do: 'faultsEnd', network };
  switch (scene) {
    // A charge whose answer is lost, and then more at once than there is.
    case 'rush': {
      const charge = { do: 'charge', customer, currency: coin.code } as const;
      return [
        pay(),
        credited,
        { do: 'deaf', answers: 1 },
        { ...charge, percent: choice.number(15, 40), times: 1 },
        { ...charge, percent: choice.number(51, 100), times: choice.number(3, 6) },
      ];
    }
    // One node shows one of two equal payments: their bloom is the same.
    case 'lie':
      return [
        faultsEnd,
        pay(),
        credited,
        { ...fault(network, 'first'), kind: 'drop_log', seed: dropsTheLast },
        pay(2),
        { do: 'mine', network, blocks: 1 },
        { do: 'rest', ms: 600 },
        faultsEnd,
        { do: 'resume', network },
      ];
    // Credited money leaves the chain, for good or into another block.
    case 'lost':
      return [
        faultsEnd,
        pay(),
        credited,
        { do: 'undo', network, lose: true },
        { do: 'resume', network },
        pay(),
        credited,
        { do: 'undo', network, lose: false },
        { do: 'resume', network },
      ];
    // A payment comes just before its address expires, while the nodes are slow. Another comes after that.
    case 'lastLook':
      return [
        faultsEnd,
        pay(),
        credited,
        { do: 'rest', ms: 300 },
        { ...fault(network, 'first'), kind: 'delay', ms: 1500 },
        { ...fault(network, 'second'), kind: 'delay', ms: 1500 },
        pay(),
        { do: 'mine', network, blocks: 1 },
        { do: 'expire', customer },
        { do: 'rest', ms: 1000 },
        faultsEnd,
        credited,
        { do: 'expire', customer },
        { do: 'expired', customer },
        { do: 'rest', ms: 300 },
        pay(),
      ];
    // A payment that is seen and not final leaves the chain.
    case 'early':
      return [
        faultsEnd,
        { do: 'mining', network, paused: true },
        pay(),
        { do: 'mine', network, blocks: 1 },
        { do: 'rest', ms: 1000 },
        { do: 'reorg', network, depth: 1, blocks: 2, lose: choice.number(0, 1) },
        { do: 'mining', network, paused: false },
      ];
    // A scanner freezes while it walks back from a fork, and goes on when its successor has read the new blocks.
    case 'replaced':
      return [
        faultsEnd,
        { do: 'mining', network, paused: true },
        pay(),
        { do: 'mine', network, blocks: 2 },
        { do: 'rest', ms: 500 },
        // No higher than before: nothing above the fork becomes final meanwhile.
        { do: 'reorg', network, depth: 2, blocks: 2, lose: 0 },
        // Six calls to the node take it back, half a second each. With the fourth it has begun.
        { ...fault(network, 'first'), kind: 'delay', ms: 500 },
        { ...fault(network, 'second'), kind: 'delay', ms: 500 },
        { do: 'rest', ms: 2200 },
        { do: 'freeze', forMs: 3000 },
        { do: 'rest', ms: 200 },
        faultsEnd,
        { do: 'restarted' },
        { do: 'mining', network, paused: false },
      ];
    case 'hidden':
      return hidden(choice, flavour, customer);
  }
}

/** What a contract sends is seen in the balance alone, and then in a trace of the same block. */
function hidden(choice: Choice, { coins }: Flavour, customer: number): readonly Step[] {
  const network = traced;
  const own = coins.filter(coin => coin.network === network);
  const [token, native] = [
    own.find(({ contract }) => contract !== null),
    own.find(({ contract }) => !contract),
  ];
  if (!token || !native) return [];
  const credited: Step = { do: 'credited', network };
  const settled: Step = { do: 'rest', ms: 500 };
  return [
    // Deploys the contract, which would be a second transaction of the block.
    payment(choice, customer, token, { via: 'batch' }),
    credited,
    { do: 'source', network, source: 'topLevel' },
    payment(choice, customer, native, { via: 'internal' }),
    credited,
    settled,
    { do: 'source', network, source: 'trace' },
    settled,
  ];
}

function payment(
  choice: Choice,
  customer: number,
  coin: Coin,
  { via = 'direct', count = 1 }: Partial<Pick<StepOf<'pay'>, 'via' | 'count'>>,
): Step {
  const amount = String(amountOf(choice, coin));
  return { do: 'pay', customer, currency: coin.code, amount, via, verdict: 'approve', count };
}

/** Hits every call until it is ended, or hit 200 of them. */
const fault = (network: string, node: StepOf<'fault'>['node']) =>
  ({ do: 'fault', network, node, percent: 100, seed: 0, count: 200 }) as const;
