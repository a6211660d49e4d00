import { setTimeout as sleep } from 'node:timers/promises';
import type { Currency, Network } from '../../domain/registry.ts';
import { addTokens } from '../../testkit/chain/contracts/addTokens.ts';
import { testArtifacts } from '../../testkit/chain/contracts/testArtifacts.ts';
import { testAccounts } from '../../testkit/chain/payers/testAccounts.ts';
import { callRpc } from '../../testkit/chain/rpc/callRpc.ts';
import { runTool } from '../../testkit/servers/runTool.ts';
import type { Environment } from '../../testkit/servers/toolFolder.ts';
import { worldRegistry } from './worldRegistry.ts';

const firstChainPort = 8545;
const inboxPort = 9000;
const readyWithinMs = 120_000;

interface Setup {
  /** Of its container and of its network. */
  readonly name: string;
  readonly root: string;
  readonly env: Environment;
  readonly signal: AbortSignal;
}

/**
 * What is outside an installation: nodes of its chains and a merchant's server, in a container that no service of the
 * compose file is in. So it goes on while they are stopped.
 */
export class World {
  /** The name of the world's container in its network. */
  static readonly host = 'outside';
  readonly networks: readonly Network[];
  readonly currencies: readonly Currency[];
  readonly #ports: ReadonlyMap<number, string>;

  private constructor(ports: ReadonlyMap<number, string>) {
    const { networks, currencies } = worldRegistry();
    this.networks = networks;
    this.currencies = currencies;
    this.#ports = ports;
  }

  /** Starts it on a network of its own, and deploys the tokens. The deployment joins that network. */
  static async start(setup: Setup): Promise<World> {
    const docker = dockerOf(setup);
    await docker('network', 'create', setup.name);
    const ports = [inboxPort, ...worldRegistry().networks.map((_, at) => firstChainPort + at)];
    await docker(
      ...['run', '--detach', '--name', setup.name, '--network', setup.name, '--network-alias', World.host],
      ...['--init', '--read-only', '--tmpfs', '/tmp', '--cap-drop', 'ALL', '--cpus', '1'],
      ...['--security-opt', 'no-new-privileges:true', '--memory', '2g', '--pids-limit', '300'],
      ...ports.flatMap(port => ['--publish', `127.0.0.1::${String(port)}`]),
      // Anvil moves old states into its home.
      ...['--env', 'HOME=/tmp', '--volume', `${setup.root}:/purser:ro`, '--workdir', '/purser'],
      ...['node:24-slim', 'node', 'test/compose/outside.ts'],
    );
    const published = await Promise.all(
      ports.map(async port => [port, await docker('port', setup.name, String(port))] as const),
    );
    const world = new World(
      new Map(published.map(([port, printed]) => [port, printed.trim().split('\n')[0] ?? ''])),
    );
    await world.#untilReady(setup).catch(async (cause: unknown) => {
      throw new Error(`the world outside does not start: ${await docker('logs', setup.name)}`, { cause });
    });
    await world.#deploy();
    return world;
  }

  static async remove(setup: Setup): Promise<void> {
    const docker = dockerOf(setup);
    await docker('rm', '--force', setup.name).catch(() => undefined);
    await docker('network', 'rm', setup.name).catch(() => undefined);
  }

  /** The settings that lead an installation to these nodes: two endpoints each, so that blocks are proven. */
  static endpoints(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      worldRegistry().networks.map(({ code }, at) => {
        const url = `http://${World.host}:${String(firstChainPort + at)}`;
        return [`PURSER_RPC_${code}`, `${url},${url}/`];
      }),
    );
  }

  /** From this machine. */
  rpcUrl(network: string): string {
    return this.#url(firstChainPort + this.networks.findIndex(({ code }) => code === network));
  }

  /** The merchant's server, from this machine. */
  get inboxUrl(): string {
    return this.#url(inboxPort);
  }

  #url(port: number): string {
    return `http://${String(this.#ports.get(port))}`;
  }

  async #untilReady({ signal }: Setup): Promise<void> {
    const until = performance.now() + readyWithinMs;
    for (;;) {
      try {
        await fetch(this.#url(inboxPort));
        for (const { code } of this.networks) await callRpc(this.rpcUrl(code), 'eth_chainId', []);
        return;
      } catch (error) {
        if (performance.now() > until) throw error;
        await sleep(500, undefined, { signal });
      }
    }
  }

  async #deploy(): Promise<void> {
    for (const { code } of this.networks) {
      const rpcUrl = this.rpcUrl(code);
      const chain = {
        rpcUrl,
        faucetKey: testAccounts().faucet.privateKey,
        request: (method: string, params: readonly unknown[] = []) => callRpc(rpcUrl, method, params),
        mine: async (blocks: number) => void (await callRpc(rpcUrl, 'anvil_mine', [blocks])),
      };
      const tokens = this.currencies.filter(({ network, contract }) => network === code && contract !== null);
      await addTokens(
        chain,
        await testArtifacts(),
        tokens.map(({ code: currency, name, decimals }) => ({ currency, name, symbol: currency, decimals })),
      );
    }
  }
}

function dockerOf({ env }: Setup): (...args: readonly string[]) => Promise<string> {
  return (...args) => runTool('docker', args, { env });
}
