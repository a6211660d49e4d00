/**
 * Keccak-256 at about 1 µs a hash. A block has hundreds of addresses and topics to hash. ethers takes 8 to 20
 * µs for each, and Node's OpenSSL has SHA-3 but not its older padding. This file assembles the permutation as
 * WebAssembly, which has the 64-bit words that JavaScript lacks. The tests compare it with ethers.
 */

/** Input bytes for one permutation (FIPS 202, 6.1, for 256 bits). */
const rate = 136;
const rounds = 24;
/** Where the constants of the rounds begin in the memory, in bytes: after 25 words of state. */
const constantsAt = 200;

interface KeccakModule {
  readonly memory: { readonly buffer: ArrayBuffer };
  permute(this: void): void;
}
/** TypeScript declares `WebAssembly` only in the types of browsers. */
declare const WebAssembly: {
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: KeccakModule };
};

const { memory, permute } = new WebAssembly.Instance(new WebAssembly.Module(assemble())).exports;
const state = new Uint8Array(memory.buffer, 0, constantsAt);
new BigInt64Array(memory.buffer, constantsAt, rounds).set(roundConstants());

/**
 * The hash that Ethereum uses: Keccak with the padding from before FIPS 202. Gives 32 bytes in a new array.
 */
export function keccak256(input: Uint8Array): Uint8Array {
  state.fill(0);
  let at = 0;
  for (let index = 0; index < input.length; index++) {
    state[at] = (state[at] ?? 0) ^ (input[index] ?? 0);
    if (++at < rate) continue;
    permute();
    at = 0;
  }
  state[at] = (state[at] ?? 0) ^ 0x01;
  state[rate - 1] = (state[rate - 1] ?? 0) ^ 0x80;
  permute();
  return state.slice(0, 32);
}

/** FIPS 202, 3.2.5: bits 2^j - 1 of each constant from a shift register. */
function roundConstants(): BigInt64Array {
  let register = 1;
  return BigInt64Array.from({ length: rounds }, () => {
    let constant = 0n;
    for (let j = 0n; j < 7n; j++) {
      if (register & 1) constant |= 1n << ((1n << j) - 1n);
      register = (register << 1) ^ ((register >> 7) * 0x171);
    }
    return constant;
  });
}

/**
 * A module that exports its memory and Keccak-f[1600] on the first 200 bytes of it (FIPS 202, 3.2 and 3.3).
 */
function assemble(): Uint8Array {
  // Locals: the state A, its permuted copy B, the parities C of columns, a word D, and the round's place.
  const a = (x: number, y: number): number => (x % 5) + 5 * (y % 5);
  const b = (x: number, y: number): number => 25 + a(x, y);
  const c = (x: number): number => 50 + (x % 5);
  const [d, place] = [55, 56];
  const fives = [0, 1, 2, 3, 4];
  const lanes = fives.flatMap(y => fives.map(x => [x, y] as const));

  // Opcodes of the WebAssembly core specification, 5.4.
  const get = (local: number): number[] => [0x20, local];
  const set = (local: number): number[] => [0x21, local];
  const i32 = (value: number): number[] => [0x41, ...leb(value, true)];
  const i64 = (value: number): number[] => [0x42, ...leb(value, true)];
  const load = (offset: number): number[] => [0x29, 3, ...leb(offset)];
  const store = (offset: number): number[] => [0x37, 3, ...leb(offset)];
  const [add, less, xor, and, rotl] = [0x6a, 0x49, 0x85, 0x83, 0x89];

  const theta = [
    ...fives.flatMap(x => [
      ...fives.flatMap(y => [...get(a(x, y)), ...(y === 0 ? [] : [xor])]),
      ...set(c(x)),
    ]),
    ...fives.flatMap(x => [
      ...[...get(c(x + 4)), ...get(c(x + 1)), ...i64(1), rotl, xor, ...set(d)],
      ...fives.flatMap(y => [...get(a(x, y)), ...get(d), xor, ...set(a(x, y))]),
    ]),
  ];
  const rhoAndPi = [...get(a(0, 0)), ...set(b(0, 0))];
  for (let t = 0, x = 1, y = 0; t < 24; t++, [x, y] = [y, (2 * x + 3 * y) % 5]) {
    const offset = (((t + 1) * (t + 2)) / 2) % 64;
    rhoAndPi.push(...get(a(x, y)), ...i64(offset), rotl, ...set(b(y, 2 * x + 3 * y)));
  }
  const chi = lanes.flatMap(([x, y]) => [
    ...[...get(b(x, y)), ...get(b(x + 1, y)), ...i64(-1), xor, ...get(b(x + 2, y)), and, xor],
    ...set(a(x, y)),
  ]);
  const iota = [...get(a(0, 0)), ...get(place), ...load(constantsAt), xor, ...set(a(0, 0))];

  const body = [
    ...[2, 56, 0x7e, 1, 0x7f],
    ...lanes.flatMap(([x, y]) => [...i32(0), ...load(8 * a(x, y)), ...set(a(x, y))]),
    ...[0x03, 0x40, ...theta, ...rhoAndPi, ...chi, ...iota],
    ...[...get(place), ...i32(8), add, 0x22, place, ...i32(8 * rounds), less, 0x0d, 0, 0x0b],
    ...lanes.flatMap(([x, y]) => [...i32(0), ...get(a(x, y)), ...store(8 * a(x, y))]),
    0x0b,
  ];
  const sized = (bytes: readonly number[]): number[] => [...leb(bytes.length), ...bytes];
  const name = (text: string): number[] => sized([...Buffer.from(text)]);
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...[1, ...sized([1, 0x60, 0, 0])],
    ...[3, ...sized([1, 0])],
    ...[5, ...sized([1, 0, 1])],
    ...[7, ...sized([2, ...name('memory'), 2, 0, ...name('permute'), 0, 0])],
    ...[10, ...sized([1, ...sized(body)])],
  ]);
}

/** LEB128: seven bits in each byte, the lowest first. */
function leb(value: number, signed = false): number[] {
  const low = value & 0x7f;
  const rest = signed ? value >> 7 : value >>> 7;
  const done = signed ? rest === (low & 0x40 ? -1 : 0) : rest === 0;
  return done ? [low] : [low | 0x80, ...leb(rest, signed)];
}
