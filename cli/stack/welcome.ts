import { checksumAddress } from '../../chain/deriveAddress.ts';
import { parseAddress } from '../../domain/address.ts';
import type { Running } from './running.ts';

/**
 * What `npm start` prints when everything runs: the addresses, the way to a first webhook, and how to stop.
 * `home` is the state folder if it is not the usual one: the commands then need it.
 */
export function welcome(running: Running, seconds: number, stoppedBy: string, home?: string): string {
  const { api, shop, key, temporal, temporalProgram, temporalUi, networks, treasury } = running;
  const chains = networks.map(
    network => `  ${network.code.padEnd(14)} ${network.rpc} (chain ${String(network.chainId)})`,
  );
  const run = home === undefined ? 'npm run' : `PURSER_HOME=${home} npm run`;
  const firstPayment = `To your first payment: open the shop, log in as alice, top up $15, and pay what its checkout page asks for:
     ${run} pay -- --customer alice --currency USDT_BSC --amount 15

`;
  return `
Purser runs (ready in ${seconds.toFixed(0)} s).

  API            ${api}
  Reference      ${api}/docs
  Shop           ${shop ?? '(not started)'}
  Temporal UI    ${temporalUi === '' ? '(on your own server)' : temporalUi} 
  Its command    TEMPORAL_ADDRESS=${temporal} ${temporalProgram === '' ? 'temporal' : temporalProgram} workflow list
  Test API key   ${key}
${treasury === null ? '' : treasuryLine(treasury)}
Test chains
${chains.join('\n')}

To your first webhook, in another terminal of this folder:

  1. Receive and verify webhooks (leave it running):
     ${run} listen

  2. In a third terminal, create a customer and get the deposit address:
     curl -s ${api}/v1/customers -H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json' -d '{"externalId":"alice"}'
     curl -s '${api}/v1/purse?customerId=alice&currency=ETH' -H 'Authorization: Bearer ${key}'

  3. Pay to it on the test chain:
     ${run} pay -- --customer alice --currency ETH --amount 0.5

  4. See the webhooks arrive in step 1, then the balance:
     curl -s '${api}/v1/balances?customerId=alice' -H 'Authorization: Bearer ${key}'

${shop === null ? '' : firstPayment}${stoppedBy} stops everything; nothing is lost.
`;
}

function treasuryLine(treasury: string): string {
  const address = parseAddress(treasury);
  return `  Treasury       ${address ? checksumAddress(address) : treasury}
                 (credited money is swept to it within seconds; sums below 20 × the smallest deposit after half a minute)
`;
}
