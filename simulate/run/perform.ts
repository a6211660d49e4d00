import { setTimeout as sleep } from 'node:timers/promises';
import type { Step } from '../plan/steps.ts';
import { nodeOf, payTo, reorg, restore } from './chainSteps.ts';
import {
  addressOf,
  charge,
  customerOf,
  decide,
  endSession,
  expire,
  openSession,
  refund,
} from './merchantSteps.ts';
import { changeSource, cut, freeze, kill, rescan } from './operatorSteps.ts';
import type { SeedWorld } from './seedWorld.ts';

/** Does one step of a plan. Returns in a few words what became of it, for the journal. */
export async function perform(world: SeedWorld, step: Step, at: number): Promise<string> {
  const { api, story, provider } = world;
  switch (step.do) {
    case 'customer': {
      const externalId = `s${String(world.seed)}-${String(story.customers.length)}`;
      const { id } = await api.post('/v1/customers', { body: { externalId } });
      const customer = {
        id,
        externalId,
        addresses: [],
        endedAt: undefined,
        wasBlocked: false,
        hasSession: false,
        wasDeclined: false,
      };
      story.customers.push(customer);
      return addressOf(world, customer, step.currency);
    }
    case 'purse':
      return addressOf(world, customerOf(world, step.customer), step.currency);
    case 'pay': {
      const customer = customerOf(world, step.customer);
      const address = customer.addresses.at(-1);
      if (address === undefined) return 'no address';
      if (step.verdict === 'decline' && BigInt(step.amount) >= world.coin(step.currency).minimum)
        customer.wasDeclined = true;
      return payTo(world, address, { ...step, amount: BigInt(step.amount) });
    }
    case 'session':
      return openSession(world, step);
    case 'paySession': {
      const session = story.sessions[step.session];
      if (!session) return 'no session';
      const amount = (session.price * BigInt(step.percent)) / 100n;
      const { address, currency } = session;
      return payTo(world, address, { currency, amount, via: 'direct', verdict: 'approve', count: 1 });
    }
    case 'endSession':
      return endSession(world, step);
    case 'expire':
      return expire(world, step);
    case 'charge':
      return charge(world, step);
    case 'refund':
      return refund(world, step);
    case 'decide':
      return decide(world, step);
    case 'block':
    case 'unblock': {
      const customer = customerOf(world, step.customer);
      if (step.do === 'block') customer.wasBlocked = true;
      const path = step.do === 'block' ? '/v1/customers/{id}/block' : '/v1/customers/{id}/unblock';
      await api.post(path, { path: { id: customer.id }, body: {} });
      return customer.externalId;
    }
    case 'mine':
      await world.network(step.network).mine(step.blocks);
      return '';
    case 'reorg':
      return reorg(world, step, at);
    case 'restore':
      return restore(world, step.network);
    case 'fault': {
      const { kind, percent, seed, count } = step;
      // Slow, not silent: a call has some seconds.
      nodeOf(world, step).fault({
        kind,
        rate: percent / 100,
        seed,
        count,
        ...(kind === 'delay' && { ms: 300 }),
      });
      return '';
    }
    case 'faultsEnd':
      world.network(step.network).clearFaults();
      world.stack.secondNodes.get(step.network)?.clearFaults();
      return '';
    case 'provider':
      provider.behave({ behaviour: step.behaviour });
      return '';
    case 'receiver':
      world.answerWith(step.status);
      return '';
    case 'kill':
      return kill(world, step);
    case 'freeze':
      return freeze(world, step);
    case 'cut':
      return cut(world, step.role);
    case 'clock': {
      const network = world.network(step.network);
      await network.request('evm_increaseTime', [step.seconds]);
      await network.mine(1);
      return '';
    }
    case 'source':
      return changeSource(world, step);
    case 'rescan':
      return rescan(world, step.network);
    case 'rest':
      await sleep(step.ms);
      return '';
  }
}
