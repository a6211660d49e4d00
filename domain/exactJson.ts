/** A place where a JSON text would not be stored as it was sent. */
export interface JsonFault {
  /** Names and indexes from the root to the value. */
  readonly path: readonly string[];
  /**
   * `repeated`: an object has the name twice, and readers differ about which value counts (RFC 8259, 4).
   * `inexact`: a double does not give the number back. `prototype`: the name is `__proto__`, which copies of
   * the object lose.
   */
  readonly kind: 'repeated' | 'inexact' | 'prototype';
}

/** More faults would only make the answer longer than the question. */
const mostFaults = 20;

interface Frame {
  /** The names seen in an object; undefined in an array. */
  readonly names: Set<string> | undefined;
  at: string | number;
  wantsName: boolean;
}

const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*|[{}[\],]/g;

/**
 * The first 20 faults of a text that `JSON.parse` accepted. The walk does not recurse, so no nesting is too
 * deep. Names are compared after decoding: `"a"` and `"\u0061"` are equal.
 */
export function findJsonFaults(json: string): readonly JsonFault[] {
  const faults: JsonFault[] = [];
  const open: Frame[] = [];
  const note = (kind: JsonFault['kind']): void => {
    faults.push({ kind, path: open.map(({ at }) => String(at)) });
  };
  for (const [token] of json.matchAll(tokens)) {
    if (faults.length === mostFaults) break;
    const frame = open.at(-1);
    switch (token.charAt(0)) {
      case '{':
        open.push({ names: new Set(), at: '', wantsName: true });
        break;
      case '[':
        open.push({ names: undefined, at: 0, wantsName: false });
        break;
      case '}':
      case ']':
        open.pop();
        break;
      case ',':
        if (frame && typeof frame.at === 'number') frame.at += 1;
        else if (frame) frame.wantsName = true;
        break;
      case '"':
        if (!frame?.names || !frame.wantsName) break;
        frame.wantsName = false;
        frame.at = String(JSON.parse(token));
        if (frame.at === '__proto__') note('prototype');
        else if (frame.names.has(frame.at)) note('repeated');
        frame.names.add(frame.at);
        break;
      default:
        if (!isExactNumber(token)) note('inexact');
    }
  }
  return faults;
}

/**
 * True if the double nearest to a JSON number prints as the same decimal. `1.0`, `0.1e1` and `0.1` are exact;
 * 9007199254740993, 0.12345678901234567890 and 1e400 are not. No number beyond 2^53 is exact: its neighbours
 * are missing.
 */
export function isExactNumber(text: string): boolean {
  const value = Number(text);
  return Math.abs(value) <= 2 ** 53 && decimalOf(text) === decimalOf(String(value));
}

/** A number's sign, its digits without zeros at both ends, and its exponent: equal for every spelling. */
function decimalOf(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const significant = trimZeros(digits);
  if (significant === '') return '0';
  const power = Number(exponent) - fraction.length + (digits.length - significant.length);
  return `${sign}${significant}e${String(power)}`;
}

/** `/0+$/` would take quadratic time for zeros in the middle. */
function trimZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits.charAt(end - 1) === '0') end -= 1;
  return digits.slice(0, end);
}
