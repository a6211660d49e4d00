// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// Pays many in one transaction, as exchanges do: the native transfers are internal to it, and one recipient
/// may be paid several times. All of it happens or none of it.
contract BatchPayer {
    using SafeERC20 for IERC20;

    struct NativePayment {
        address payable to;
        uint256 amount;
    }

    struct TokenPayment {
        IERC20 token;
        address to;
        uint256 amount;
    }

    error ValueIsNotTheSum(uint256 value, uint256 sum);
    error RecipientRefused(address to, uint256 amount);

    /// The value sent must be the sum of `natives`; tokens are drawn from the caller, who approved this contract.
    function pay(NativePayment[] calldata natives, TokenPayment[] calldata tokens) external payable {
        uint256 sum = 0;
        for (uint256 i = 0; i < natives.length; i++) sum += natives[i].amount;
        if (sum != msg.value) revert ValueIsNotTheSum(msg.value, sum);

        for (uint256 i = 0; i < natives.length; i++) {
            (bool accepted, ) = natives[i].to.call{value: natives[i].amount}("");
            if (!accepted) revert RecipientRefused(natives[i].to, natives[i].amount);
        }
        for (uint256 i = 0; i < tokens.length; i++) {
            tokens[i].token.safeTransferFrom(msg.sender, tokens[i].to, tokens[i].amount);
        }
    }
}
