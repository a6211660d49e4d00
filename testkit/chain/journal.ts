import { appendFileSync, closeSync, mkdirSync, openSync, readFileSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const hash = z.string().regex(/^0x[0-9a-f]{64}$/);

const header = z.strictObject({
  journal: z.literal(1),
  chainId: z.number().int(),
  hardfork: z.string(),
  /** The hash of the block with the tokens. It covers genesis, the tokens and their bytecode. */
  start: hash,
});
/** A step of the chain. The same steps on a fresh node, in the same order, always give the same chain. */
const step = z.union([
  /** A block was mined at this time and got this hash. */
  z.strictObject({ mine: z.number().int(), head: hash }),
  /** Another call changed the chain. `head` is set if the call moved the head. */
  z.strictObject({
    call: z.string(),
    params: z.array(z.unknown()),
    result: z.unknown(),
    head: hash.optional(),
  }),
]);
const finality = z.union([
  /** Blocks up to this height, until the next entry of this kind. */
  z.strictObject({ height: z.number().int().min(0) }),
  /** All blocks but the last `lag` ones. */
  z.strictObject({ lag: z.number().int().min(0) }),
]);
const entry = z.union([
  step,
  /** A reorg: the first `reorg` steps of the chain stay, and `steps` follow them. */
  z.strictObject({ reorg: z.number().int().min(0), steps: z.array(step), head: hash }),
  /** Which blocks are `safe` and `finalized` from here on. */
  z.strictObject({ finality }),
]);

export type JournalHeader = z.infer<typeof header>;
export type JournalEntry = z.infer<typeof entry>;
export type Step = z.infer<typeof step>;
export type Finality = z.infer<typeof finality>;
export { finality as finalitySchema };

/**
 * The journal does not lead to the chain for which it was written. The only remedy is to delete chain and
 * database.
 */
export class ChainJournalError extends Error {
  override readonly name = 'ChainJournalError';
  readonly code = 'chain_journal_mismatch';
  readonly file: string;
  readonly line: number;

  constructor(file: string, line: number, reason: string) {
    super(
      `the test chain and its journal disagree: ${file}, line ${String(line)}: ${reason}. ` +
        '`npm run reset` resets chain and database together',
    );
    this.file = file;
    this.line = line;
  }
}

export interface Journal {
  readonly file: string;
  /** The entries at the time of opening, in order. The entry at index i is line i + 2 of the file. */
  readonly entries: readonly JournalEntry[];
  append(entry: JournalEntry): void;
  close(): void;
}

/**
 * Opens the journal of a chain, or begins one. If the last line has no end, the process died while writing
 * it. Its call was never answered, so the line is cut off. Throws `ChainJournalError`.
 *
 * The journal is written without fsync: what a killed process wrote stays. Only a crash of the whole machine
 * can lose lines. The next start then finds that the database is ahead of the chain.
 */
export function openJournal(file: string, start: JournalHeader): Journal {
  mkdirSync(dirname(file), { recursive: true });
  const descriptor = openSync(file, 'a+');
  try {
    const text = readFileSync(descriptor, 'utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    if (whole.length < text.length) truncateSync(file, Buffer.byteLength(whole));

    const lines = whole.split('\n').slice(0, -1);
    const [first, ...rest] = lines;
    const append = (line: JournalHeader | JournalEntry): void => {
      appendFileSync(descriptor, `${JSON.stringify(line)}\n`);
    };
    if (first === undefined) append(start);
    else checkHeader(file, parseLine(file, 1, header, first), start);
    return {
      file,
      entries: rest.map((line, at) => parseLine(file, at + 2, entry, line)),
      append,
      close: () => {
        closeSync(descriptor);
      },
    };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

/** For a chain that is lost when it stops. */
export const noJournal: Journal = {
  file: '',
  entries: [],
  append: () => undefined,
  close: () => undefined,
};

function checkHeader(file: string, found: JournalHeader, start: JournalHeader): void {
  for (const key of ['chainId', 'hardfork', 'start'] as const) {
    if (found[key] === start[key]) continue;
    const change = `${key} was ${String(found[key])} and is ${String(start[key])}`;
    throw new ChainJournalError(file, 1, `the chain now starts differently: ${change}`);
  }
}

function parseLine<T>(file: string, line: number, schema: z.ZodType<T>, text: string): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ChainJournalError(file, line, 'it is not JSON');
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new ChainJournalError(file, line, 'it is not a journal entry');
  return parsed.data;
}
