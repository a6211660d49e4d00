/**
 * How nodes say that they keep no data so old. There is a code for it (4444, "Pruned history unavailable", of the execution
 * APIs), and EIP-1474's -32001 for what is not found, but most use codes that say nothing: then only the words tell.
 * -32002 ("Resource unavailable") is one of these: it is geth's "request timed out".
 *
 * - go-ethereum and what is made of it (bor, bsc, coreth): `missing trie node …`, `historical state … is not available`,
 *   `required historical state unavailable (reexec=128)`, `pruned history unavailable`; all but the last with -32000
 * - reth: `state at block #… is pruned`, `distance to target block exceeds maximum proof window`
 * - Erigon: `old data not available due to pruning`, `data before txNum=… is not available`
 * - Nethermind: `No state available for block …` (-32002), `Internal error` with `MissingTrieNodeException` in its data
 *   (-32603), `Receipts … are neither stored nor reproducible` (-32602)
 * - Besu: `World state unavailable`; OpenEthereum: `your node is running with state pruning`
 * - providers: whatever their node says, or that an archive node is needed
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
 * Whether a refusal says that the node keeps no data so old: `said` is its message, and its data where that is a text. What is
 * not found is old if it is a block's own data; a call that reads a state may lack a header, or the node lags.
 */
export function saysOldData(method: string, code: number, said: string): boolean {
  if (code === prunedHistory || words.some(word => word.test(said))) return true;
  return code === notFound && !readsState(method);
}

/**
 * Whether what was refused would be answered from the state of a block, which most nodes keep of the last 128 alone. A
 * block that the node does not know is no state that is gone: it lags.
 */
export function isAboutState(method: string, said: string): boolean {
  if (/\b(header|block)( for hash)? not found|unknown block/i.test(said)) return false;
  return readsState(method);
}

function readsState(method: string): boolean {
  return /^(debug_|trace_|eth_(getBalance|call|getProof|getCode|getStorageAt|getTransactionCount)$)/.test(
    method,
  );
}
