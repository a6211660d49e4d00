import type { Step } from '../plan/steps.ts';
import { sizes } from '../plan/steps.ts';
import * as payer from './payerSteps.ts';
import { keyboard, pressAll } from './pressSteps.ts';
import type { SeedWorld } from './seedWorld.ts';
import { frontOf } from './seedWorld.ts';
import * as around from './worldSteps.ts';

/** Steps for which a page is loaded. */
const loads: readonly Step['do'][] = [
  ...(['tab', 'reload', 'back', 'forward', 'choose', 'otherWay', 'language'] as const),
  ...(['pressAll', 'keyboard', 'return', 'wrongLink'] as const),
];

/** Does one step of a plan. Returns in a few words what became of it, for the journal. */
export async function perform(world: SeedWorld, step: Step): Promise<string> {
  if (loads.includes(step.do) && !payer.mayLoad(world)) return 'the API cannot be reached';
  switch (step.do) {
    case 'tab':
      return payer.openTab(world, step);
    case 'closeTab':
      return payer.closeTab(world);
    case 'turn':
      return payer.turn(world);
    case 'reload':
      await frontOf(world).reload();
      return '';
    case 'back':
    case 'forward':
      return payer.move(world, step.do);
    case 'choose':
      return payer.choose(world, step);
    case 'otherWay':
      return payer.otherWay(world);
    case 'language':
      return payer.changeLanguage(world, step);
    case 'copy':
      return payer.copy(world);
    case 'pressAll':
      return pressAll(world);
    case 'keyboard':
      return keyboard(world, step);
    case 'resize':
      world.state.size = step.size;
      await Promise.all(world.tabs.map(tab => tab.setViewportSize(sizes[step.size])));
      return '';
    case 'scheme':
      world.state.colorScheme = step.scheme;
      await Promise.all(world.tabs.map(tab => tab.emulateMedia({ colorScheme: step.scheme })));
      return '';
    case 'offline':
    case 'online':
      return payer.setOffline(world, step.do === 'offline');
    case 'return':
      return payer.returnToShop(world);
    case 'wrongLink':
      return payer.wrongLink(world, step);
    case 'pay':
      return around.pay(world, step);
    case 'pause':
      return around.pause(world, step);
    case 'resume':
      return around.resume(world, step);
    case 'mine':
      await world.network(step.network).mine(step.blocks);
      return '';
    case 'reorg':
      return around.reorg(world, step);
    case 'decide':
      return around.decide(world, step);
    case 'endSession':
      return around.endSession(world);
    case 'block':
      return around.block(world);
    case 'otherOrder':
      return around.otherOrder(world);
    case 'trouble':
      return payer.beginTrouble(world, step);
    case 'troubleEnds':
      return payer.endTrouble(world);
    case 'restartApi':
      return around.restartApi(world);
  }
}
