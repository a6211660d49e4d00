// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

interface Token {
    function transfer(address to, uint256 amount) external returns (bool);
}

/// What a purse's code must do at least. It obeys everybody: never use it.
contract BareDelegate {
    receive() external payable {}

    function move(address token, address to, uint256 amount) external {
        if (token == address(0)) {
            (bool moved,) = to.call{value: amount}("");
            require(moved);
        } else {
            require(Token(token).transfer(to, amount));
        }
    }
}

/// Takes the same items as our sweeper, and guards nothing: the floor of what a batch can cost.
contract BareSweeper {
    struct Item {
        address purse;
        address token;
        uint256 amount;
        uint256 floor;
        address to;
    }

    event NativeSwept(address indexed purse, address indexed to, uint256 amount);

    function sweep(Item[] calldata items) external {
        for (uint256 index = 0; index < items.length; index++) {
            Item calldata item = items[index];
            BareDelegate(payable(item.purse)).move(item.token, item.to, item.amount);
            // Without it nobody could count what was swept.
            if (item.token == address(0)) emit NativeSwept(item.purse, item.to, item.amount);
        }
    }
}
