// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// Balances are shares of the supply: a rebase changes all of them at once, and no Transfer event says so. Anyone
/// may mint and rebase it, so it is worth nothing and must never be deployed elsewhere.
contract RebasingToken is ERC20 {
    uint8 private immutable _decimals;
    /// How much a share is worth: `_numerator / _denominator` base units.
    uint256 private _numerator = 1;
    uint256 private _denominator = 1;
    mapping(address => uint256) private _shares;
    uint256 private _allShares;

    event Rebased(uint256 numerator, uint256 denominator);
    error NothingLeft();

    constructor(string memory name, string memory symbol, uint8 decimals_) ERC20(name, symbol) {
        _decimals = decimals_;
    }

    /// Multiplies every balance by `numerator / denominator`, rounded down.
    function rebase(uint256 numerator, uint256 denominator) external {
        if (numerator == 0 || denominator == 0) revert NothingLeft();
        _numerator *= numerator;
        _denominator *= denominator;
        emit Rebased(numerator, denominator);
    }

    function decimals() public view override returns (uint8) {
        return _decimals;
    }

    function balanceOf(address account) public view override returns (uint256) {
        return Math.mulDiv(_shares[account], _numerator, _denominator);
    }

    function totalSupply() public view override returns (uint256) {
        return Math.mulDiv(_allShares, _numerator, _denominator);
    }

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    /// In place of OpenZeppelin's, which knows of no shares.
    function _update(address from, address to, uint256 value) internal override {
        uint256 shares = Math.mulDiv(value, _denominator, _numerator);
        if (from == address(0)) {
            _allShares += shares;
        } else {
            uint256 held = _shares[from];
            if (held < shares) revert IERC20Errors.ERC20InsufficientBalance(from, balanceOf(from), value);
            _shares[from] = held - shares;
        }
        if (to == address(0)) _allShares -= shares;
        else _shares[to] += shares;
        emit Transfer(from, to, value);
    }
}
