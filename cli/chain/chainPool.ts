import { parseAmount } from '../../domain/money.ts';
import { wholeNumber } from '../options.ts';
import { readArgs } from '../readArgs.ts';
import type { ChainVerb } from './chainTarget.ts';
import { chainTarget, targetOptions } from './chainTarget.ts';

/** `--tx` is its earlier name. */
const transactionOptions = { 'transaction-hash': { type: 'string' }, tx: { type: 'string' } } as const;

export const drop: ChainVerb = {
  usage: `drop        removes a pending transaction from the pool

  npm run chain -- drop --transaction-hash 0x…

  --transaction-hash HASH  the transaction
`,
  async run(args) {
    const { values } = readArgs({
      run: 'npm run chain -- drop',
      usage: drop.usage,
      args,
      options: { ...targetOptions, ...transactionOptions },
    });
    const { 'transaction-hash': txHash = values.tx } = values;
    if (txHash === undefined) throw new Error('--transaction-hash is required');
    const chain = chainTarget(values);
    const dropped = await chain.call('purser_drop', txHash);
    if (dropped !== true) throw new Error(`no transaction ${txHash} is pending on ${chain.name}`);
    return `Dropped ${txHash}.\n`;
  },
};

export const replace: ChainVerb = {
  usage: `replace     replaces a pending transaction by another, for twice the fees

  npm run chain -- replace --transaction-hash 0x…

  --transaction-hash HASH  the pending transaction
  --nonce N        or its nonce
  --key KEY        its sender's private key (by default the faucet's, which \`npm run pay\` uses)
  --to ADDRESS     the new receiver (by default the sender, which cancels the payment)
  --amount AMOUNT  whole native coins (0)
`,
  async run(args) {
    const { values } = readArgs({
      run: 'npm run chain -- replace',
      usage: replace.usage,
      args,
      options: {
        ...targetOptions,
        ...transactionOptions,
        nonce: { type: 'string' },
        key: { type: 'string' },
        to: { type: 'string' },
        amount: { type: 'string' },
      },
    });
    const { 'transaction-hash': txHash = values.tx, to } = values;
    const nonce = wholeNumber('--nonce', values.nonce);
    if ((txHash === undefined) === (nonce === undefined))
      throw new Error('give --transaction-hash or --nonce');
    const amount = parseAmount(values.amount ?? '0', 18);
    if (amount === undefined) throw new Error('--amount must be whole coins with up to 18 decimals');
    const chain = chainTarget(values);
    const key = values.key ?? chain.faucetKey;
    const replacement = { key, txHash, nonce, to, amount: String(amount) };
    return `Replaced by ${String(await chain.call('purser_replace', replacement))}.\n`;
  },
};
