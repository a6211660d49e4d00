import type { EnginePart } from '../../cli/stack/engine.ts';
import type { ManagedProcess } from '../../cli/stack/managedProcess.ts';
import type { World } from '../../simulate/world/startWorld.ts';
import type { Member } from './member.ts';

/** A process of Purser. */
export interface PurserMember extends Member {
  readonly part: EnginePart;
  pid(): number;
}

export interface PurserMembers {
  /** Two APIs, two workers with the roles of the compose file's, and two dispatchers. */
  readonly members: readonly PurserMember[];
  /** Ends those that the world does not end. */
  stop(): Promise<void>;
}

/** Longer than a process needs by itself (docs/operating.md): it may be killed after that. */
const graceMs = 30_000;

/** Starts another worker and another dispatcher beside those of the world, which has two APIs. */
export async function startPurserMembers(world: World): Promise<PurserMembers> {
  const { engine } = world.stack;
  const first = (part: EnginePart): PurserMember =>
    memberOf(
      part,
      `${part}-1`,
      () => engine.process(part),
      async () => void (await engine.start(part)),
    );
  const secondApi = memberOf('api', 'api-2', world.secondApiProcess, world.startSecondApi);
  const own = (['worker', 'dispatcher'] as const).map(part => {
    const name = `${part}-2`;
    let process: ManagedProcess | undefined;
    const start = async (): Promise<void> => {
      process = await engine.startAnother(part, name);
    };
    return { member: memberOf(part, name, () => process, start), end: async () => process?.stop(graceMs) };
  });
  const stop = async (): Promise<void> => {
    for (const { end } of own) await end();
  };
  try {
    for (const { member } of own) await member.start();
  } catch (error) {
    await stop();
    throw error;
  }
  const others = own.map(({ member }) => member);
  return { members: [first('api'), secondApi, first('worker'), first('dispatcher'), ...others], stop };
}

function memberOf(
  part: EnginePart,
  name: string,
  process: () => ManagedProcess | undefined,
  start: () => Promise<void>,
): PurserMember {
  return {
    ...{ part, name, start },
    pid: () => process()?.pid ?? 0,
    kill: async () => process()?.kill(),
    stop: async () => {
      await process()?.stop(graceMs);
      const code = await process()?.exited;
      if (code !== 0) throw new Error(`${name} was asked to end, and ended with ${String(code)}`);
    },
  };
}
