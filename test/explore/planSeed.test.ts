import { describe, expect, it } from 'vitest';
import { planSeed } from '../../explore/plan/planSeed.ts';
import { planSchema } from '../../explore/plan/steps.ts';
import { coins } from '../simulate/coins.ts';

const seeds = Array.from({ length: 300 }, (_, at) => at + 1);

describe('the plan of an explored seed', () => {
  it('is the same each time, and another seed has another', () => {
    for (const seed of seeds.slice(0, 20)) {
      expect(planSeed(seed, 20, coins)).toEqual(planSeed(seed, 20, coins));
      expect(planSeed(seed, 20, coins).steps).not.toEqual(planSeed(seed + 1, 20, coins).steps);
    }
  });

  it('comes back from its journal as it was', () => {
    for (const seed of seeds) {
      const plan = planSeed(seed, 20, coins);
      expect(planSchema.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
    }
  });

  it('has each kind of step, order, language, size and trouble in some seed', () => {
    const plans = seeds.map(seed => planSeed(seed, 20, coins));
    const steps = plans.flatMap(plan => plan.steps);
    const kinds = planSchema.shape.steps.element.options.map(option => option.shape.do.value);
    expect(new Set(steps.map(step => step.do))).toEqual(new Set(kinds));
    const troubles = steps.flatMap(step => (step.do === 'trouble' ? [`${step.how} ${step.of}`] : []));
    expect(new Set(troubles).size).toBe(8);
    expect(new Set(plans.map(({ order }) => (order.by === 'shop' ? 'shop' : order.form)))).toEqual(
      new Set(['shop', 'full', 'bare']),
    );
    const { language, size } = planSchema.shape.payer.shape;
    expect(new Set(plans.map(({ payer }) => payer.language))).toEqual(new Set(language.options));
    expect(new Set(plans.map(({ payer }) => payer.size))).toEqual(new Set(size.options));
  });

  it('lets everything that it takes away come back', () => {
    for (const seed of seeds) {
      const open = new Set<string>();
      for (const step of planSeed(seed, 20, coins).steps) {
        if (step.do === 'offline' || step.do === 'trouble') open.add('network');
        if (step.do === 'online' || step.do === 'troubleEnds') open.delete('network');
        if (step.do === 'pause') open.add(step.network);
        if (step.do === 'resume') open.delete(step.network);
      }
      expect([...open]).toEqual([]);
    }
  });
});
