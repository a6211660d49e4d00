import assert from 'node:assert/strict';
import type { Books } from './books.ts';
import { untilCredited } from './books.ts';
import type { Service } from './deployment.ts';
import { ownServices, services } from './deployment.ts';
import { eventually } from './eventually.ts';
import type { Payer } from './payer.ts';

interface Run {
  readonly books: Books;
  readonly payer: Payer;
  readonly print: (line: string) => void;
}

/** How many payments are sent while something is away. */
const meanwhile = 2;

/** Stops each service alone, and starts it again. */
export async function stopEach(run: Run): Promise<void> {
  const { deployment } = run.books;
  for (const service of services) {
    await outage(run, `${service} was stopped and started`, async () => {
      await deployment.compose('stop', service);
      await checkEnded(run, [service]);
      await run.payer.more(meanwhile);
      await deployment.compose('start', service);
    });
  }
}

/** Stops our own services while the database is away: none waits for it until it is killed. */
export async function stopWithoutDatabase(run: Run): Promise<void> {
  const { deployment } = run.books;
  await outage(run, 'The database was away, and then all processes of ours were stopped', async () => {
    await deployment.compose('stop', 'postgres');
    await run.payer.more(meanwhile);
    await deployment.compose('stop', ...ownServices);
    await checkEnded(run, ownServices);
    await deployment.compose('start', 'postgres', ...ownServices);
  });
}

export async function restartAll(run: Run): Promise<void> {
  const { deployment } = run.books;
  await outage(run, 'All services were restarted at once', async () => {
    await deployment.compose('restart', ...services);
  });
}

/** Kills what runs in each container of ours: the engine starts the container again. */
export async function crashEach(run: Run): Promise<void> {
  const { deployment } = run.books;
  const restarts = async (service: Service): Promise<number> =>
    Number(
      await deployment.docker('inspect', '--format', '{{.RestartCount}}', deployment.container(service)),
    );
  for (const service of ownServices) {
    const before = await restarts(service);
    await outage(run, `${service} was killed by SIGKILL, and the engine started it again`, async () => {
      // All but the container's first process, which then ends. The shell may be gone before it can say so.
      await deployment.exec(service, 'sh', '-c', 'kill -9 -1').catch(() => undefined);
      await eventually(`${service} is started again`, deployment.signal, async () =>
        (await restarts(service)) > before ? true : undefined,
      );
      await run.payer.more(meanwhile);
    });
  }
}

/** Kills every container at once, databases included, as when the power fails. */
export async function killAll(run: Run): Promise<void> {
  const { deployment } = run.books;
  await outage(run, 'All services were killed at once by SIGKILL, and started', async () => {
    await deployment.compose('kill', '--signal', 'SIGKILL', ...services);
    await run.payer.more(meanwhile);
    await deployment.compose('up', '--detach', '--no-build');
  });
}

/** Takes everything down but the volumes. */
export async function downAndUp(run: Run): Promise<void> {
  const { deployment } = run.books;
  await outage(run, 'Everything was taken down and brought up', async () => {
    await deployment.compose('down');
    assert.equal(
      await deployment.docker('ps', '--quiet', '--filter', `name=${deployment.container('api')}`),
      '',
    );
    await run.payer.more(meanwhile);
    await deployment.compose('up', '--detach', '--no-build');
  });
}

/** Does something bad, and asserts that all is well afterwards: what was sent until then is credited. */
async function outage({ books, payer, print }: Run, what: string, harm: () => Promise<void>): Promise<void> {
  const [before, began] = [payer.sent.length, performance.now()];
  await harm();
  await books.deployment.untilHealthy();
  const count = payer.sent.length;
  await untilCredited(books, payer.sent.slice(0, count));
  const seconds = Math.round((performance.now() - began) / 1000);
  print(`${what}: ${String(count - before)} payments meanwhile are credited after ${String(seconds)} s.`);
}

/** Each ended by itself, as it should: 137 is what it has if it was killed after its time was over. */
async function checkEnded({ books }: Run, stopped: readonly Service[]): Promise<void> {
  for (const service of stopped) {
    const code = await books.deployment.exitCode(service);
    const isOurs = ownServices.some(own => own === service);
    assert.ok(isOurs ? code === 0 : code !== 137, `${service} ended with ${String(code)}`);
  }
}
