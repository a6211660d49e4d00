import type { Meanings, MeaningsByOwner } from './types.ts';

const receiverBehaviour: Meanings = {
  status: 'The HTTP status that it answers with.',
  retryAfterSeconds: 'Seconds of a `Retry-After` header. Left out: no such header.',
  delayMs: 'Milliseconds that it waits before it answers. Left out: 0.',
};

/** Fields of what only test accounts can ask for. */
export const testModeFields: MeaningsByOwner = {
  TestDeposit: { address: 'The address that was paid.', addressFrom: 'The address that paid.' },
  TestReorg: { head: 'The block that is now the last one.' },
  'TestReorg.head': { number: 'Its number.', hash: 'Its hash.' },
  TestFinality: { height: 'The last block that is now final.' },
  TestBlocks: { height: 'The last block of the chain.' },
  TestDrop: { transactionHash: 'The transaction that left the pool.' },
  TestReplacement: {
    transactionHash: 'The transaction that is pending now.',
    replaced: 'The transaction whose place it took.',
    amount: 'What it pays, in whole units of the network’s own coin.',
  },
  TestFault: {
    kind: 'The fault that was added. Null: none, those before were ended.',
    seed: 'With it, the same of the calls are hit again. Null: no fault was added.',
  },
  TestResume: { stoppedBy: 'The error code that had stopped the chain.' },
  TestScreening: {
    behaviour: 'What it does from now on.',
    asked: 'How many times it was asked so far.',
  },
  TestRetry: { attempts: 'How many attempts had been made before.' },
  TestExpiry: { expiresAt: 'The moment at which its period ended: ISO 8601 in UTC.' },
  TestReceiver: {
    id: 'The id of the receiver, `rcv_…`.',
    url: 'Where it listens: the `url` of an endpoint.',
  },
  DeletedTestReceiver: { id: 'The id of the receiver, `rcv_…`.' },
  TestReceived: {
    total: 'How many calls it got since it was started.',
    data: 'The latest 100, newest first.',
  },
  'TestReceived.data': {
    at: 'When the call came: ISO 8601 in UTC.',
    headers: 'The headers of the call, their names in lower case.',
    raw: 'The body as it came, which is what was signed.',
  },
  postTestDeposits: {
    via: 'The way the money takes: straight, or through a contract, as exchanges and wallets do.',
    count: 'How many payments of this amount to make.',
  },
  postTestMine: { mining: '`pause`: mine only what is asked for. `resume`: mine by itself again.' },
  postTestReorg: {
    depth: 'How many blocks leave.',
    blocks: 'How many others come. Left out: one more than leave. 0 makes the chain shorter.',
    without: 'Hashes of transactions that do not come back.',
    keep: 'Hashes of the only transactions that come back. Left out: all do.',
    restore: 'Bring back, hash for hash, what the last reorg took away. No other field is given then.',
  },
  postTestDrop: { transactionHash: 'The pending transaction.' },
  postTestReplace: {
    transactionHash: 'The pending transaction.',
    to: 'Who is paid instead. Left out: the payer, which cancels the payment.',
    amount: 'In whole units of the network’s own coin. Left out: 0.',
  },
  postTestFault: {
    clear: 'End the faults that there are, before the new one begins.',
    kind: 'What goes wrong. Needed unless `clear` is given.',
    rate: 'The share of calls that it hits, from 0 to 1. Left out: 1.',
    seed: 'With the same seed the same of the calls are hit. Left out: one is drawn.',
    methods: 'Only calls of these JSON-RPC methods. Left out: all that it can be about.',
    count: 'It ends after so many hits. Left out: it lasts.',
    blocks: '`stale_head`: how many blocks behind. Left out: 3.',
    height: '`stale_head`: stuck at this block instead.',
    ms: '`delay`: for how many milliseconds. Left out: 1,000.',
    chainId: '`wrong_chain_id`: which one. Left out: one more than is right.',
    retryAfterSeconds: '`rate_limit`: what the answer says, in seconds. Left out: 1.',
  },
  postTestScreening: {
    behaviour:
      '`right`: answers as it should. `silent`: never answers. `slow`: answers after `delayMs`. `failing`: answers with ' +
      'the error `status`. `wrong`: answers about another deposit. `malformed`: answers what is no JSON.',
    delayMs: '`slow`: how many milliseconds it takes. Left out: 5,000. The worker waits for 3,000.',
    status: '`failing`: the HTTP status. Left out: 500.',
    verdict: 'What it says of every deposit. Left out: what the list of the local stack says of the payer.',
  },
  postTestResume: {
    follow: 'Follow the fork that stopped the chain, as `/readyz` tells it.',
    height: 'Instead of `follow`: the number of a block of the new chain.',
    hash: 'The hash of that block.',
  },
  postTestFinalize: {
    lag: 'All but so many of the last blocks are final.',
    height: 'The blocks up to this number are final.',
  },
  postTestWebhookReceivers: receiverBehaviour,
  postTestWebhookReceiversById: receiverBehaviour,
};
