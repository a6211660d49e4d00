import type { Address, TxHash } from '../address.ts';

/** Where sweeps go, and where held money goes. */
export const destinationKinds = ['treasury', 'quarantine'] as const;
export type DestinationKind = (typeof destinationKinds)[number];

/**
 * `pending`: no final block has its proposal. `proposed`: one has, and its delay is not over. `active`: the sweeper pays
 * to it. `disabled`: in our books, or on the chain.
 */
export const destinationStatuses = ['pending', 'proposed', 'active', 'disabled'] as const;
export type DestinationStatus = (typeof destinationStatuses)[number];

/** What a log says of a destination. Only if `sweeper` is one, it is true: any contract can emit such a log. */
export interface DestinationLog {
  readonly sweeper: Address;
  readonly address: Address;
  readonly kind: 'proposed' | 'disabled';
  /** Unix time in seconds from which it is active; null if it was disabled. */
  readonly activeAt: bigint | null;
  readonly logIndex: number;
  readonly txHash: TxHash;
}

/** What a block says of a destination of a sweeper of ours. */
export interface DestinationChange extends Omit<DestinationLog, 'activeAt'> {
  readonly activeAt: Date | null;
}

/** What is sent to a contract. */
export interface ContractCall {
  readonly to: Address;
  readonly data: string;
}

/** Selectors of `contracts/sweeping/Sweeper.sol`. */
const selectors = { propose: '0x26e192f0', disable: '0x94d7124b' } as const;
export type DestinationAction = keyof typeof selectors;

/** `proposeDestination(address)`, or `disableDestination(address)`, at a sweeper. */
export function destinationCall(
  action: DestinationAction,
  sweeper: Address,
  destination: Address,
): ContractCall {
  return { to: sweeper, data: `${selectors[action]}${destination.slice(2).padStart(64, '0')}` };
}

/**
 * Whether an address belongs to a chain itself, so that nobody can have its key: zero, precompiled and system contracts
 * (the lowest and the highest 65,536 addresses; the predeploys of the OP stack).
 */
export function isOfTheChain(address: Address): boolean {
  return /^0x(?:0{36}|f{36})[0-9a-f]{4}$|^0x420{34}[0-9a-f]{4}$/.test(address);
}
