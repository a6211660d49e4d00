import { faultKinds } from '../../domain/testMode.ts';
import { oneOf, wholeNumber } from '../options.ts';
import { readArgs } from '../readArgs.ts';
import type { ChainVerb } from './chainTarget.ts';
import { chainTarget, targetOptions } from './chainTarget.ts';

export const fault: ChainVerb = {
  usage: `fault       makes a chain's endpoint answer wrongly or not at all

  npm run chain -- fault --kind empty_logs --rate 0.5
  npm run chain -- fault --clear

  --kind KIND           empty_logs, drop_log, stale_head, wrong_chain_id, altered_receipt, missing_transaction,
                        wrong_bloom, pruned_state, pruned_history, rate_limit, server_error, truncated,
                        disconnect or delay
  --rate RATE           the share of calls that fail, from 0 to 1 (1)
  --seed SEED           a number: the same seed fails the same calls
  --methods METHOD      only calls of this method fail; may be repeated
  --count N             ends after so many failed calls
  --blocks N            stale_head: how many blocks behind (3)
  --height N            stale_head: stuck at this height
  --ms MS               delay: how many ms (1000)
  --chain-id ID         wrong_chain_id: the chain id to return
  --retry-after-seconds SECONDS
                        rate_limit: the Retry-After of the answer (1)
  --clear               ends all faults; with --kind, the earlier ones
`,
  async run(args) {
    const { values } = readArgs({
      run: 'npm run chain -- fault',
      usage: fault.usage,
      args,
      options: {
        ...targetOptions,
        kind: { type: 'string' },
        rate: { type: 'string' },
        seed: { type: 'string' },
        methods: { type: 'string', multiple: true },
        method: { type: 'string', multiple: true },
        count: { type: 'string' },
        blocks: { type: 'string' },
        height: { type: 'string' },
        ms: { type: 'string' },
        'chain-id': { type: 'string' },
        'retry-after-seconds': { type: 'string' },
        'retry-after': { type: 'string' },
        clear: { type: 'boolean' },
      },
    });
    const { clear, methods = values.method } = values;
    const kind = values.kind === undefined ? undefined : oneOf('--kind', faultKinds, values.kind);
    if (kind === undefined && !clear) throw new Error('give --kind or --clear');
    const rate = values.rate === undefined ? undefined : Number(values.rate);
    if (rate !== undefined && !(rate >= 0 && rate <= 1)) throw new Error('--rate must be from 0 to 1');
    const chain = chainTarget(values);
    if (clear) await chain.call('purser_clearFaults');
    if (kind === undefined) return `${chain.name} has no faults.\n`;
    const wanted = {
      kind,
      methods,
      rate,
      seed: wholeNumber('--seed', values.seed),
      count: wholeNumber('--count', values.count),
      blocks: wholeNumber('--blocks', values.blocks),
      height: wholeNumber('--height', values.height),
      ms: wholeNumber('--ms', values.ms),
      chainId: wholeNumber('--chain-id', values['chain-id']),
      retryAfterSeconds: wholeNumber(
        '--retry-after-seconds',
        values['retry-after-seconds'] ?? values['retry-after'],
      ),
    };
    const { seed } = (await chain.call('purser_fault', wanted)) as { readonly seed: number };
    return `${chain.name} has ${kind} from now on, with seed ${String(seed)}.\n`;
  },
};
