import { expect, test } from 'vitest';
import { csvOf } from '../../../api/http/csv.ts';

const table = (note: string, amount = '1') => csvOf(['amount', 'note'], ['amount'], [{ amount, note }]);
const cell = (note: string) => table(note).slice('amount,note\r\n1,'.length, -'\r\n'.length);

test('a table has a header, one line per row, and nothing else', () => {
  expect(csvOf(['a', 'b'], [], [])).toBe('a,b\r\n');
  expect(table('x')).toBe('amount,note\r\n1,x\r\n');
});

test('characters that would end a cell are quoted, and quotes inside are doubled', () => {
  expect(cell('a,b')).toBe('"a,b"');
  expect(cell('say "hi"')).toBe('"say ""hi"""');
  expect(cell('two\nlines')).toBe('"two\nlines"');
  expect(cell('two\r\nlines')).toBe('"two\r\nlines"');
  expect(cell(' spaced ')).toBe(' spaced ');
});

test('text that a spreadsheet would run is written as text, and a negative number as a number', () => {
  for (const begin of ['=', '+', '-', '@', '\t']) expect(cell(`${begin}1+1`)).toBe(`'${begin}1+1`);
  expect(cell('\r=1')).toBe('"\'\r\'=1"');
  expect(cell('=HYPERLINK("http://x","y")')).toBe('"\'=HYPERLINK(""http://x"",""y"")"');
  expect(cell('1=1')).toBe('1=1');
  expect(table('', '-12.5')).toBe('amount,note\r\n-12.5,\r\n');
});

test.for([',', ';', '\t', '|', ':', ' ', '^', '\n', '\r\n', '\u2028', '"', '\u200b'])(
  'no cell begins a formula for a reader that separates by %j',
  separator => {
    for (const sign of ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '−']) {
      for (const text of [
        `${sign}1+1`,
        ` ${sign}1`,
        `\n${sign}1`,
        `\u3000${sign}1`,
        `x${separator}${sign}HYPERLINK("u")`,
        `x${separator} ${sign}1`,
        `x${separator}"${sign}1"`,
        `x${separator}y${separator}${sign}cmd|' /C calc'!A0`,
      ]) {
        const cells = cell(text)
          .split(/[\r\n]/)
          .flatMap(line => line.split(separator));
        // However much a reader strips before it looks at the first character.
        const begins = cells.map(each => each.replace(/^[\s"\u200b]+/u, ''));
        expect(begins.filter(each => each.startsWith(sign))).toEqual([]);
      }
    }
  },
);

test('text that begins no formula anywhere is unchanged', () => {
  for (const note of [
    'a-b',
    'a--b',
    'x=1',
    'user+tag@shop.example',
    'Hat - one year',
    'a -',
    '5 + 5 = 10',
    '日本-語',
  ]) {
    expect(cell(note)).toBe(note);
  }
});
