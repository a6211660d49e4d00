import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { extendedPublicKey, newSeedPhrase } from '../../cli/stack/secrets.ts';
import { newSecretsKey } from '../../db/secrets/secretBox.ts';
import { sanctionedAddress } from '../../testkit/sanctionedPayer.ts';
import { claimPort } from '../../testkit/servers/freePort.ts';
import { runTool } from '../../testkit/servers/runTool.ts';
import type { Environment } from '../../testkit/servers/toolFolder.ts';

interface Setup {
  readonly root: string;
  readonly compose: readonly [string, ...string[]];
  readonly env: Environment;
}

const readyWithinMs = 240_000;
const containers = z.array(
  z.object({ Service: z.string(), State: z.string(), Health: z.string(), ExitCode: z.number() }),
);
/** Of the networks that a container engine makes: the webhook receiver has an address in these. */
const privateRanges = '10.0.0.0/8,172.16.0.0/12,192.168.0.0/16';

/** The compose file under its own project name, with its own settings, and the outside world beside it. */
export class Deployment {
  readonly project = `purser-test-${randomBytes(4).toString('hex')}`;
  readonly images = { api: `${this.project}-api`, worker: `${this.project}-worker` };
  readonly env: Environment;
  readonly root: string;
  readonly #folder: string;
  readonly #compose: readonly [string, ...string[]];

  private constructor({ root, compose, env }: Setup, folder: string) {
    this.root = root;
    this.env = env;
    this.#compose = compose;
    this.#folder = folder;
  }

  static async prepare(setup: Setup): Promise<Deployment> {
    const deployment = new Deployment(setup, await mkdtemp(join(tmpdir(), 'purser-compose-')));
    await deployment.#writeSettings();
    return deployment;
  }

  /** Runs Compose on the deployment and returns its output. Throws `ToolError`. */
  compose(...args: readonly string[]): Promise<string> {
    const [command, ...first] = this.#compose;
    const files = [join(this.root, 'docker-compose.yml'), join(this.#folder, 'outside.json')];
    const options = [
      ...['--project-name', this.project, '--project-directory', this.root],
      ...['--env-file', join(this.#folder, '.env'), ...files.flatMap(file => ['--file', file])],
    ];
    return runTool(command, [...first, ...options, ...args], { env: this.env, cwd: this.#folder });
  }

  docker(...args: readonly string[]): Promise<string> {
    return runTool('docker', args, { env: this.env });
  }

  /** Our own images, from the Dockerfile. */
  async build(onHostNetwork: boolean): Promise<void> {
    for (const target of ['api', 'worker'] as const) {
      // If the image registry cannot be reached, the package registries are reached as this machine does.
      const network = onHostNetwork ? ['--network', 'host'] : [];
      await this.docker('build', ...network, '--target', target, '--tag', this.images[target], this.root);
    }
  }

  /** Starts everything and waits until it is healthy. */
  async up(): Promise<void> {
    await this.compose('up', '--detach', '--no-build', '--quiet-pull');
    const until = performance.now() + readyWithinMs;
    for (;;) {
      const waiting = (await this.#containers()).filter(
        ({ State, Health, ExitCode }) =>
          !(State === 'exited' && ExitCode === 0) && !(State === 'running' && Health === 'healthy'),
      );
      if (waiting.length === 0) return;
      if (performance.now() > until) {
        const states = waiting.map(({ Service, State, Health }) => `${Service} is ${State} ${Health}`);
        throw new Error(`not healthy within ${String(readyWithinMs / 1000)} s: ${states.join(', ')}`);
      }
      await sleep(1000);
    }
  }

  /** The port on this machine's loopback interface. */
  async port(service: string, port: number): Promise<number> {
    const printed = (await this.compose('port', service, String(port))).trim();
    return Number(printed.split(':').at(-1));
  }

  /** The end of each log, for whoever analyses a failure. */
  async tail(): Promise<string> {
    const state = await this.compose('ps', '--all').catch(String);
    return `${state}\n${await this.compose('logs', '--tail', '25', '--no-color').catch(String)}`;
  }

  async down(): Promise<void> {
    await this.compose('down', '--volumes', '--remove-orphans', '--timeout', '10');
    for (const image of Object.values(this.images)) await this.docker('rmi', image).catch(() => undefined);
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** What still has our project's name although everything is down. */
  async leftovers(): Promise<readonly string[]> {
    const ours = ['--quiet', '--filter', `label=com.docker.compose.project=${this.project}`];
    const lists = await Promise.all([
      this.docker('ps', '--all', ...ours),
      this.docker('volume', 'ls', ...ours),
      this.docker('network', 'ls', ...ours),
      this.docker('images', '--quiet', `${this.project}*`),
    ]);
    return lists.flatMap(list => list.split('\n').filter(line => line !== ''));
  }

  async #containers(): Promise<z.infer<typeof containers>> {
    const printed = await this.compose('ps', '--all', '--format', 'json');
    // One line each, or one list of all, depending on the version.
    const lines = printed
      .trim()
      .split('\n')
      .filter(line => line.startsWith('{') || line.startsWith('['));
    return containers.parse(lines.flatMap((line): unknown => JSON.parse(line)));
  }

  async #writeSettings(): Promise<void> {
    const sample = await readFile(join(this.root, '.env.example'), 'utf8');
    const sanctions = join(this.#folder, 'sanctions.txt');
    await writeFile(sanctions, `${sanctionedAddress}\n`);
    const own = {
      PURSER_XPUB: extendedPublicKey(newSeedPhrase()),
      PURSER_SECRETS_KEY: newSecretsKey(),
      PURSER_PLAIN_HTTP_ALLOW: 'outside',
      PURSER_RPC_ETHEREUM: 'http://outside:18545',
      PURSER_RPC_BSC: 'http://outside:18546',
      PURSER_RPC_POLYGON: 'http://outside:18547',
      PURSER_PORT: String(await claimPort(0, 'PURSER_PORT')),
      TEMPORAL_UI_PORT: String(await claimPort(0, 'TEMPORAL_UI_PORT')),
      PURSER_REGISTRY: join(this.root, 'testkit/registry.json'),
      PURSER_COMPLIANCE: 'list',
      PURSER_SANCTIONS_FILE: sanctions,
      PURSER_LOG_LEVEL: 'warn',
    };
    // Any other secret in the sample is made as the sample says.
    const settings = new Map<string, string>();
    for (const [, name = ''] of sample.matchAll(/^(\w+)=replace-me$/gm)) {
      settings.set(name, randomBytes(24).toString('hex'));
    }
    for (const [name, value] of Object.entries(own)) settings.set(name, value);
    const text = [...settings].map(([name, value]) => `${name}=${value}\n`).join('');
    await writeFile(join(this.#folder, '.env'), text, { mode: 0o600 });
    await writeFile(join(this.#folder, 'outside.json'), JSON.stringify(this.#override(), null, 2));
  }

  #override(): object {
    const { api, worker } = this.images;
    const allowed = { PURSER_OUTBOUND_ALLOW: privateRanges };
    const joined = { outside: {} };
    return {
      services: {
        migrate: { image: api },
        api: { image: api, environment: allowed },
        worker: { image: worker, networks: joined },
        dispatcher: { image: worker, networks: joined, environment: allowed },
        outside: {
          image: 'node:24-slim',
          init: true,
          read_only: true,
          tmpfs: ['/tmp'],
          cap_drop: ['ALL'],
          security_opt: ['no-new-privileges:true'],
          mem_limit: '2g',
          pids_limit: 200,
          cpus: 1,
          working_dir: '/purser',
          command: ['node', 'test/compose/outside.ts'],
          volumes: [`${this.root}:/purser:ro`],
          networks: joined,
          ports: [18545, 18546, 18547, 9000].map(port => `127.0.0.1::${String(port)}`),
          healthcheck: {
            test: [
              'CMD',
              'node',
              '-e',
              "fetch('http://127.0.0.1:9000').then(() => process.exit(0), () => process.exit(1))",
            ],
            interval: '2s',
            timeout: '2s',
            retries: 60,
          },
        },
      },
      networks: { outside: {} },
    };
  }
}
