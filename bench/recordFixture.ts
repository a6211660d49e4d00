// Writes the recorded chain into the folder given as its argument. It is a separate process, as its memory
// would count in the measurement. Everything follows from bench/fixture/shape.ts.
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { makeBlock } from './fixture/makeBlock.ts';
import type { MadeBlock } from './fixture/makeBlock.ts';
import { makeTransfers } from './fixture/makeTransfers.ts';
import type { PlannedTransfer } from './fixture/makeTransfers.ts';
import { SeededRandom } from './fixture/seededRandom.ts';
import type { FixtureIndex, Place, RecordedBlock } from './fixture/shape.ts';
import { lastBlock, shape } from './fixture/shape.ts';

const folder = process.argv[2];
if (!folder) throw new Error('give the folder to record into');

const answers = openSync(join(folder, 'answers.bin'), 'w');
let written = 0;
const random = new SeededRandom(shape.seed);
const paidPurses = Array.from({ length: shape.paidPurses }, () => random.hex(20));
const blocks: RecordedBlock[] = [];
let parentHash = random.hex(32);
for (let number = shape.start; number <= lastBlock + shape.emptyAfter; number++) {
  const empty = number === shape.start || number > lastBlock;
  const transfers = empty ? [] : makeTransfers(random, paidPurses);
  const made = makeBlock(random, number, parentHash, transfers);
  blocks.push(record(number, made, transfers));
  parentHash = made.hash;
}
closeSync(answers);
writeFileSync(join(folder, 'index.json'), JSON.stringify({ blocks, paidPurses } satisfies FixtureIndex));

function record(number: number, made: MadeBlock, transfers: readonly PlannedTransfer[]): RecordedBlock {
  const txHashes = made.receipts.map(receipt => receipt.transactionHash);
  const receiptTexts = made.receipts.map(receipt => JSON.stringify(receipt));
  const block = write(JSON.stringify(made.block));
  const logs = write(JSON.stringify(made.logs));
  const receipts = write(`[${receiptTexts.join(',')}]`);
  let at = receipts[0] + 1;
  return {
    number,
    hash: made.hash,
    block,
    logs,
    receipts,
    receiptPlaces: receiptTexts.map(text => {
      const place = [at, text.length] as const;
      at += text.length + 1;
      return place;
    }),
    txHashes,
    recipients: [...new Set(transfers.map(transfer => transfer.to))],
    hits: transfers.flatMap(({ toPurse, kind, to, amount }, index) =>
      toPurse ? [{ txHash: txHashes[index] ?? '', kind, to, amount: String(amount) }] : [],
    ),
  };
}

/** Everything is ASCII, so each character is a byte. */
function write(text: string): Place {
  const place = [written, text.length] as const;
  writeSync(answers, text);
  written += text.length;
  return place;
}
