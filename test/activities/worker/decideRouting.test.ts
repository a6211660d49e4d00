import { describe, expect, it } from 'vitest';
import type { Routing } from '../../../activities/worker/decideRouting.ts';
import { createRoutingDecision } from '../../../activities/worker/decideRouting.ts';

const routing = (over: Partial<Routing> = {}): Routing => ({
  current: 'v2',
  isOurs: false,
  build: 'known',
  lastPoll: 'at 1',
  token: undefined,
  ...over,
});
const looks = (...steps: readonly (readonly [at: number, over?: Partial<Routing>])[]) => {
  const decide = createRoutingDecision(120);
  return steps.map(([at, over]) => decide(routing(over), at));
};

describe('a worker', () => {
  it('of a new build takes the tasks over, as soon as the server knows the build', () => {
    expect(looks([0, { build: 'unknown' }], [1, { build: 'new' }], [2, { isOurs: true }])).toEqual([
      'wait',
      'take',
      'have',
    ]);
  });

  it('of a replaced build leaves the tasks while workers of the current build ask for them', () => {
    const asked = (at: number) => [at, { lastPoll: `at ${String(at)}` }] as const;
    expect(looks(asked(0), asked(60), asked(119), asked(238))).toEqual(Array(4).fill('leave'));
  });

  it('of a replaced build takes the tasks when nobody of the current build asked for a while', () => {
    expect(looks([0], [119], [120])).toEqual(['leave', 'leave', 'take']);
  });

  it('waits as long again when the server forgot all polls, as after its restart', () => {
    const forgotten = { lastPoll: undefined };
    expect(looks([0], [100, forgotten], [200], [300], [320])).toEqual([
      'leave',
      'leave',
      'leave',
      'leave',
      'take',
    ]);
  });

  it('waits as long again when another build became current, or its own had been', () => {
    expect(looks([0], [100, { current: 'v3' }], [219, { current: 'v3' }])).toEqual([
      'leave',
      'leave',
      'leave',
    ]);
    expect(looks([0], [100, { isOurs: true }], [130], [249], [250])).toEqual([
      'leave',
      'have',
      'leave',
      'leave',
      'take',
    ]);
  });
});
