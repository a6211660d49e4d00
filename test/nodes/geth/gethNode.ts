import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { callRpc } from '../../../testkit/chain/rpc/callRpc.ts';
import { RpcError } from '../../../testkit/chain/rpc/rpcError.ts';
import { claimPort } from '../../../testkit/servers/freePort.ts';
import { runTool } from '../../../testkit/servers/runTool.ts';
import type { NodeProcess, RealChain } from '../realChain.ts';
import { runNode } from '../realChain.ts';

/** A full node of go-ethereum that its test drives like a consensus client. */
export interface GethNode extends Pick<RealChain, 'rpcUrl' | 'request'> {
  readonly name: string;
  /** A call of the Engine API. */
  engine(method: string, params: readonly unknown[]): Promise<unknown>;
  /** Ends it, if it was not killed, and starts it again with its data. */
  restart(): Promise<void>;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
  /** Ends it, loses all it had, and starts it at block 0 of a genesis. */
  startAnew(genesisFile: string): Promise<void>;
  stop(): Promise<void>;
}

export interface GethOptions {
  readonly program: string;
  readonly name: string;
  /** For its data and its log. */
  readonly folder: string;
  readonly genesisFile: string;
  readonly args?: readonly string[];
}

export async function startGeth(options: GethOptions): Promise<GethNode> {
  const { program, name, args = [] } = options;
  const folder = join(options.folder, name);
  const dataDir = join(folder, 'data');
  const secret = randomBytes(32);
  const secretFile = join(folder, 'jwt');
  await mkdir(folder, { recursive: true });
  await writeFile(secretFile, secret.toString('hex'), { mode: 0o600 });
  const [port, enginePort] = [
    await claimPort(0, 'HTTP of geth'),
    await claimPort(0, 'the Engine API of geth'),
  ];
  const rpcUrl = `http://127.0.0.1:${String(port)}`;

  const initialise = (genesisFile: string): Promise<string> =>
    runTool(program, ['init', ...schemeIn(args), '--datadir', dataDir, genesisFile]);
  const run = (): Promise<NodeProcess> =>
    runNode({
      name,
      command: program,
      args: [
        ...['--datadir', dataDir, '--syncmode', 'full', '--nodiscover', '--maxpeers', '0', '--port', '0'],
        ...['--http', '--http.port', String(port), '--http.api', 'eth,net,debug,txpool,testing'],
        ...['--authrpc.port', String(enginePort), '--authrpc.jwtsecret', secretFile],
        ...['--ipcdisable', '--nat', 'none', '--cache', '64', '--verbosity', '2'],
        ...args,
      ],
      folder,
      url: rpcUrl,
    });
  await initialise(options.genesisFile);
  let node: NodeProcess | undefined = await run();
  const end = async (): Promise<void> => {
    await node?.stop();
    node = undefined;
  };
  return {
    name,
    rpcUrl,
    request: (method, params = []) => callRpc(rpcUrl, method, params),
    engine: (method, params) => callEngine(`http://127.0.0.1:${String(enginePort)}`, secret, method, params),
    async restart() {
      await end();
      node = await run();
    },
    async kill() {
      await node?.kill();
      node = undefined;
    },
    async startAnew(genesisFile) {
      await end();
      await rm(dataDir, { recursive: true });
      await initialise(genesisFile);
      node = await run();
    },
    stop: end,
  };
}

/** The scheme of the database is chosen when it is made. */
function schemeIn(args: readonly string[]): readonly string[] {
  const at = args.indexOf('--state.scheme');
  return at === -1 ? [] : args.slice(at, at + 2);
}

/** With a token for this moment (execution-apis, "Engine API: Authentication"). Throws `RpcError`. */
async function callEngine(
  url: string,
  secret: Buffer,
  method: string,
  params: readonly unknown[],
): Promise<unknown> {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { iat: Math.floor(Date.now() / 1000) };
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  const signature = createHmac('sha256', secret).update(signed).digest('base64url');
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${signed}.${signature}` },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  const answer = (await response.json()) as {
    readonly result?: unknown;
    readonly error?: { readonly code: number; readonly message: string };
  };
  if (answer.error) throw new RpcError(answer.error.code, answer.error.message);
  return answer.result;
}
