import type { Migration } from 'kysely/migration';
import * as initial from './0001_initial.ts';
import * as chainWatcher from './0002_chain_watcher.ts';
import * as merchantSide from './0003_merchant_side.ts';
import * as payerSide from './0004_payer_side.ts';
import * as nativeSources from './0005_native_sources.ts';
import * as relay from './0006_relay.ts';
import * as events from './0007_events.ts';
import * as limits from './0008_limits.ts';
import * as dustSums from './0009_dust_sums.ts';
import * as chainsGoOn from './0010_chains_go_on.ts';
import * as retention from './0011_retention.ts';
import * as dustTurns from './0014_dust_turns.ts';
import * as pageChoices from './0015_page_choices.ts';
import * as lists from './0016_lists.ts';
import * as roles from './0017_roles.ts';
import * as whoDecided from './0018_who_decided.ts';
import * as traces from './0019_traces.ts';
import * as causes from './0020_causes.ts';
import * as turnsOfSignals from './0021_turns_of_signals.ts';
import * as sweepAuthorizations from './0022_sweep_authorizations.ts';
import * as lanes from './0023_lanes.ts';
import * as destinations from './0024_destinations.ts';
import * as sweeps from './0025_sweeps.ts';
import * as findings from './0026_findings.ts';
import * as sendingPauses from './0027_sending_pauses.ts';
import * as approvals from './0028_approvals.ts';
import * as coinsThatLeft from './0029_coins_that_left.ts';
import * as transfers from './0030_transfers.ts';
import * as laneBalances from './0031_lane_balances.ts';

/** All migrations, forward only, in the order of their names. */
export const migrations: Record<string, Migration> = {
  '0001_initial': initial,
  '0002_chain_watcher': chainWatcher,
  '0003_merchant_side': merchantSide,
  '0004_payer_side': payerSide,
  '0005_native_sources': nativeSources,
  '0006_relay': relay,
  '0007_events': events,
  '0008_limits': limits,
  '0009_dust_sums': dustSums,
  '0010_chains_go_on': chainsGoOn,
  '0011_retention': retention,
  '0014_dust_turns': dustTurns,
  '0015_page_choices': pageChoices,
  '0016_lists': lists,
  '0017_roles': roles,
  '0018_who_decided': whoDecided,
  '0019_traces': traces,
  '0020_causes': causes,
  '0021_turns_of_signals': turnsOfSignals,
  '0022_sweep_authorizations': sweepAuthorizations,
  '0023_lanes': lanes,
  '0024_destinations': destinations,
  '0025_sweeps': sweeps,
  '0026_findings': findings,
  '0027_sending_pauses': sendingPauses,
  '0028_approvals': approvals,
  '0029_coins_that_left': coinsThatLeft,
  '0030_transfers': transfers,
  '0031_lane_balances': laneBalances,
};
