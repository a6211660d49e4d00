import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { extendedPublicKey, newSeedPhrase } from '../../cli/stack/secrets.ts';
import { newSecretsKey } from '../../db/secrets/secretBox.ts';
import { sanctionedAddress } from '../../testkit/sanctionedPayer.ts';
import { claimPort } from '../../testkit/servers/freePort.ts';
import { runTool } from '../../testkit/servers/runTool.ts';
import type { Environment } from '../../testkit/servers/toolFolder.ts';
import { eventually } from './eventually.ts';
import { World } from './world.ts';
import { worldRegistryText } from './worldRegistry.ts';

interface Setup {
  readonly root: string;
  readonly compose: readonly [string, ...string[]];
  readonly env: Environment;
  /** Ends every wait. */
  readonly signal: AbortSignal;
}

/** The services that go on, in the order in which they need each other. The others are jobs that end. */
export const services = [
  'postgres',
  'temporal-postgres',
  'temporal',
  'temporal-ui',
  'api',
  'worker',
  'dispatcher',
] as const;
export type Service = (typeof services)[number];
/** Those that are made of this repository. */
export const ownServices = ['api', 'worker', 'dispatcher'] as const satisfies readonly Service[];

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
  readonly signal: AbortSignal;
  readonly settings = new Map<string, string>();
  readonly #folder: string;
  readonly #compose: readonly [string, ...string[]];

  private constructor({ root, compose, env, signal }: Setup, folder: string) {
    this.root = root;
    this.env = env;
    this.signal = signal;
    this.#compose = compose;
    this.#folder = folder;
  }

  static async prepare(setup: Setup): Promise<Deployment> {
    const deployment = new Deployment(setup, await mkdtemp(join(tmpdir(), 'purser-compose-')));
    await deployment.#writeSettings();
    return deployment;
  }

  /** What the outside world needs to stand beside it. */
  get world() {
    return { name: `${this.project}-outside`, root: this.root, env: this.env, signal: this.signal };
  }

  /** Runs Compose on the deployment and returns its output. Throws `ToolError`. */
  compose(...args: readonly string[]): Promise<string> {
    return this.#run(this.project, ['outside.json'], args);
  }

  /** The same for another project with the same settings, and with one more file if there is one. */
  async beside(name: string, override?: string): Promise<(...args: readonly string[]) => Promise<string>> {
    const files = ['outside.json'];
    if (override !== undefined) {
      files.push(`${name}.yml`);
      await writeFile(join(this.#folder, `${name}.yml`), override);
    }
    return (...args) => this.#run(`${this.project}-${name}`, files, args);
  }

  docker(...args: readonly string[]): Promise<string> {
    return runTool('docker', args, { env: this.env });
  }

  container(service: string): string {
    return `${this.project}-${service}-1`;
  }

  /** Runs a command in a service's container. Throws `ToolError`. */
  exec(service: Service, ...command: readonly string[]): Promise<string> {
    return this.docker('exec', this.container(service), ...command);
  }

  /** Our own images, from the Dockerfile. */
  async build(onHostNetwork: boolean): Promise<void> {
    for (const target of ['api', 'worker'] as const) {
      // If the image registry cannot be reached, the package registries are reached as this machine does.
      const network = onHostNetwork ? ['--network', 'host'] : [];
      const args = ['build', ...network, '--target', target, '--tag', this.images[target], this.root];
      // It takes minutes, and nothing is left behind by a build that ends early.
      await runTool('docker', args, { env: this.env, signal: this.signal });
    }
  }

  /** Starts everything and waits until it is healthy. */
  async up(): Promise<void> {
    await this.compose('up', '--detach', '--no-build', '--quiet-pull');
    await this.untilHealthy();
  }

  async untilHealthy(): Promise<void> {
    let states: readonly string[] = [];
    await eventually('every container is healthy', this.signal, async () => {
      const all = await this.#containers();
      states = all
        .filter(
          ({ State, Health, ExitCode }) =>
            !(State === 'exited' && ExitCode === 0) && !(State === 'running' && Health === 'healthy'),
        )
        .map(
          ({ Service, State, Health, ExitCode }) => `${Service} is ${State} ${Health} ${String(ExitCode)}`,
        );
      const running = all.filter(({ State }) => State === 'running').map(({ Service }) => Service);
      if (states.length > 0) throw new Error(states.join(', '));
      return services.every(service => running.includes(service)) ? true : undefined;
    });
  }

  /** The exit code of a service that was stopped. */
  async exitCode(service: Service): Promise<number> {
    return Number(await this.docker('inspect', '--format', '{{.State.ExitCode}}', this.container(service)));
  }

  /** The port on this machine's loopback interface. */
  async port(service: Service, port: number): Promise<number> {
    const printed = (await this.compose('port', service, String(port))).trim();
    return Number(printed.split(':').at(-1));
  }

  /** The end of each log, for whoever analyses a failure. */
  async tail(): Promise<string> {
    const state = await this.compose('ps', '--all').catch(String);
    return `${state}\n${await this.compose('logs', '--tail', '25', '--no-color').catch(String)}`;
  }

  /** Removes the containers and their volumes. */
  async down(): Promise<void> {
    await this.compose('down', '--volumes', '--remove-orphans', '--timeout', '10');
  }

  async remove(): Promise<void> {
    for (const image of Object.values(this.images)) await this.docker('rmi', image).catch(() => undefined);
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** What still has our project's name although everything is down. */
  async leftovers(): Promise<readonly string[]> {
    const ours = ['--quiet', '--filter', `name=${this.project}`];
    const lists = await Promise.all([
      this.docker('ps', '--all', ...ours),
      this.docker('volume', 'ls', ...ours),
      this.docker('network', 'ls', ...ours),
      this.docker('images', '--quiet', `${this.project}*`),
    ]);
    return lists.flatMap(list => list.split('\n').filter(line => line !== ''));
  }

  #run(project: string, overrides: readonly string[], args: readonly string[]): Promise<string> {
    const [command, ...first] = this.#compose;
    const files = [join(this.root, 'docker-compose.yml'), ...overrides.map(file => join(this.#folder, file))];
    const options = [
      ...['--project-name', project, '--project-directory', this.root],
      ...['--env-file', join(this.#folder, '.env'), ...files.flatMap(file => ['--file', file])],
    ];
    return runTool(command, [...first, ...options, ...args], { env: this.env, cwd: this.#folder });
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
    const [sanctions, registry] = ['sanctions.txt', 'registry.json'].map(name => join(this.#folder, name));
    await writeFile(String(sanctions), `${sanctionedAddress}\n`);
    await writeFile(String(registry), worldRegistryText());
    const own = {
      PURSER_XPUB: extendedPublicKey(newSeedPhrase()),
      PURSER_SECRETS_KEY: newSecretsKey(),
      PURSER_PLAIN_HTTP_ALLOW: World.host,
      ...World.endpoints(),
      PURSER_PORT: String(await claimPort(0, 'PURSER_PORT')),
      TEMPORAL_UI_PORT: String(await claimPort(0, 'TEMPORAL_UI_PORT')),
      PURSER_REGISTRY: String(registry),
      PURSER_COMPLIANCE: 'list',
      PURSER_SANCTIONS_FILE: String(sanctions),
      PURSER_LOG_LEVEL: 'warn',
    };
    // Any other secret in the sample is made as the sample says.
    for (const [, name = ''] of sample.matchAll(/^(\w+)=replace-me$/gm)) {
      this.settings.set(name, randomBytes(24).toString('hex'));
    }
    for (const [name, value] of Object.entries(own)) this.settings.set(name, value);
    const text = [...this.settings].map(([name, value]) => `${name}=${value}\n`).join('');
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
      },
      networks: { outside: { name: this.world.name, external: true } },
    };
  }
}
