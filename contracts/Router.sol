// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// Pays several in one transaction, each in a branch of its own that may revert after it has paid: the transaction
/// succeeds, and what a reverted branch paid was not paid. The trace still shows its calls; the logs are gone.
contract Router {
    using SafeERC20 for IERC20;

    struct Payment {
        /// The zero address: the native coin.
        IERC20 token;
        address payable to;
        uint256 amount;
        bool reverts;
    }

    error OnlyItself();
    error Refused();
    error ThinksBetterOfIt();

    /// The value sent covers the native payments; what a reverted branch leaves of it goes back. Tokens are drawn
    /// from the caller, who approved this contract.
    function pay(Payment[] calldata payments) external payable {
        for (uint256 i = 0; i < payments.length; i++) {
            uint256 value = address(payments[i].token) == address(0) ? payments[i].amount : 0;
            try this.payOne{value: value}(msg.sender, payments[i]) {} catch {}
        }
        if (address(this).balance > 0) _send(payable(msg.sender), address(this).balance);
    }

    function payOne(address payer, Payment calldata payment) external payable {
        if (msg.sender != address(this)) revert OnlyItself();
        if (address(payment.token) == address(0)) _send(payment.to, payment.amount);
        else payment.token.safeTransferFrom(payer, payment.to, payment.amount);
        if (payment.reverts) revert ThinksBetterOfIt();
    }

    function _send(address payable to, uint256 amount) private {
        (bool accepted, ) = to.call{value: amount}("");
        if (!accepted) revert Refused();
    }
}
