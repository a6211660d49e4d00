import { HDNodeWallet } from 'ethers';

/** The phrase that every EVM test tool uses. It is well known, so nobody takes its accounts for real ones. */
const phrase = 'test test test test test test test test test test test junk';

export interface TestAccounts {
  /** Deploys the tokens, so that their addresses follow from its first nonces. It is not used again. */
  readonly deployer: HDNodeWallet;
  /** Holds the money that test payers get. */
  readonly faucet: HDNodeWallet;
}

export function testAccounts(): TestAccounts {
  const root = HDNodeWallet.fromPhrase(phrase, undefined, "m/44'/60'/0'/0");
  return { deployer: root.deriveChild(0), faucet: root.deriveChild(1) };
}
