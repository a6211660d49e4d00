import { condition, defineUpdate, setHandler, sleep } from '@temporalio/workflow';

export const wake = defineUpdate<string>('wake');

/** For the tests of the servers: sleeps as long as requested. */
export async function sleepFor(ms: number): Promise<string> {
  await sleep(ms);
  return 'awake';
}

/** Waits until it is woken. */
export async function sleepUntilWoken(): Promise<string> {
  let woken = false;
  setHandler(wake, () => {
    woken = true;
    return 'good morning';
  });
  await condition(() => woken);
  return 'awake';
}
