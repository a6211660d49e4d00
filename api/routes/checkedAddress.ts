import type { ChecksumAddress } from '../../domain/address.ts';
import { parseAddress } from '../../domain/address.ts';
import type { ApiDeps } from '../deps.ts';

/** What is said of a field that `checkedAddress` refuses. */
export const addressForm = 'must be 0x and 40 hexadecimal digits, with a right checksum';

/** The address; undefined if it is none, or its capitals do not match its checksum (EIP-55). One case alone has no checksum. */
export function checkedAddress(
  { checksum }: Pick<ApiDeps, 'checksum'>,
  given: string,
): ChecksumAddress | undefined {
  const address = parseAddress(given);
  const checked = address && checksum(address);
  const digits = given.slice(2);
  const mixed = digits !== digits.toLowerCase() && digits !== digits.toUpperCase();
  return mixed && given !== checked ? undefined : checked;
}
