import { createClient } from '../../client/index.ts';
import type { SeedWorld } from '../../simulate/run/seedWorld.ts';
import type { Apis } from './callApis.ts';
import { callApis } from './callApis.ts';
import type { Member } from './member.ts';
import type { PurserMember } from './purserMembers.ts';
import { chainsOf, epochsOf, takenOver, takenOverWithinMs } from './scanners.ts';
import { startTraffic } from './traffic.ts';
import type { DepositWatch } from './watchDeposits.ts';
import { watchDeposits } from './watchDeposits.ts';

/** What became of one process that was ended. Times in ms. */
export interface Strike {
  readonly name: string;
  readonly how: 'kill' | 'restart';
  /** From the signal until the process had ended. */
  readonly endedMs: number;
  /** The longest time without a credit, until it ran again and money was credited. */
  readonly notCreditedMs: number;
  /** From the signal until all its chains had another scanner; undefined if it scanned none. */
  readonly takenOverMs: number | undefined;
  /** Answers of 503 meanwhile, and connections that broke. */
  readonly unavailable: number;
  readonly broken: number;
}

export interface Played {
  readonly strikes: readonly Strike[];
  readonly answers: number;
  /** What may not happen, in words. */
  readonly wrong: readonly string[];
}

export interface Cluster {
  readonly purser: readonly PurserMember[];
  readonly temporal: readonly Member[];
  /** Killed last: its replica takes its place. */
  readonly database: Member;
}

export interface PlayOptions {
  /** Whether a process of this name is ended. */
  readonly isChosen: (name: string) => boolean;
  readonly print: (strike: Strike) => void;
  /** Aborts it before the next process is ended. */
  readonly signal: AbortSignal;
}

interface Scene {
  readonly world: SeedWorld;
  readonly deposits: DepositWatch;
  readonly apis: Apis;
  readonly wrong: string[];
}

/** So many deposits must be credited without the process, and with it again, before the next is ended. */
const creditsBetween = 4;

/**
 * Under load: kills each process once, and starts it again when the cluster has gone on without it; restarts each by
 * SIGTERM, one after another; kills the database. Returns what was seen.
 */
export async function playCluster(
  seedWorld: SeedWorld,
  { purser, temporal, database }: Cluster,
  { isChosen, print, signal }: PlayOptions,
): Promise<Played> {
  const baseUrl = seedWorld.stack.running.api;
  const apis = callApis([baseUrl, seedWorld.secondApiUrl]);
  const { apiKey, db, accountId } = seedWorld;
  const api = createClient({ baseUrl, apiKey, fetch: apis.fetch, maxRetries: 12, timeoutMs: 15_000 });
  const world = { ...seedWorld, api, secondApi: api };
  const deposits = watchDeposits(db, accountId);
  const traffic = await startTraffic(world);
  const scene: Scene = { world, deposits, apis, wrong: [] };
  const strikes: Strike[] = [];
  const strike = async (members: readonly Member[], how: Strike['how']): Promise<void> => {
    for (const member of members.filter(({ name }) => isChosen(name))) {
      signal.throwIfAborted();
      const made = await strikeOne(scene, member, how);
      strikes.push(made);
      print(made);
    }
  };
  try {
    await deposits.creditMore(creditsBetween);
    await strike([...(await ownersFirst(world, purser)), ...temporal], 'kill');
    await strike([...temporal, ...purser], 'restart');
    await strike([database], 'kill');
  } finally {
    await traffic.stop();
    await deposits.stop();
  }
  const wrong = [...scene.wrong, ...traffic.failures, ...apis.counts.wrong, ...(await forgotten(seedWorld))];
  return { strikes, answers: apis.counts.answers, wrong };
}

/** Of each part those that scan more chains come first: who is killed next has taken these chains over. */
async function ownersFirst(
  world: SeedWorld,
  members: readonly PurserMember[],
): Promise<readonly PurserMember[]> {
  const owned = new Map<PurserMember, number>();
  for (const member of members) owned.set(member, (await chainsOf(world, member.pid())).length);
  const chainsBy = (member: PurserMember): number => owned.get(member) ?? 0;
  const parts = [...new Set(members.map(({ part }) => part))];
  return parts.flatMap(part =>
    members.filter(member => member.part === part).toSorted((a, b) => chainsBy(b) - chainsBy(a)),
  );
}

async function strikeOne(
  { world, deposits, apis, wrong }: Scene,
  member: Member,
  how: Strike['how'],
): Promise<Strike> {
  const { counts } = apis;
  const { unavailable, broken } = counts;
  const chains = member.pid ? await chainsOf(world, member.pid()) : [];
  const before = await epochsOf(world);
  const began = performance.now();
  const [takenOverMs, endedMs] = await Promise.all([
    chains.length === 0 ? undefined : takenOver(world, chains, before, began),
    (how === 'kill' ? member.kill() : member.stop()).then(() => performance.now() - began),
  ]);
  if (takenOverMs !== undefined && takenOverMs > takenOverWithinMs) {
    const seconds = (takenOverMs / 1000).toFixed(1);
    wrong.push(`${chains.join(', ')} of ${member.name} had no scanner for ${seconds} s`);
  }
  if (how === 'kill') await deposits.creditMore(creditsBetween);
  await member.start();
  await deposits.creditMore(creditsBetween);
  return {
    ...{ name: member.name, how, endedMs, takenOverMs },
    notCreditedMs: deposits.longestPause(began),
    unavailable: counts.unavailable - unavailable,
    broken: counts.broken - broken,
  };
}

/** Events that a merchant has and Purser does not: they would be of transactions that were confirmed and are lost. */
async function forgotten(world: SeedWorld): Promise<readonly string[]> {
  const told = world.delivered();
  const known = new Set<string>();
  for await (const { id } of world.api.events.after(0)) known.add(id);
  return [...told].filter(id => !known.has(id)).map(id => `the event ${id} was delivered and is gone`);
}
