import { expect, test } from 'vitest';
import { csvOf } from '../../api/csv.ts';

const table = (note: string, amount = '1') => csvOf(['amount', 'note'], ['amount'], [{ amount, note }]);
const cell = (note: string) => table(note).slice('amount,note\r\n1,'.length, -'\r\n'.length);

test('a table has a header, a line a row, and nothing else', () => {
  expect(csvOf(['a', 'b'], [], [])).toBe('a,b\r\n');
  expect(table('x')).toBe('amount,note\r\n1,x\r\n');
});

test('what would end a cell is quoted, and quotes in it are doubled', () => {
  expect(cell('a,b')).toBe('"a,b"');
  expect(cell('say "hi"')).toBe('"say ""hi"""');
  expect(cell('two\nlines')).toBe('"two\nlines"');
  expect(cell('two\r\nlines')).toBe('"two\r\nlines"');
  expect(cell(' spaced ')).toBe(' spaced ');
});

test('text that a spreadsheet would run is text, and a negative number is a number', () => {
  for (const begin of ['=', '+', '-', '@', '\t']) expect(cell(`${begin}1+1`)).toBe(`'${begin}1+1`);
  expect(cell('\r=1')).toBe('"\'\r=1"');
  expect(cell('=HYPERLINK("http://x","y")')).toBe('"\'=HYPERLINK(""http://x"",""y"")"');
  expect(cell('1=1')).toBe('1=1');
  expect(table('', '-12.5')).toBe('amount,note\r\n-12.5,\r\n');
});
