import { checksumAddress } from '../../chain/deriveAddress.ts';
import { readBalance } from '../../chain/readBalances.ts';
import { findSweeperFault, isOperator } from '../../chain/sweeping/inspectSweeper.ts';
import { sweeperDeployment } from '../../chain/sweeping/sweeperDeployment.ts';
import type { Db } from '../../db/connect.ts';
import type { CountedAuthorizations } from '../../db/authorizations/countAuthorizations.ts';
import { countAuthorizations } from '../../db/authorizations/countAuthorizations.ts';
import { findSweeper } from '../../db/sweepers/findSweeper.ts';
import type { Address } from '../../domain/address.ts';
import { PurserError } from '../../domain/errors.ts';
import { baseUnits, formatAmount } from '../../domain/money.ts';
import { isRunningLow } from '../../domain/sweeping/authorization.ts';
import type { SignerNetwork, SignerSettings } from '../../domain/sweeping/signerSettings.ts';
import { readOperatorAddress } from '../../signerSettings.ts';
import { readArgs } from '../readArgs.ts';
import { signerEnvironment } from '../stack/runningStack.ts';
import { identityOf, networkIn, openNode, withSigner } from './signerContext.ts';

const usage = `Shows the contracts, the operator and the authorizations of each network.

  npm run sweep -- status [--network CODE] [--json]

  --network  one network of PURSER_SIGNER_SETTINGS; the default is all
  --json     the same as JSON
`;

const options = { network: { type: 'string' }, json: { type: 'boolean', default: false } } as const;

interface NetworkStatus {
  readonly network: string;
  readonly chainId: number;
  readonly method: SignerNetwork['method'];
  readonly sweeper: string | null;
  readonly delegate: string | null;
  /** The balance is in whole coins; null if no node answers. */
  readonly operator: { readonly address: string; readonly balance: string | null } | null;
  readonly authorizations: Omit<CountedAuthorizations, 'accountId' | 'network' | 'chainId'> | null;
  readonly warnings: readonly string[];
}

/** Returns what to print. */
export async function status(args: readonly string[]): Promise<string> {
  const { values } = readArgs({ run: 'npm run sweep -- status', usage, options, args });
  return withSigner(async (settings, db) => {
    const networks = values.network === undefined ? settings.networks : [networkIn(settings, values.network)];
    const operator = readOperatorAddress(signerEnvironment());
    const found: NetworkStatus[] = [];
    for (const network of networks) found.push(await statusOf(settings, network, db, operator));
    return values.json ? JSON.stringify(found, null, 2) : found.map(shown).join('\n');
  });
}

async function statusOf(
  settings: SignerSettings,
  network: SignerNetwork,
  db: Db,
  operator: Address | null,
): Promise<NetworkStatus> {
  const { code, chainId, method } = network;
  const identity = network.method === 'delegated' ? identityOf(settings, network) : null;
  const deployment = identity && sweeperDeployment(identity);
  const warnings: string[] = [];
  const saved = deployment && (await findSweeper(db, settings.account, code));
  const isSaved = saved?.sweeper === deployment?.sweeper;
  if (saved && !isSaved) warnings.push(`another sweeper is saved: ${saved.sweeper}`);
  let balance: bigint | null = null;
  try {
    const rpc = await openNode(network);
    if (operator !== null) balance = await readBalance(rpc, operator);
    const fault = identity && (await findSweeperFault(rpc, identity));
    if (fault) warnings.push(`sweeper: ${fault}`);
    if (deployment && !fault && operator !== null && !(await isOperator(rpc, deployment.sweeper, operator)))
      warnings.push('the owner has not added the operator');
  } catch (error) {
    if (!(error instanceof PurserError)) throw error;
    warnings.push(error.message);
  }
  const counted =
    saved && isSaved ? (await countAuthorizations(db)).find(one => isOf(one, saved)) : undefined;
  if (counted && isRunningLow(counted)) warnings.push('authorizations are running low: sign and import more');
  return {
    network: code,
    chainId,
    method,
    sweeper: deployment && checksumAddress(deployment.sweeper),
    delegate: deployment && checksumAddress(deployment.delegate),
    operator: operator && {
      address: checksumAddress(operator),
      balance: balance === null ? null : formatAmount(baseUnits(balance), 18),
    },
    authorizations: counted ? figuresOf(counted) : null,
    warnings,
  };
}

function isOf(
  { accountId, network }: CountedAuthorizations,
  saved: { readonly account_id: string; readonly network: string },
): boolean {
  return accountId === saved.account_id && network === saved.network;
}

function figuresOf({ total, unused, ahead, inFlight, nextIndex }: CountedAuthorizations) {
  return { total, unused, ahead, inFlight, nextIndex };
}

function shown(of: NetworkStatus): string {
  const { operator, authorizations } = of;
  return [
    `${of.network}, chain ${String(of.chainId)}, ${of.method}`,
    ...(of.sweeper === null
      ? []
      : [`  sweeper         ${of.sweeper}`, `  delegate        ${String(of.delegate)}`]),
    `  operator        ${operator ? `${operator.address}, has ${operator.balance ?? '?'} coins for gas` : 'PURSER_OPERATOR_KEYSTORE is not set'}`,
    ...(authorizations
      ? [
          `  authorizations  ${String(authorizations.unused)} of ${String(authorizations.total)} unused, ` +
            `${String(authorizations.inFlight)} used or in flight, ${String(authorizations.ahead)} for purses from index ` +
            `${String(authorizations.nextIndex)} on`,
        ]
      : []),
    ...of.warnings.map(warning => `  warning: ${warning}`),
  ].join('\n');
}
