// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Ownable, Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Delegate, MOVED} from "./Delegate.sol";

/// Moves the coins of one account's purses to the account's own destinations, on one network. An operator decides what
/// is moved and when; where it may go is the owner's decision, and takes `DELAY` seconds to apply.
///
/// The key of an operator is online. It can move coins to an active destination, pause, and disable a destination. The
/// key of the owner is cold. It can do everything that is possible here, so it belongs to several people.
contract Sweeper is Ownable2Step {
    /// Native coins if `token` is zero. The purse must keep `floor` of it: held money and what is nobody's.
    struct Item {
        address purse;
        address token;
        uint256 amount;
        uint256 floor;
        address to;
    }

    /// Why an item moved nothing.
    enum Reason {
        /// It used up its gas, or `amount + floor` is no number.
        Failed,
        /// `to` is not an active destination.
        Destination,
        /// The purse's code is not our delegate: its authorization was never used, or another one was.
        Code,
        /// The amount is zero, the balance cannot be read, or it is less than `amount + floor`.
        Balance,
        /// The token or the recipient refused.
        Refused,
        /// The purse's balance would not have fallen by exactly `amount`.
        Difference
    }

    /// The code of this account's purses on this network. It obeys this contract alone.
    address public immutable DELEGATE;
    /// Seconds from the proposal of a destination until it is active.
    uint256 public immutable DELAY;
    /// Of a purse whose authorization was used: its code is `0xef0100` and the delegate's address.
    bytes32 private immutable _PURSE_CODE_HASH;

    /// The most gas that one item can use, whatever its token and its recipient do.
    uint256 public constant ITEM_GAS = 300_000;
    /// What must be left when an item begins. A call gets at most 63/64 of what is left; the rest is for the loop.
    uint256 public constant GAS_BEFORE_ITEM = 320_000;

    bool public paused;
    mapping(address => bool) public isOperator;
    /// Unix time from which it is a destination; 0 if it is none.
    mapping(address => uint256) public activeAt;

    event OperatorAdded(address indexed operator);
    event OperatorRemoved(address indexed operator);
    event DestinationProposed(address indexed destination, uint256 activeAt);
    event DestinationDisabled(address indexed destination, address by);
    event Paused(address by);
    event Unpaused();
    /// An item without this event moved its amount. A token tells that itself, native coins do not: `NativeSwept`.
    event ItemSkipped(uint256 index, Reason reason);
    event NativeSwept(address indexed purse, address indexed to, uint256 amount);
    event Released(address indexed purse, address indexed token, address indexed to, uint256 amount);

    error WrongChain(uint256 chainId);
    error NotAnOperator(address caller);
    error NotItself(address caller);
    error IsPaused();
    error LowGas();
    error NoDestination(address destination);
    error NeverWithoutAnOwner();
    /// The item, or the release, moved nothing.
    error Skipped(Reason reason);

    modifier onlyOperator() {
        if (!isOperator[msg.sender]) revert NotAnOperator(msg.sender);
        _;
    }

    /// For what only stops money: the owner may do it as well.
    modifier onlyOperatorOrOwner() {
        if (!isOperator[msg.sender] && msg.sender != owner()) revert NotAnOperator(msg.sender);
        _;
    }

    /// The arguments are in the init code and so in the address: on another chain, or for another owner, it is another.
    constructor(address owner_, uint256 chainId, uint256 delay) Ownable(owner_) {
        if (block.chainid != chainId) revert WrongChain(block.chainid);
        DELAY = delay;
        DELEGATE = address(new Delegate(address(this)));
        _PURSE_CODE_HASH = keccak256(abi.encodePacked(hex"ef0100", DELEGATE));
    }

    /// Moves each item, or skips it alone. Reverts if the gas is too little to give each item its share, so that the
    /// gas limit never decides which items are skipped: it should be `GAS_BEFORE_ITEM` for each.
    function sweep(Item[] calldata items) external onlyOperator {
        if (paused) revert IsPaused();
        for (uint256 index = 0; index < items.length; index++) {
            if (gasleft() < GAS_BEFORE_ITEM) revert LowGas();
            try this.sweepItem{gas: ITEM_GAS}(items[index]) {} catch (bytes memory failure) {
                emit ItemSkipped(index, _reasonOf(failure));
            }
        }
    }

    /// A call to itself, so that whatever an item did is undone if it is skipped, and its gas is bounded.
    function sweepItem(Item calldata item) external {
        if (msg.sender != address(this)) revert NotItself(msg.sender);
        if (!isActive(item.to)) revert Skipped(Reason.Destination);
        _take(item.purse, item.token, item.amount, item.floor, item.to);
        if (item.token == address(0)) emit NativeSwept(item.purse, item.to, item.amount);
    }

    /// Moves coins to anywhere: refunds of held money, rescues of unlisted tokens. Also while sweeps are paused.
    function release(address purse, address token, uint256 amount, address to) external onlyOwner {
        if (to == address(0)) revert NoDestination(to);
        _take(purse, token, amount, 0, to);
        emit Released(purse, token, to, amount);
    }

    function addOperator(address operator) external onlyOwner {
        isOperator[operator] = true;
        emit OperatorAdded(operator);
    }

    function removeOperator(address operator) external onlyOwner {
        isOperator[operator] = false;
        emit OperatorRemoved(operator);
    }

    /// Coins at this contract or at the delegate could never be moved again.
    function proposeDestination(address destination) external onlyOwner {
        bool isLost = destination == address(0) || destination == address(this) || destination == DELEGATE;
        if (isLost || activeAt[destination] != 0) revert NoDestination(destination);
        activeAt[destination] = block.timestamp + DELAY;
        emit DestinationProposed(destination, activeAt[destination]);
    }

    /// Applies at once, to a proposed destination too. To undo it takes a proposal, and its delay.
    function disableDestination(address destination) external onlyOperatorOrOwner {
        if (activeAt[destination] == 0) revert NoDestination(destination);
        activeAt[destination] = 0;
        emit DestinationDisabled(destination, msg.sender);
    }

    function pause() external onlyOperatorOrOwner {
        paused = true;
        emit Paused(msg.sender);
    }

    function unpause() external onlyOwner {
        paused = false;
        emit Unpaused();
    }

    /// Nobody could add a destination, unpause or release again.
    function renounceOwnership() public pure override {
        revert NeverWithoutAnOwner();
    }

    function isActive(address destination) public view returns (bool) {
        uint256 at = activeAt[destination];
        return at != 0 && at <= block.timestamp;
    }

    /// Has the purse move exactly `amount`. What arrives may be less: a token may take its fee from it.
    function _take(address purse, address token, uint256 amount, uint256 floor, address to) private {
        if (purse.codehash != _PURSE_CODE_HASH) revert Skipped(Reason.Code);
        uint256 balance = _balanceOf(purse, token);
        if (amount == 0 || balance < amount + floor) revert Skipped(Reason.Balance);
        try Delegate(payable(purse)).move(token, to, amount) returns (bytes32 word) {
            if (word != MOVED) revert Skipped(Reason.Refused);
        } catch {
            revert Skipped(Reason.Refused);
        }
        // Also if the recipient, or the token, had more moved in between.
        if (_balanceOf(purse, token) != balance - amount) revert Skipped(Reason.Difference);
    }

    function _balanceOf(address purse, address token) private view returns (uint256 held) {
        if (token == address(0)) return purse.balance;
        bytes memory data = abi.encodeCall(IERC20.balanceOf, (purse));
        bool isRead;
        // In assembly, as a high-level call would copy all that the token returns.
        assembly ("memory-safe") {
            isRead := staticcall(gas(), token, add(data, 0x20), mload(data), 0, 0x20)
            isRead := and(isRead, gt(returndatasize(), 0x1f))
            held := mload(0)
        }
        if (!isRead) revert Skipped(Reason.Balance);
    }

    /// `failure` is of this contract's own frame, and has a reason unless that ended without one.
    function _reasonOf(bytes memory failure) private pure returns (Reason) {
        if (failure.length != 36 || bytes4(failure) != Skipped.selector) return Reason.Failed;
        return Reason(uint8(failure[35]));
    }
}
