import type { Migration } from 'kysely/migration';
import * as initial from './0001_initial.ts';
import * as chainWatcher from './0002_chain_watcher.ts';
import * as merchantSide from './0003_merchant_side.ts';
import * as payerSide from './0004_payer_side.ts';

/** All migrations, forward only, in the order of their names. */
export const migrations: Record<string, Migration> = {
  '0001_initial': initial,
  '0002_chain_watcher': chainWatcher,
  '0003_merchant_side': merchantSide,
  '0004_payer_side': payerSide,
};
