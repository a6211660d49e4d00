import { z } from 'zod';
import { parseParam } from './parseParam.ts';

export interface FeedLog extends Readonly<Record<string, unknown>> {
  readonly address: string;
  readonly topics: readonly string[];
}

const oneOrMore = z.union([z.string(), z.array(z.string())]);
const filterSchema = z
  .object({
    address: oneOrMore.nullish(),
    /** By position. Null accepts any topic, and so do the positions after the last one. */
    topics: z.array(oneOrMore.nullable()).nullish(),
  })
  .nullish();

/** Whether a log matches a subscription's addresses and topics. Throws `RpcError`. */
export function logFilter(param: unknown): (log: FeedLog) => boolean {
  const { address, topics } = parseParam(filterSchema, param) ?? {};
  const accepts = (
    wanted: string | readonly string[] | null | undefined,
    found: string | undefined,
  ): boolean => {
    if (wanted === null || wanted === undefined) return true;
    const choices = typeof wanted === 'string' ? [wanted] : wanted;
    return choices.length === 0 || choices.some(choice => choice.toLowerCase() === found?.toLowerCase());
  };
  return log =>
    accepts(address, log.address) && (topics ?? []).every((topic, at) => accepts(topic, log.topics[at]));
}
