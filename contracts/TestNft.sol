// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";

/// A collectible. ERC-721 shares the topic of ERC-20's Transfer, with the token's id as a fourth topic and no data.
/// Anyone may mint it, so it is worth nothing and must never be deployed elsewhere.
contract TestNft is ERC721 {
    constructor(string memory name, string memory symbol) ERC721(name, symbol) {}

    function mint(address to, uint256 id) external {
        _mint(to, id);
    }
}
