// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// A token that misbehaves as it is told.
contract HostileToken is ERC20 {
    enum Mode {
        Honest,
        IsPaused,
        ReturnsFalse,
        MovesAndReturnsFalse,
        MovesNothing,
        TakesMore,
        TakesLess,
        BurnsGas,
        BurnsGasAtBalance,
        ReturnsMuch,
        RevertsWithMuch,
        BalanceWithMuch,
        ShortBalance,
        Lies,
        CallsBack
    }

    Mode public mode;
    uint256 private _lie;
    mapping(address => bool) private _isListed;
    address private _target;
    bytes private _data;
    /// Whether the call that `CallsBack` makes succeeded.
    bool public calledBack;

    error Refused();

    constructor() ERC20("Hostile", "HOST") {}

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function misbehave(Mode mode_) external {
        mode = mode_;
    }

    function blacklist(address account) external {
        _isListed[account] = true;
    }

    function lie(uint256 amount) external {
        mode = Mode.Lies;
        _lie = amount;
    }

    function callBack(address target, bytes calldata data) external {
        mode = Mode.CallsBack;
        _target = target;
        _data = data;
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        if (mode == Mode.IsPaused || _isListed[msg.sender] || _isListed[to]) revert Refused();
        if (mode == Mode.ReturnsFalse || mode == Mode.Lies) return false;
        if (mode == Mode.MovesNothing) return true;
        if (mode == Mode.BurnsGas) _burnGas();
        if (mode == Mode.TakesMore) _burn(msg.sender, amount / 100 + 1);
        if (mode == Mode.CallsBack) (calledBack, ) = _target.call(_data);
        _transfer(msg.sender, to, mode == Mode.TakesLess ? amount - 1 : amount);
        // 300,000 bytes cost 200,000 gas, and as much again to whoever copies them.
        if (mode == Mode.ReturnsMuch) _return(1, 300_000);
        if (mode == Mode.RevertsWithMuch) {
            assembly {
                revert(0, 300000)
            }
        }
        return mode != Mode.MovesAndReturnsFalse;
    }

    function balanceOf(address account) public view override returns (uint256) {
        if (mode == Mode.BurnsGasAtBalance) _burnGas();
        uint256 gasBefore = gasleft();
        uint256 held = super.balanceOf(account);
        // The second time in a transaction the slot is warm (EIP-2929): the transfer between them cannot undo that.
        if (mode == Mode.Lies && gasBefore - gasleft() < 2_000) return held - _lie;
        if (mode == Mode.BalanceWithMuch) _return(held, 200_000);
        if (mode == Mode.ShortBalance) _return(held, 31);
        return held;
    }

    function _burnGas() private pure {
        assembly {
            invalid()
        }
    }

    function _return(uint256 word, uint256 length) private pure {
        assembly {
            mstore(0, word)
            return(0, length)
        }
    }
}

/// A contract as destination, which does with native coins what it is told.
contract HostileRecipient {
    enum Mode {
        Takes,
        Refuses,
        BurnsGas,
        ReturnsMuch,
        SendsBack,
        CallsBack
    }

    Mode private _mode;
    address private _target;
    bytes private _data;
    bool public calledBack;

    error Refused();

    function misbehave(Mode mode) external {
        _mode = mode;
    }

    function callBack(address target, bytes calldata data) external {
        _mode = Mode.CallsBack;
        _target = target;
        _data = data;
    }

    receive() external payable {
        if (_mode == Mode.Refuses) revert Refused();
        if (_mode == Mode.BurnsGas) {
            assembly {
                invalid()
            }
        }
        if (_mode == Mode.ReturnsMuch) {
            assembly {
                return(0, 300000)
            }
        }
        // One wei to the purse that pays.
        if (_mode == Mode.SendsBack) (calledBack, ) = msg.sender.call{value: 1}("");
        if (_mode == Mode.CallsBack) (calledBack, ) = _target.call(_data);
    }
}

/// Another delegate, which answers as ours does, and obeys everybody.
contract MimicDelegate {
    receive() external payable {}

    function move(address token, address to, uint256 amount) external returns (bytes32) {
        IERC20(token).transfer(to, amount);
        return keccak256("purser.delegate.moved.1");
    }
}
