import { open } from 'node:fs/promises';
import { createAddressDeriver } from '../../chain/deriveAddress.ts';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import { authorizationKeys } from '../../chain/sweeping/authorizationKeys.ts';
import { findSweeperFault } from '../../chain/sweeping/inspectSweeper.ts';
import { createNonceReader } from '../../chain/sweeping/readNonces.ts';
import { sweeperDeployment } from '../../chain/sweeping/sweeperDeployment.ts';
import { findSweeper } from '../../db/sweepers/findSweeper.ts';
import type { AuthorizationBox } from '../../db/authorizations/sealAuthorization.ts';
import { createAuthorizationBox } from '../../db/authorizations/sealAuthorization.ts';
import type { FileIdentity, Stage } from '../../db/authorizations/stageAuthorizations.ts';
import { stageAuthorizations } from '../../db/authorizations/stageAuthorizations.ts';
import type { Authorization } from '../../domain/sweeping/authorization.ts';
import { AuthorizationsRefused } from '../../domain/sweeping/authorization.ts';
import { parseHeader } from '../../domain/sweeping/authorizationLines.ts';
import { readAuthorizations } from '../../domain/sweeping/readAuthorizations.ts';
import { readAuthorizationsKey } from '../../signerSettings.ts';
import { moreOf, readArgs, UsageError } from '../readArgs.ts';
import { signerEnvironment } from '../stack/runningStack.ts';
import { identityOf, networkIn, openNode, requireDelegated, withSigner } from './signerContext.ts';

const usage = `Imports a file of authorizations: all of it, or nothing if one of them is refused. It may be run again.

  npm run sweep -- import FILE --network CODE [--skip-used]

  --network    a network of PURSER_SIGNER_SETTINGS, whose sweeper is deployed
  --skip-used  leaves out purses whose nonce is past that of the file: their authorization can never be used

Each is checked: it is of this chain and of the account's own delegate, signed by the address that the xpub of the settings
has at its index, and its nonce is the purse's on the chain. PURSER_AUTHORIZATIONS_KEY_FILE has the key that seals them.
`;
const run = 'npm run sweep -- import';

const options = { network: { type: 'string' }, 'skip-used': { type: 'boolean', default: false } } as const;

/** Authorizations that are looked up and saved at a time. */
const atOnce = 500;

/** Returns what to print. */
export async function importFile(args: readonly string[]): Promise<string> {
  const { values, positionals } = readArgs({ run, usage, options, args, words: true });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new UsageError(`give one FILE\n${moreOf(run)}`);
  const box = createAuthorizationBox(readAuthorizationsKey(signerEnvironment()));
  return withSigner(async (settings, db) => {
    const network = requireDelegated(networkIn(settings, values.network));
    const identity = identityOf(settings, network);
    const { sweeper, delegate } = sweeperDeployment(identity);
    const saved = await findSweeper(db, settings.account, network.code);
    if (saved?.sweeper !== sweeper)
      throw new Error(
        `the sweeper ${sweeper} is not deployed: npm run sweep -- deploy --network ${network.code}`,
      );
    const rpc = await openNode(network);
    const fault = await findSweeperFault(rpc, identity);
    if (fault) throw new Error(`the sweeper ${sweeper} is refused: ${fault}`);

    const deriver = createAddressDeriver(settings.xpub);
    const { chainId } = network;
    const file = { chainId, delegate, nonce: await nonceOf(path) };
    const expected = { ...file, kind: 'delegate', fingerprint: deriver.fingerprint } as const;
    const lines = linesOf(path);
    const reading = new Reading(rpc, box, file, values['skip-used']);
    const { added, resealed } = await stageAuthorizations(db, file, box.mark, async stage => {
      let some: Authorization[] = [];
      for await (const authorization of readAuthorizations(lines, expected, authorizationKeys(deriver))) {
        some.push(authorization);
        if (some.length < atOnce) continue;
        await reading.take(stage, some);
        some = [];
      }
      await reading.take(stage, some);
      reading.end();
    });
    const { read, skipped } = reading;
    return [
      `${network.code}: ${String(added)} of ${String(read)} authorizations are new.`,
      ...(resealed > 0
        ? [`  ${String(resealed)} were sealed with another key, and are sealed with this one now.`]
        : []),
      ...(skipped > 0 ? [`  ${String(skipped)} were skipped: their purses' nonces are past them.`] : []),
    ].join('\n');
  });
}

/** A purse whose nonce on the chain is not that of the file. */
interface Mismatch {
  readonly index: number;
  readonly nonce: number;
}

/** Looks up each purse of a file, and stages its authorization. */
class Reading {
  read = 0;
  skipped = 0;
  readonly #readNonces = createNonceReader();
  readonly #mismatches: Mismatch[] = [];
  readonly #rpc: Rpc;
  readonly #box: AuthorizationBox;
  readonly #file: FileIdentity;
  readonly #skipsUsed: boolean;

  constructor(rpc: Rpc, box: AuthorizationBox, file: FileIdentity, skipsUsed: boolean) {
    this.#rpc = rpc;
    this.#box = box;
    this.#file = file;
    this.#skipsUsed = skipsUsed;
  }

  async take(stage: Stage, some: readonly Authorization[]): Promise<void> {
    // Those were compared when they were imported. Since then their purse may have used them.
    const known = await stage.known(some.map(({ authority }) => authority));
    const unknown = some.filter(({ authority }) => !known.has(authority));
    const nonces = await this.#readNonces(
      this.#rpc,
      unknown.map(({ authority }) => authority),
    );
    const leftOut = new Set<Authorization>();
    for (const [at, authorization] of unknown.entries()) {
      const nonce = nonces[at] ?? 0;
      if (nonce === this.#file.nonce) continue;
      leftOut.add(authorization);
      if (this.#skipsUsed && nonce > this.#file.nonce) this.skipped += 1;
      else this.#mismatches.push({ index: authorization.index, nonce });
    }
    this.read += some.length;
    await stage.add(
      some
        .filter(authorization => !leftOut.has(authorization))
        .map(({ index, authority, ...tuple }) => ({
          authority,
          index,
          sealed: this.#box.seal({ ...this.#file, authority }, tuple),
        })),
    );
  }

  /** Throws if a nonce was not the chain's. */
  end(): void {
    const [first] = this.#mismatches;
    if (!first) return;
    const few = this.#mismatches
      .slice(0, 5)
      .map(({ index, nonce }) => `index ${String(index)} has ${String(nonce)}`);
    throw new Error(
      `nothing is imported: the nonce of ${String(this.#mismatches.length)} purses is not ${String(this.#file.nonce)} ` +
        `(${few.join(', ')}${this.#mismatches.length > few.length ? ', …' : ''})`,
    );
  }
}

/** The nonce that the file says it is for; the chain is asked for each purse's. */
async function nonceOf(path: string): Promise<number> {
  for await (const line of linesOf(path)) {
    const header = parseHeader(line);
    if (header) return header.nonce;
    break;
  }
  throw new AuthorizationsRefused('format', 1);
}

/** The file is opened when its first line is asked for: Node loses the lines that nobody waits for. */
async function* linesOf(path: string): AsyncGenerator<string, void, undefined> {
  const file = await open(path);
  try {
    yield* file.readLines();
  } finally {
    await file.close();
  }
}
