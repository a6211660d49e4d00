import { HDNodeWallet } from 'ethers';

/** Path of the keys of deposit addresses (BIP-44, Ethereum, first account, external chain). */
const addressPath = "m/44'/60'/0'/0";

/** The key above those of all deposit addresses. It can sign. */
export function keyOfAddresses(phrase: string): HDNodeWallet {
  return HDNodeWallet.fromPhrase(phrase, undefined, addressPath);
}
