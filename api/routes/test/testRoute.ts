import { z } from 'zod';
import { PurserError } from '../../../domain/errors.ts';
import type { AccountId } from '../../../domain/ids.ts';
import { parseId } from '../../../domain/ids.ts';
import type { Network, Registry } from '../../../domain/registry.ts';
import type { OwnReceiver } from '../../../domain/testMode.ts';
import type { ApiDeps } from '../../deps.ts';
import { text } from '../../http/fields.ts';
import type { TestDriver } from '../../testDriver.ts';

/** What all routes of test mode have in common. */
export const inTestMode = { tag: 'Test mode', testMode: true } as const;

/** Routes that steer a chain need an administrator's key: all test accounts of the installation share it. */
export const onTestChains = { ...inTestMode, method: 'post', scope: 'admin' } as const;
export const chainErrors = ['live_mode', 'not_found', 'network_not_found'] as const;
export const networkField = text(32).meta({ example: 'ETHEREUM' });
/** The number of a block, or a number of blocks. */
export const height = z.int().nonnegative().max(Number.MAX_SAFE_INTEGER);

/** Throws `not_found` if there are no test chains, as in test mode over public test networks. */
export function requireDriver({ testDriver }: ApiDeps): TestDriver {
  if (testDriver) return testDriver;
  throw new PurserError('not_found', 'This installation does not run its own test chains.');
}

/** Throws `network_not_found`. */
export function requireNetwork(registry: Registry, code: string): Network {
  const network = registry.networks.find(candidate => candidate.code === code);
  if (!network) throw new PurserError('network_not_found');
  return network;
}

/** Throws `receiver_not_found`. */
export function requireReceiver(accountId: AccountId, parameter: string): OwnReceiver {
  const id = parseId('rcv', parameter);
  if (!id) throw new PurserError('receiver_not_found');
  return { accountId, id };
}
