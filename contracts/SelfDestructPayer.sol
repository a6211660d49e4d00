// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

/// Gives what it was made with to the recipient by destroying itself: money arrives without a call to the recipient
/// and without a log. Within the transaction that makes it, a contract is still destroyed (EIP-6780).
contract SelfDestructPayer {
    constructor(address payable to) payable {
        selfdestruct(to);
    }
}
