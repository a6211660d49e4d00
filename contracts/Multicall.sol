// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

/// Answers like the Multicall3 of the public chains, as far as balances are read by it: for tests, which put its code
/// where that one stands.
contract Multicall {
    struct Call {
        address target;
        bool allowFailure;
        bytes callData;
    }

    struct Result {
        bool success;
        bytes returnData;
    }

    error CallFailed();

    function aggregate3(Call[] calldata calls) external payable returns (Result[] memory results) {
        results = new Result[](calls.length);
        for (uint256 i = 0; i < calls.length; i++) {
            (results[i].success, results[i].returnData) = calls[i].target.call(calls[i].callData);
            if (!results[i].success && !calls[i].allowFailure) revert CallFailed();
        }
    }

    function getEthBalance(address holder) external view returns (uint256) {
        return holder.balance;
    }
}
