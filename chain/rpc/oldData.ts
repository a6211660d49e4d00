/**
 * How nodes say that they no longer have data of such an age. The execution APIs have a code for it (4444,
 * "Pruned history unavailable"), and EIP-1474 has -32001 for what is not found. Most nodes use codes that say
 * nothing, and then only the words help. -32002 ("Resource unavailable") is such a code: geth uses it for
 * "request timed out".
 *
 * - go-ethereum and its forks (bor, bsc, coreth): `missing trie node …`, `historical state … is not
 *   available`, `required historical state unavailable (reexec=128)`, `pruned history unavailable`; all but
 *   the last with -32000
 * - reth: `state at block #… is pruned`, `distance to target block exceeds maximum proof window`
 * - Erigon: `old data not available due to pruning`, `data before txNum=… is not available`
 * - Nethermind: `No state available for block …` (-32002), `Internal error` with `MissingTrieNodeException`
 *   in its data (-32603), `Receipts … are neither stored nor reproducible` (-32602)
 * - Besu: `World state unavailable`; OpenEthereum: `your node is running with state pruning`
 * - anvil, restarted with its state: `BlockOutOfRangeError` (-32602), also for a state that it does not have yet
 * - providers: the words of their node, or that an archive node is needed
 */
const words: readonly RegExp[] = [
  /missing ?trie ?node/i,
  /missing from the db/i,
  /\bstate\b.*\b(unavailable|not available|missing|not found)/i,
  /\bhistorical (state|data|block|query|request)/i,
  /no state available/i,
  /\b(pruned|pruning)\b/i,
  /\barchive\b/i,
  /\bdata before\b.*\bnot available/i,
  /neither stored nor reproducible/i,
  /\bproof window\b/i,
  /\b(block|state|height)\b.*\btoo (old|far)/i,
];
const prunedHistory = 4444;
const notFound = -32_001;

/**
 * Whether a refusal says that the node no longer has data of such an age. `message` is its own text, followed by
 * its data if that is a text. "Not found" means old only for a block's own data: for a call that reads a
 * state it may mean that a header is missing or the node lags.
 */
export function isOldData(method: string, code: number, message: string): boolean {
  if (code === prunedHistory || words.some(word => word.test(message))) return true;
  return code === notFound && !readsState(method);
}

/** Codes that say what is wrong with the call itself. */
const codesOfCalls: readonly number[] = [-32601, -32602, -32004, -39001];

export function isCodeOfCall(code: number): boolean {
  return codesOfCalls.includes(code);
}

/**
 * Whether a call was refused because it reads the state of a block. Most nodes keep the state of the last 128
 * blocks only. If the node does not know the block, no state is lost: the node lags.
 */
export function isAboutState(method: string, code: number, message: string): boolean {
  if (isCodeOfCall(code) && !/\bBlockOutOfRange/.test(message)) return false;
  if (/\b(header|block)( for hash)? not found|unknown block/i.test(message)) return false;
  return readsState(method);
}

function readsState(method: string): boolean {
  return /^(debug_|trace_|eth_(getBalance|call|getProof|getCode|getStorageAt|getTransactionCount)$)/.test(
    method,
  );
}
