import { createClient } from '../client/index.ts';
import { compileContracts } from '../contracts/compileContracts.ts';
import { parseAddress } from '../domain/address.ts';
import { parseAmount } from '../domain/money.ts';
import { payerVerdicts, paymentWays, refusalOf } from '../domain/testMode.ts';
import { steeringUrl } from '../testkit/chain/rpc/steeringUrl.ts';
import { payAs } from '../testkit/payAs.ts';
import { oneOf, wholeNumber } from './options.ts';
import { readArgs } from './readArgs.ts';
import { readRegistry } from './stack/localRegistry.ts';
import { fail, runningStack } from './stack/runningStack.ts';

const usage = `Pays to a deposit address on a test chain of the running stack.

  npm run pay -- --customer alice --currency ETH --amount 0.5
  npm run pay -- --to 0x… --currency USDT_BSC --amount 25

  --customer ID    a customer, by your id or ours; a purse is issued if it has none
  --to ADDRESS     or the address itself
  --currency CODE  ETH, USDT_ETH, BNB, USDT_BSC, POL or USDC_POL
  --amount AMOUNT  in whole units
  --count N        how many times to pay (1)
  --verdict V      the compliance verdict on the payer (approve): decline, or review, so that a person must decide
  --sanctioned     the same as --verdict decline
  --via WAY        how to pay (direct):
                     direct         a transfer
                     internal       native coins from within a contract
                     batch          two transfers that sum to the amount, in one transaction of a contract
                     fee-token      a new token that takes a fee of 1 %, with the currency's decimals
                     look-alike     another token with the name and symbol of the currency
                     nft            a collectible, whatever the amount
                     reverted       a transaction that succeeds, but its payment is reverted
                     self-destruct  native coins from a contract that destroys itself
`;

async function main(): Promise<void> {
  const { values } = readArgs({
    run: 'npm run pay',
    usage,
    options: {
      customer: { type: 'string' },
      to: { type: 'string' },
      currency: { type: 'string' },
      amount: { type: 'string' },
      via: { type: 'string', default: 'direct' },
      count: { type: 'string' },
      verdict: { type: 'string' },
      sanctioned: { type: 'boolean', default: false },
    },
  });
  const { customer, to, currency: code, amount: text } = values;
  if (code === undefined || text === undefined || (customer === undefined) === (to === undefined)) {
    throw new Error(`give --currency, --amount, and either --customer or --to\n\n${usage}`);
  }
  const via = oneOf('--via', paymentWays, values.via);
  const verdict = oneOf(
    '--verdict',
    payerVerdicts,
    values.verdict ?? (values.sanctioned ? 'decline' : 'approve'),
  );
  const count = wholeNumber('--count', values.count) ?? 1;
  if (count === 0) throw new Error('--count must be above 0');
  const running = runningStack('pay');
  const currency = readRegistry(running.registry).currencies.find(candidate => candidate.code === code);
  const network = running.networks.find(candidate => candidate.code === currency?.network);
  if (!currency || !network) throw new Error(`${code} is not a currency of the test chains`);
  const amount = parseAmount(text, currency.decimals);
  if (amount === undefined || amount === 0n) {
    throw new Error(
      `--amount must be whole units of ${code} with up to ${String(currency.decimals)} decimals`,
    );
  }

  if (to !== undefined && !parseAddress(to))
    throw new Error('--to must be an address: 0x and 40 hexadecimal digits');

  const refusal = refusalOf({ via, verdict, isNative: currency.contract === null });
  if (refusal) throw new Error(`--${refusal.field}: ${refusal.message}`);

  const address = to ?? (await purseOf(running.api, running.key, customer ?? '', code));
  const { rpc, faucetKey } = network;
  const rpcUrl = steeringUrl(rpc);
  const artifacts = await compileContracts();
  const payment = { rpcUrl, faucetKey, artifacts, to: address, currency, amount };
  const { from, txHashes } = await payAs({ ...payment, via, verdict, count });
  const how = via === 'direct' ? '' : ` (${via})`;
  process.stdout.write(`Paid ${text} ${code} from ${from} to ${address} on ${network.code}${how}.\n`);
  for (const txHash of txHashes) process.stdout.write(`Transaction ${txHash}\n`);
  if (to !== undefined && (await isNoPurse(running.api, running.key, to))) {
    process.stdout.write(
      `No customer of the test account has the address ${to}: no event reports this payment.\n`,
    );
  }
}

/** Also false if the API does not answer: the payment was made in any case. */
async function isNoPurse(api: string, key: string, address: string): Promise<boolean> {
  const purser = createClient({ baseUrl: api, apiKey: key, maxRetries: 0 });
  const found = await purser.get('/v1/purses', { query: { address } }).catch(() => undefined);
  return found?.data.length === 0;
}

async function purseOf(api: string, key: string, customer: string, currency: string): Promise<string> {
  const purser = createClient({ baseUrl: api, apiKey: key });
  return (await purser.get('/v1/purse', { query: { customerId: customer, currency } })).address;
}

try {
  await main();
} catch (error) {
  fail('pay', error);
}
