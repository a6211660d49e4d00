import type { Address } from '../../domain/address.ts';

/**
 * The factory through which sweepers are deployed. Most networks have it, at the same address, as no key is
 * needed for it (github.com/Arachnid/deterministic-deployment-proxy). A call's data is a salt of 32 bytes and
 * the init code.
 */
export const create2Factory = '0x4e59b44847b379578588920ca78fbf26c0b4956c' as Address;

/**
 * What brings the factory to a network without it: the one transaction of an account whose key nobody knows.
 * The account needs `price` wei first. It is not of one chain (no EIP-155), which some nodes refuse.
 */
export const factoryDeployment = {
  sender: '0x3fab184622dc19b6109349b94811493bf2a45362' as Address,
  price: 100_000n * 100_000_000_000n,
  signed:
    '0xf8a58085174876e800830186a08080b853604580600e600039806000f350fe7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378035828234f58015156039578182fd5b8082525050506014600cf31ba02222222222222222222222222222222222222222222222222222222222222222a02222222222222222222222222222222222222222222222222222222222222222',
} as const;
