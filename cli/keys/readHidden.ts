import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { Writable } from 'node:stream';

/**
 * A secret from standard input. In a terminal each question is asked, and the answer is not shown; a command
 * line or the environment could be read by other processes. Returns an answer per question, and of a file
 * or a pipe its whole text alone.
 */
export async function readHidden(...questions: readonly string[]): Promise<readonly string[]> {
  if (!process.stdin.isTTY) return [await text(process.stdin)];
  const nowhere = new Writable({
    write(_chunk, _encoding, done) {
      done();
    },
  });
  // From here on the terminal itself shows nothing, and what the interface would show is thrown away.
  const input = createInterface({ input: process.stdin, output: nowhere, terminal: true, historySize: 0 });
  input.once('SIGINT', () => process.exit(130));
  const answers: string[] = [];
  try {
    for (const question of questions) {
      process.stderr.write(`${question} (it is not shown): `);
      answers.push(await input.question(''));
      process.stderr.write('\n');
    }
  } finally {
    input.close();
  }
  return answers;
}
