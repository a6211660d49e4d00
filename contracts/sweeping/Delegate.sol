// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

// What `move` returns. A call to an account without code succeeds and returns nothing.
bytes32 constant MOVED = keccak256("purser.delegate.moved.1");

/// The code of a purse once its authorization is used (EIP-7702): the one contract `SWEEPER` may move the purse's coins,
/// in exact amounts, and nobody may do anything else. It has no storage, so nothing that another delegate left in a
/// purse is ever read. It has no fallback and checks no signature.
contract Delegate {
    /// A constant of this code, so it is the same in every purse.
    address public immutable SWEEPER;

    error NotTheSweeper();
    /// The token or the recipient refused.
    error Refused();

    constructor(address sweeper) {
        SWEEPER = sweeper;
    }

    /// A purse goes on taking native coins.
    receive() external payable {}

    /// Moves `amount` of `token` to `to`; of native coins if `token` is zero. A token may return true or nothing, as
    /// Tether's does. Whether a token has code at all is the sweeper's to check, which reads the balance first.
    function move(address token, address to, uint256 amount) external returns (bytes32) {
        if (msg.sender != SWEEPER) revert NotTheSweeper();
        bool moved;
        if (token == address(0)) {
            // In assembly, as a high-level call would copy all that the recipient returns.
            assembly ("memory-safe") {
                moved := call(gas(), to, amount, 0, 0, 0, 0)
            }
        } else {
            bytes memory data = abi.encodeCall(IERC20.transfer, (to, amount));
            assembly ("memory-safe") {
                moved := call(gas(), token, 0, add(data, 0x20), mload(data), 0, 0x20)
                if returndatasize() {
                    moved := and(moved, and(gt(returndatasize(), 0x1f), eq(mload(0), 1)))
                }
            }
        }
        if (!moved) revert Refused();
        return MOVED;
    }
}
