import type { errorCatalogue, ErrorCode } from '../../domain/errors.ts';
import type { Advice } from './advice/advice.ts';
import { chainAdvice } from './advice/chainAdvice.ts';
import { objectAdvice } from './advice/objectAdvice.ts';
import { requestAdvice } from './advice/requestAdvice.ts';
import { sweepAdvice } from './advice/sweepAdvice.ts';

/** The codes as sent: entries of the catalogue that share a code are one. */
type WireCode = {
  readonly [Code in ErrorCode]: (typeof errorCatalogue)[Code] extends {
    readonly code: infer Wire extends ErrorCode;
  }
    ? Wire
    : Code;
}[ErrorCode];

/** The advice of every code. A code without one does not compile. */
export const errorAdvice: ReadonlyMap<string, Advice> = new Map(
  Object.entries({
    ...requestAdvice,
    ...objectAdvice,
    ...sweepAdvice,
    ...chainAdvice,
  } satisfies Readonly<Record<WireCode, Advice>>),
);
