import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testRegistry } from '../../cli/stack/testChains.ts';
import { openJournal, readPlan } from '../../simulate/journal.ts';
import { planSeed } from '../../simulate/plan/planSeed.ts';
import type { Step } from '../../simulate/plan/steps.ts';
import { planSchema } from '../../simulate/plan/steps.ts';
import { seededRandom } from '../../testkit/chain/seededRandom.ts';
import { coins } from './coins.ts';

const seeds = Array.from({ length: 300 }, (_, at) => at + 1);

describe('the plan of a seed', () => {
  it('is the same each time, and another seed has another', () => {
    for (const seed of seeds.slice(0, 20)) {
      expect(planSeed(seed, 30, coins)).toEqual(planSeed(seed, 30, coins));
      expect(planSeed(seed, 30, coins).steps).not.toEqual(planSeed(seed + 1, 30, coins).steps);
    }
  });

  it('has as many steps as were asked for, and goes on where a shorter one ends', () => {
    const [short, long] = [planSeed(7, 10, coins).steps, planSeed(7, 40, coins).steps];
    expect(short.length).toBeGreaterThanOrEqual(10);
    expect(long.slice(0, short.length)).toEqual(short);
  });

  it('names only customers, sessions and charges that an earlier step makes', () => {
    for (const seed of seeds) {
      const made = { customer: 0, session: 0, charge: 0 };
      const early = planSeed(seed, 60, coins).steps.filter(step => {
        const isEarly =
          ('customer' in step && step.customer >= made.customer) ||
          ((step.do === 'paySession' || step.do === 'endSession') && step.session >= made.session) ||
          (step.do === 'refund' && step.charge >= made.charge);
        if (step.do === 'customer' || step.do === 'session' || step.do === 'charge') made[step.do] += 1;
        return isEarly;
      });
      expect(early).toEqual([]);
    }
  });

  it('has each kind of step in some seed, and no kind in all but the usual ones', () => {
    const kinds = new Map<Step['do'], number>();
    for (const seed of seeds) {
      for (const kind of new Set(planSeed(seed, 30, coins).steps.map(step => step.do))) {
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      }
    }
    const all = planSchema.shape.steps.element.options.map(option => option.shape.do.value);
    expect([...kinds.keys()].toSorted()).toEqual(all.toSorted());
    const always = [...kinds].filter(([, many]) => many === seeds.length).map(([kind]) => kind);
    expect(always).toEqual(expect.not.arrayContaining(['reorg', 'kill', 'fault', 'block', 'session']));
  });

  it('forks no final block of a merchant whose money is swept', () => {
    const sweeping = seeds.map(seed => planSeed(seed, 30, coins)).filter(({ sweeps }) => sweeps);
    expect(sweeping.length).toBeGreaterThan(seeds.length / 10);
    const steps = sweeping.flatMap(plan => plan.steps);
    expect(steps.some(step => step.do === 'kill' && step.part === 'signer')).toBe(true);
    expect(steps.filter(step => step.do === 'undo' || step.do === 'restore')).toEqual([]);
    const depths = steps.flatMap(step => (step.do === 'reorg' ? [step.depth] : []));
    expect(depths.length).toBeGreaterThan(0);
    for (const { finality } of testRegistry().networks) {
      expect(finality.kind === 'confirmations' && finality.blocks > Math.max(...depths)).toBe(true);
    }
  });

  it('lets a node lie so that the logs it shows are numbered without a gap', () => {
    const lies = seeds.flatMap(seed =>
      planSeed(seed, 30, coins).steps.flatMap(step =>
        step.do === 'fault' && step.kind === 'drop_log' && step.count === 200 ? [step.seed] : [],
      ),
    );
    expect(lies).not.toEqual([]);
    for (const seed of new Set(lies)) {
      const random = seededRandom(seed);
      const choices = Array.from({ length: 12 }, random);
      expect(choices.map(choice => Math.floor(choice * 2))).toEqual(choices.map(() => 1));
      expect(choices.map(choice => Math.floor(choice * 3))).toEqual(choices.map(() => 2));
    }
  });

  it('comes back from its journal as it was, and a file that is none is refused', () => {
    const folder = mkdtempSync(join(tmpdir(), 'purser-journal-'));
    const plan = planSeed(3, 30, coins);
    const journal = openJournal(folder, plan);
    const [first] = plan.steps;
    if (first) journal.wrote(0, first, 'done');
    journal.waits(['something']);
    expect(readPlan(journal.file, planSchema)).toEqual(plan);
    journal.discard();
    expect(() => readPlan(journal.file, planSchema)).toThrow('ENOENT');
    rmSync(folder, { recursive: true });
  });
});
