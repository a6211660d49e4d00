import type { Load, LoadResult } from '../load/protocol.ts';
import { shape } from './shape.ts';

/** The requests to a server, the same for every server. */
export type Asked = Pick<Load, 'url' | 'headers' | 'targets'>;

export interface Answers {
  /** As fast as possible. */
  readonly closed: readonly LoadResult[];
  /** At fixed arrivals. */
  readonly open: readonly LoadResult[];
}

/** Each server has its turn in each round: a disturbance of the machine then affects all of them. */
export async function measureAnswers<Name extends string>(
  servers: Readonly<Record<Name, Asked>>,
  generate: (load: Load) => Promise<LoadResult>,
): Promise<Readonly<Record<Name, Answers>>> {
  const names = Object.keys(servers) as Name[];
  const measured = Object.fromEntries(
    names.map(name => [name, { closed: [], open: [] }]),
  ) as unknown as Record<Name, { readonly closed: LoadResult[]; readonly open: LoadResult[] }>;
  const load = (name: Name, seconds: number, perSecond: number | null): Promise<LoadResult> =>
    generate({ ...servers[name], connections: shape.connections, seconds, perSecond });
  for (const name of names) await load(name, shape.warmUpSeconds, null);
  for (let round = 0; round < shape.rounds; round++) {
    for (const name of names) measured[name].closed.push(await load(name, shape.secondsPerRound, null));
    for (const name of names)
      measured[name].open.push(await load(name, shape.secondsPerRound, shape.perSecond));
  }
  return measured;
}
