import { keccak256 } from './keccak.ts';
import type { WireLog } from './wire.ts';

/**
 * The bloom filter that a header carries over the logs of its block (yellow paper, 4.4.1, M3:2048): 256 bytes
 * as lower-case hex. If the header's own filter differs, logs are missing or belong to another block.
 *
 * Each distinct address and topic is hashed once for each block. A cache across blocks would save little: 640
 * hashes take 1 ms.
 */
export function logsBloom(logs: readonly Pick<WireLog, 'address' | 'topics'>[]): string {
  const items = new Set<string>();
  for (const { address, topics } of logs) {
    items.add(address);
    for (const topic of topics) items.add(topic);
  }
  const bloom = Buffer.alloc(256);
  for (const item of items) {
    const hash = keccak256(Buffer.from(item.slice(2), 'hex'));
    // The first three pairs of bytes, modulo 2048, name the bits to set, counted from the lowest of the last
    // byte.
    for (let pair = 0; pair < 6; pair += 2) {
      const bit = (((hash[pair] ?? 0) << 8) | (hash[pair + 1] ?? 0)) & 0x7ff;
      const at = 255 - (bit >> 3);
      bloom[at] = (bloom[at] ?? 0) | (1 << (bit & 7));
    }
  }
  return `0x${bloom.toString('hex')}`;
}
