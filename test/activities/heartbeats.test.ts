import { MockActivityEnvironment } from '@temporalio/testing';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { heartbeatEveryMs, withHeartbeats } from '../../activities/heartbeats.ts';

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

/** How many heartbeats an activity sends that takes so long, and how many after its end. */
async function heartbeatsOf(heartbeatTimeoutMs: number | undefined, tookMs: number) {
  const environment = new MockActivityEnvironment(
    heartbeatTimeoutMs === undefined ? {} : { heartbeatTimeoutMs },
  );
  let beats = 0;
  environment.on('heartbeat', () => (beats += 1));
  const activity = withHeartbeats(async (input: string) => {
    await new Promise(resolve => setTimeout(resolve, tookMs));
    if (input === 'fails') throw new Error(input);
    return input;
  });
  const run = environment.run(activity, 'works');
  await vi.advanceTimersByTimeAsync(tookMs);
  expect(await run).toBe('works');
  const during = beats;
  const failing = environment.run(activity, 'fails').catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(tookMs);
  expect(await failing).toEqual(new Error('fails'));
  const afterBoth = beats;
  await vi.advanceTimersByTimeAsync(10 * tookMs);
  return { during, afterEnd: beats - afterBoth };
}

describe('an activity', () => {
  it('sends heartbeats four times in its limit, at most every 2 s, until it ends or fails', async () => {
    expect(await heartbeatsOf(4_000, 3_500)).toEqual({ during: 3, afterEnd: 0 });
    expect(await heartbeatsOf(60_000, 5_000)).toEqual({ during: 2, afterEnd: 0 });
  });

  it('without such a limit sends none, as a local one cannot', async () => {
    expect(await heartbeatsOf(0, 20_000)).toEqual({ during: 0, afterEnd: 0 });
    expect(heartbeatEveryMs(undefined)).toBe(2000);
  });
});
