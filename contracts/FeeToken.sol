// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

/// Keeps 1 % of each transfer. Its one Transfer event names what the payer paid, so the event says more than what
/// the recipient was given: only the balance tells. Anyone may mint it, so it is worth nothing and must never be
/// deployed elsewhere.
contract FeeToken is ERC20 {
    uint8 private immutable _decimals;
    mapping(address => uint256) private _held;
    uint256 private _supply;

    constructor(string memory name, string memory symbol, uint8 decimals_) ERC20(name, symbol) {
        _decimals = decimals_;
    }

    function decimals() public view override returns (uint8) {
        return _decimals;
    }

    function balanceOf(address account) public view override returns (uint256) {
        return _held[account];
    }

    function totalSupply() public view override returns (uint256) {
        return _supply;
    }

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    /// In place of OpenZeppelin's, whose event names what arrives. The fee is burnt.
    function _update(address from, address to, uint256 value) internal override {
        uint256 arrives = value;
        if (from == address(0)) {
            _supply += value;
        } else {
            uint256 held = _held[from];
            if (held < value) revert IERC20Errors.ERC20InsufficientBalance(from, held, value);
            _held[from] = held - value;
            uint256 leaves = to == address(0) ? value : value / 100;
            _supply -= leaves;
            arrives = value - leaves;
        }
        if (to != address(0)) _held[to] += arrives;
        emit Transfer(from, to, value);
    }
}
