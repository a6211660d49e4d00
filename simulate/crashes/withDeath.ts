import type { CrashPoint } from './crashPoints.ts';
import { crashPoints } from './crashPoints.ts';

/** Throws if there is no such point. */
export function crashPointOf(name: string): CrashPoint {
  const point = crashPoints.find(each => each.name === name);
  if (!point) throw new Error(`there is no crash point "${name}"`);
  return point;
}

/** The code with the death in its place. Throws if the place is not there exactly once. */
export function withDeath(code: string, { name, find, replace }: CrashPoint): string {
  if (code.split(find).length !== 2) throw new Error(`the code of "${name}" is not there exactly once`);
  return code.replace(find, () => replace);
}
