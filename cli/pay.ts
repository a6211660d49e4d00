import { parseArgs } from 'node:util';
import { parseAmount } from '../domain/money.ts';
import { newPayer } from '../testkit/chain/newPayer.ts';
import { pay } from '../testkit/chain/pay.ts';
import { sanctionedKey } from '../testkit/sanctionedPayer.ts';
import { createApiClient, purseAnswer } from './apiClient.ts';
import { fail, runningStack } from './runningStack.ts';
import { testRegistry } from './testChains.ts';

const usage = `Pays to a deposit address on a test chain of the running stack.

  npm run pay -- --customer alice --currency ETH --amount 0.5
  npm run pay -- --to 0x… --currency USDT_BSC --amount 25

  --customer ID    a customer, by your id or ours; its purse is issued when it has none
  --to ADDRESS     or the address itself
  --currency CODE  ETH, USDT_ETH, BNB, USDT_BSC, POL or USDC_POL
  --amount AMOUNT  in whole units
  --sanctioned     pay from a sanctioned address: compliance declines the deposit
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      customer: { type: 'string' },
      to: { type: 'string' },
      currency: { type: 'string' },
      amount: { type: 'string' },
      sanctioned: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const { customer, to, currency: code, amount: text } = values;
  if (code === undefined || text === undefined || (customer === undefined) === (to === undefined)) {
    throw new Error(`it takes --currency, --amount, and either --customer or --to\n\n${usage}`);
  }
  const running = runningStack('pay');
  const currency = testRegistry().currencies.find(candidate => candidate.code === code);
  const network = running.networks.find(candidate => candidate.code === currency?.network);
  if (!currency || !network) throw new Error(`${code} is no currency of the test chains`);
  const amount = parseAmount(text, currency.decimals);
  if (amount === undefined || amount === 0n) {
    throw new Error(
      `--amount must be whole units of ${code} with up to ${String(currency.decimals)} decimals`,
    );
  }

  const address = to ?? (await purseOf(running.api, running.key, customer ?? '', code));
  const { rpc: rpcUrl, faucetKey } = network;
  const gas = 10n ** 17n;
  const key = values.sanctioned
    ? (
        await newPayer({
          rpcUrl,
          faucetKey,
          key: sanctionedKey,
          native: currency.contract === null ? amount + gas : gas,
          tokens: currency.contract === null ? [] : [{ contract: currency.contract, amount }],
        })
      ).key
    : faucetKey;
  const txHash = await pay({ rpcUrl, key, to: address, currency, amount });
  process.stdout.write(`Paid ${text} ${code} to ${address} on ${network.code}.\nTransaction ${txHash}\n`);
}

async function purseOf(api: string, key: string, customer: string, currency: string): Promise<string> {
  const query = new URLSearchParams({ customerId: customer, currency });
  return (await createApiClient(api, key).get(`/v1/purse?${query.toString()}`, purseAnswer)).address;
}

try {
  await main();
} catch (error) {
  fail('pay', error);
}
