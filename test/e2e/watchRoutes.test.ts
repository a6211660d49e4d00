import { afterEach, describe, expect, it } from 'vitest';
import type { Watcher, WatcherOptions } from './watcher.ts';
import { startWatcher } from './watcher.ts';

let watcher: Watcher;
afterEach(() => watcher.stop());
const start = async (options?: WatcherOptions): Promise<Watcher> => (watcher = await startWatcher(options));

describe('a transfer', () => {
  it('of the coin, by a plain transaction, is credited', async () => {
    const { eth } = await start();
    const owner = await watcher.newOwner();
    await watcher.pay(owner.address, eth, 5n * 10n ** 18n);
    await watcher.settle();
    expect(await watcher.credited(owner, eth)).toBe(5n * 10n ** 18n);
  });

  it('of a token is credited, and one of nothing is not even seen', async () => {
    const { usdt } = await start();
    const owner = await watcher.newOwner();
    await watcher.pay(owner.address, usdt, 7_000_000n);
    await watcher.pay(owner.address, usdt, 0n);
    await watcher.settle();
    expect(await watcher.credited(owner, usdt)).toBe(7_000_000n);
    expect(await watcher.db.selectFrom('transactions').select('id').execute()).toHaveLength(1);
  });
});
