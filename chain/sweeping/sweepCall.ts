import type { Authorization } from 'ethers';
import { getBytes, Interface, ZeroAddress } from 'ethers';
import type { Address } from '../../domain/address.ts';
import type { OutgoingCall } from '../sending/outgoingCall.ts';
import { address, array } from '../wireValues.ts';

/** An item as the sweeper takes it. */
export interface SweepItem {
  readonly purse: Address;
  /** Null: the native coin. */
  readonly token: Address | null;
  /** Base units, as `floor`. */
  readonly amount: bigint;
  readonly floor: bigint;
  readonly to: Address;
}

const item = 'tuple(address purse, address token, uint256 amount, uint256 floor, address to)';
const abi = new Interface([
  `function sweep(${item}[] items)`,
  `function sweepItem(${item} item)`,
  'error Skipped(uint8 reason)',
]);

const words = ({ purse, token, amount, floor, to }: SweepItem) => [
  ...[purse, token ?? ZeroAddress, amount, floor, to],
];

/** What the sweeper says of the gas of an item (contracts/sweeping/Sweeper.sol). */
const gasOfItem = 320_000n;
/** Of each authorization (EIP-7702, `PER_EMPTY_ACCOUNT_COST`). */
const gasOfAuthorization = 25_000n;
/** Of the transaction itself, and of the way to the first item. */
const gasOfCall = 21_000n + 10_000n;
/** Of calldata: 16 for a byte that is not zero, 4 for one that is (EIP-2028). */
const gasOfData = (data: string): bigint =>
  getBytes(data).reduce((sum, byte) => sum + (byte === 0 ? 4n : 16n), 0n);

/** The transaction that sweeps a batch, with enough gas for whatever its tokens do. */
export function sweepCall(
  sweeper: Address,
  items: readonly SweepItem[],
  authorizations: readonly Authorization[],
): OutgoingCall {
  const data = abi.encodeFunctionData('sweep', [items.map(words)]);
  const gasLimit =
    gasOfCall +
    gasOfData(data) +
    gasOfItem * BigInt(items.length) +
    gasOfAuthorization * BigInt(authorizations.length);
  return { to: sweeper, data, value: 0n, gasLimit, authorizations };
}

/** The items of a call of a sweeper, in their order; undefined if it is no `sweep`. */
export function sweptItems(data: string): readonly SweepItem[] | undefined {
  const call = abi.parseTransaction({ data });
  if (call?.name !== 'sweep') return undefined;
  const items: unknown = call.args[0];
  return array(items, 'items').map(item => {
    const [purse, token, amount, floor, to] = array(item, 'item');
    const coin = address(token, 'token');
    return {
      ...{ purse: address(purse, 'purse'), token: coin === ZeroAddress ? null : coin },
      ...{ amount: BigInt(String(amount)), floor: BigInt(String(floor)), to: address(to, 'destination') },
    };
  });
}

/** The sweeper's call to itself for one item. */
export function sweepItemData(one: SweepItem): string {
  return abi.encodeFunctionData('sweepItem', [words(one)]);
}

/** The number of the reason in what `sweepItem` returned; undefined if it is not `Skipped`. */
export function skippedReason(returned: string): number | undefined {
  try {
    const error = abi.parseError(returned);
    return error ? Number(error.args[0]) : undefined;
  } catch {
    return undefined;
  }
}
