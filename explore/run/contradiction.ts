/** What a step found wrong by itself. */
export class Contradiction extends Error {
  override readonly name = 'Contradiction';
}
