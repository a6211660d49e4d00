import type { Sources } from '../../contracts/collectSources.ts';
import { sweepingFiles, sweepingSources } from './rig.ts';
import type { scenarios } from './scenarios.ts';

interface Mutant {
  readonly file: 'Delegate.sol' | 'Sweeper.sol';
  /** A text that is once in the file, and what takes its place. */
  readonly from: string;
  readonly to: string;
  /** The scenario that must fail. */
  readonly killedBy: keyof typeof scenarios;
}

/** Each takes one guard out. */
export const mutants = {
  'the delegate obeys everybody': {
    file: 'Delegate.sol',
    from: 'if (msg.sender != SWEEPER) revert NotTheSweeper();',
    to: '',
    killedBy: 'a purse obeys the sweeper alone, whoever asks',
  },
  'false counts as success': {
    file: 'Delegate.sol',
    from: 'eq(mload(0), 1)',
    to: '1',
    killedBy: 'false is a failure, even if coins moved',
  },
  'tokens that return nothing fail': {
    file: 'Delegate.sol',
    from: 'if returndatasize() {',
    to: '{',
    killedBy: 'exact amounts of every coin arrive, and the rest stays',
  },
  'the delegate copies all that a token returns': {
    file: 'Delegate.sol',
    from: 'if returndatasize() {',
    to: 'returndatacopy(mload(0x40), 0, returndatasize()) if returndatasize() {',
    killedBy: 'what a token returns is copied up to 32 bytes',
  },
  'a purse with a fallback': {
    file: 'Delegate.sol',
    from: 'receive() external payable {}',
    to: 'receive() external payable {} fallback() external payable {}',
    killedBy: 'a purse takes coins and answers no other call',
  },
  'any code of a purse will do': {
    file: 'Sweeper.sol',
    from: 'if (purse.codehash != _PURSE_CODE_HASH) revert Skipped(Reason.Code);',
    to: '',
    killedBy: 'a purse without code, or with the code of another delegate, is skipped',
  },
  'the delegate’s failure and its magic word are ignored': {
    file: 'Sweeper.sol',
    from: `if (word != MOVED) revert Skipped(Reason.Refused);
        } catch {
            revert Skipped(Reason.Refused);
        }`,
    to: 'word; } catch {}',
    killedBy: 'a transfer that failed does not count, whatever the token says of the balance',
  },
  'no floor': {
    file: 'Sweeper.sol',
    from: 'balance < amount + floor',
    to: 'balance < amount',
    killedBy: 'the floor stays in the purse',
  },
  'floor and amount may overflow': {
    file: 'Sweeper.sol',
    from: 'if (amount == 0 || balance < amount + floor) revert Skipped(Reason.Balance);',
    to: 'unchecked { if (amount == 0 || balance < amount + floor) revert Skipped(Reason.Balance); }',
    killedBy: 'a floor and an amount that together are no number are skipped',
  },
  'items of zero count': {
    file: 'Sweeper.sol',
    from: 'amount == 0 || balance',
    to: 'balance',
    killedBy: 'the floor stays in the purse',
  },
  'the balance may fall by another amount': {
    file: 'Sweeper.sol',
    from: 'if (_balanceOf(purse, token) != balance - amount) revert Skipped(Reason.Difference);',
    to: '',
    killedBy: 'a token that moves another amount, or nothing, is undone',
  },
  'a short balance counts': {
    file: 'Sweeper.sol',
    from: 'isRead := and(isRead, gt(returndatasize(), 0x1f))',
    to: '',
    killedBy: 'a balance of less than 32 bytes, or of an address without code, is none',
  },
  'the sweeper copies all that a token returns as balance': {
    file: 'Sweeper.sol',
    from: 'isRead := and(isRead, gt(returndatasize(), 0x1f))',
    to: 'isRead := and(isRead, gt(returndatasize(), 0x1f)) returndatacopy(mload(0x40), 0, returndatasize())',
    killedBy: 'what a token returns as balance is copied up to 32 bytes',
  },
  'any destination will do': {
    file: 'Sweeper.sol',
    from: 'if (!isActive(item.to)) revert Skipped(Reason.Destination);',
    to: '',
    killedBy: 'only active destinations receive',
  },
  'a proposed destination is active': {
    file: 'Sweeper.sol',
    from: 'return at != 0 && at <= block.timestamp;',
    to: 'return at != 0;',
    killedBy: 'a proposed destination receives nothing before the delay is over',
  },
  'no delay': {
    file: 'Sweeper.sol',
    from: 'block.timestamp + DELAY',
    to: 'block.timestamp',
    killedBy: 'a proposed destination receives nothing before the delay is over',
  },
  'a destination that was never proposed is active': {
    file: 'Sweeper.sol',
    from: 'return at != 0 && at <= block.timestamp;',
    to: 'return at <= block.timestamp;',
    killedBy: 'only active destinations receive',
  },
  'a proposal restarts the delay of an active destination': {
    file: 'Sweeper.sol',
    from: 'if (isLost || activeAt[destination] != 0)',
    to: 'if (isLost)',
    killedBy: 'a destination can be proposed once at a time, and not the contracts themselves',
  },
  'the contracts themselves can be destinations': {
    file: 'Sweeper.sol',
    from: 'if (isLost || activeAt[destination] != 0)',
    to: 'isLost; if (activeAt[destination] != 0)',
    killedBy: 'a destination can be proposed once at a time, and not the contracts themselves',
  },
  'disabling does nothing': {
    file: 'Sweeper.sol',
    from: 'activeAt[destination] = 0;',
    to: '',
    killedBy: 'a disabled destination receives nothing from then on, and waits again',
  },
  'pausing does nothing': {
    file: 'Sweeper.sol',
    from: 'if (paused) revert IsPaused();',
    to: '',
    killedBy: 'while it is paused nothing is swept, and the owner alone ends that',
  },
  'anybody sweeps': {
    file: 'Sweeper.sol',
    from: 'function sweep(Item[] calldata items) external onlyOperator',
    to: 'function sweep(Item[] calldata items) external',
    killedBy: 'only operators sweep, and only the owner names operators',
  },
  'anybody calls one item': {
    file: 'Sweeper.sol',
    from: 'if (msg.sender != address(this)) revert NotItself(msg.sender);',
    to: '',
    killedBy: 'one item cannot be called from outside',
  },
  'anybody releases': {
    file: 'Sweeper.sol',
    from: 'address to) external onlyOwner {',
    to: 'address to) external {',
    killedBy: 'the owner releases exact amounts to anywhere, nobody else does',
  },
  'coins are released to nobody': {
    file: 'Sweeper.sol',
    from: 'if (to == address(0)) revert NoDestination(to);',
    to: '',
    killedBy: 'the owner releases exact amounts to anywhere, nobody else does',
  },
  'anybody adds an operator': {
    file: 'Sweeper.sol',
    from: 'function addOperator(address operator) external onlyOwner',
    to: 'function addOperator(address operator) external',
    killedBy: 'only operators sweep, and only the owner names operators',
  },
  'anybody removes an operator': {
    file: 'Sweeper.sol',
    from: 'function removeOperator(address operator) external onlyOwner',
    to: 'function removeOperator(address operator) external',
    killedBy: 'only operators sweep, and only the owner names operators',
  },
  'operators propose destinations': {
    file: 'Sweeper.sol',
    from: 'function proposeDestination(address destination) external onlyOwner',
    to: 'function proposeDestination(address destination) external onlyOperatorOrOwner',
    killedBy: 'only operators sweep, and only the owner names operators',
  },
  'anybody disables a destination': {
    file: 'Sweeper.sol',
    from: 'function disableDestination(address destination) external onlyOperatorOrOwner',
    to: 'function disableDestination(address destination) external',
    killedBy: 'a disabled destination receives nothing from then on, and waits again',
  },
  'anybody pauses': {
    file: 'Sweeper.sol',
    from: 'function pause() external onlyOperatorOrOwner',
    to: 'function pause() external',
    killedBy: 'while it is paused nothing is swept, and the owner alone ends that',
  },
  'operators unpause': {
    file: 'Sweeper.sol',
    from: 'function unpause() external onlyOwner',
    to: 'function unpause() external onlyOperatorOrOwner',
    killedBy: 'while it is paused nothing is swept, and the owner alone ends that',
  },
  'ownership can be given up': {
    file: 'Sweeper.sol',
    from: 'pure override {\n        revert NeverWithoutAnOwner();',
    to: 'override {\n        super.renounceOwnership();',
    killedBy: 'ownership passes in two steps, and never to nobody',
  },
  'ownership passes in one step': {
    file: 'Sweeper.sol',
    from: 'contract Sweeper is Ownable2Step {',
    to: `contract Sweeper is Ownable2Step {
    function transferOwnership(address to) public override onlyOwner { _transferOwnership(to); }`,
    killedBy: 'ownership passes in two steps, and never to nobody',
  },
  'an item may use all gas': {
    file: 'Sweeper.sol',
    from: '{gas: ITEM_GAS}',
    to: '',
    killedBy: 'a token that burns all gas costs its item alone',
  },
  'the gas limit decides what is skipped': {
    file: 'Sweeper.sol',
    from: 'if (gasleft() < GAS_BEFORE_ITEM) revert LowGas();',
    to: '',
    killedBy: 'the gas limit never decides which items are skipped: too little reverts all',
  },
} as const satisfies Readonly<Record<string, Mutant>>;

/** Where the sources of a mutant are in the compiler's one input. */
export const folderOf = (name: string): string => `mutant${String(Object.keys(mutants).indexOf(name))}`;

/**
 * All mutants' sources beside each other, so that the compiler starts once. Throws if a file does not have the
 * text once that a mutant replaces.
 */
export function mutatedSources(): Sources {
  const sources = sweepingSources();
  const mutated = Object.entries<Mutant>(mutants).flatMap(([name, { file, from, to }]) =>
    sweepingFiles.map(own => {
      const content = sources[own]?.content ?? '';
      if (own !== file) return [`${folderOf(name)}/${own}`, { content }] as const;
      if (content.split(from).length !== 2) throw new Error(`${file} has not once what “${name}” replaces`);
      return [`${folderOf(name)}/${own}`, { content: content.replace(from, () => to) }] as const;
    }),
  );
  return { ...sources, ...Object.fromEntries(mutated) };
}
