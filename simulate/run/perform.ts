import { setTimeout as sleep } from 'node:timers/promises';
import { newCustomer } from '../model/story.ts';
import type { Step } from '../plan/steps.ts';
import { fault, payTo, reorg, restore, undo } from './chainSteps.ts';
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
import { credited, expired, resume } from './waits.ts';

/** Does one step of a plan. Returns in a few words what became of it, for the journal. */
export async function perform(world: SeedWorld, step: Step, at: number): Promise<string> {
  const { api, story, provider } = world;
  switch (step.do) {
    case 'customer': {
      // A seed that sweeps has its account in common with others, perhaps with itself.
      const run = world.sweeps ? `.${String(world.eventsBefore)}` : '';
      const externalId = `s${String(world.seed)}${run}-${String(story.customers.length)}`;
      const { id } = await api.post('/v1/customers', { body: { externalId } });
      const customer = newCustomer(id, externalId);
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
      const hashes = await payTo(world, address, { ...step, amount: BigInt(step.amount) });
      if (customer.isBlocked) for (const hash of hashes) customer.paidWhileBlocked.add(hash);
      return hashes.join(' ');
    }
    case 'session':
      return openSession(world, step);
    case 'paySession': {
      const session = story.sessions[step.session];
      if (!session) return 'no session';
      const amount = (session.price * BigInt(step.percent)) / 100n;
      const { address, currency } = session;
      const once = { via: 'direct', verdict: 'approve', count: 1 } as const;
      return (await payTo(world, address, { currency, amount, ...once })).join(' ');
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
      customer.isBlocked = false;
      customer.paidWhileBlocked.clear();
      if (step.do === 'block') customer.wasBlocked = true;
      const path = step.do === 'block' ? '/v1/customers/{id}/block' : '/v1/customers/{id}/unblock';
      await api.post(path, { path: { id: customer.id }, body: {} });
      customer.isBlocked = step.do === 'block';
      return customer.externalId;
    }
    case 'mine':
      await world.network(step.network).mine(step.blocks);
      return '';
    case 'reorg':
      return reorg(world, step, at);
    case 'restore':
      return restore(world, step.network);
    case 'undo':
      return undo(world, step);
    case 'resume':
      return resume(world, step.network);
    case 'credited':
      return credited(world, step.network);
    case 'expired':
      return expired(world, customerOf(world, step.customer));
    case 'restarted':
      await Promise.all(world.restarts);
      return '';
    case 'mining':
      if (step.paused) await world.network(step.network).pauseMining();
      else world.network(step.network).resumeMining();
      return '';
    case 'deaf':
      world.lost.answers = step.answers;
      return '';
    case 'fault':
      return fault(world, step);
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
