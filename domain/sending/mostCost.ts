import { mostPerGas } from './fees.ts';
import type { Attempt } from './lane.ts';

/** The most that a transaction can take from its sender, in wei. An L2's fee for the chain below it comes on top. */
export function mostCost({ gasLimit, value, fees }: Pick<Attempt, 'gasLimit' | 'value' | 'fees'>): bigint {
  return gasLimit * mostPerGas(fees) + value;
}
