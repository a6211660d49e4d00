import assert from 'node:assert/strict';
import { z } from 'zod';
import type { Deployment, Service } from './deployment.ts';
import { ownServices } from './deployment.ts';

const inspected = z.array(
  z.object({
    Name: z.string(),
    HostConfig: z.object({
      CapDrop: z.array(z.string()).nullable(),
      SecurityOpt: z.array(z.string()).nullable(),
      ReadonlyRootfs: z.boolean(),
      Memory: z.number(),
      PidsLimit: z.number().nullable(),
      NanoCpus: z.number(),
    }),
  }),
);

/**
 * Asserts that the engine confines each container as the file says, and that containers that need not reach
 * each other cannot.
 */
export async function checkConfinement(deployment: Deployment, print: (line: string) => void): Promise<void> {
  const ids = (await deployment.compose('ps', '--all', '--quiet')).trim().split('\n');
  for (const { Name, HostConfig } of inspected.parse(
    JSON.parse(await deployment.docker('inspect', ...ids)),
  )) {
    assert.deepEqual(HostConfig.CapDrop, ['ALL'], Name);
    assert.ok(HostConfig.SecurityOpt?.includes('no-new-privileges:true'), Name);
    assert.equal(HostConfig.ReadonlyRootfs, !Name.includes('temporal-ui'), Name);
    for (const limit of [HostConfig.Memory, HostConfig.PidsLimit ?? 0, HostConfig.NanoCpus]) {
      assert.ok(limit > 0, `${Name} has no limit`);
    }
  }
  print(
    `${String(ids.length)} containers are confined: no capabilities, limits, file systems that cannot be written.`,
  );

  await checkNetworks(deployment);
  print(
    'API, worker and dispatcher reach the database and Temporal, and neither the UI nor the database of Temporal.',
  );

  const settings = await fetch(
    `http://127.0.0.1:${String(await deployment.port('temporal-ui', 8080))}/api/v1/settings`,
  );
  const { DisableWriteActions } = z.object({ DisableWriteActions: z.boolean() }).parse(await settings.json());
  assert.equal(DisableWriteActions, true, 'the UI may write');
  print('The UI shows, and changes nothing.');
}

const addressed = z
  .array(
    z.object({
      NetworkSettings: z.object({
        Networks: z.record(z.string(), z.object({ IPAddress: z.string(), Gateway: z.string() })),
      }),
    }),
  )
  .length(1);

/** By name, by each address, and by the port that is published on the machine. */
async function checkNetworks(deployment: Deployment): Promise<void> {
  const networksOf = async (service: Service) => {
    const [inspected] = addressed.parse(
      JSON.parse(await deployment.docker('inspect', deployment.container(service))),
    );
    return Object.values(inspected?.NetworkSettings.Networks ?? {});
  };
  const placesOf = async (service: Service, port: number): Promise<readonly string[]> => {
    const addresses = (await networksOf(service)).map(({ IPAddress }) => IPAddress);
    return [service, ...addresses].map(host => `${host}:${String(port)}`);
  };
  const uiPort = await deployment.port('temporal-ui', 8080);
  // The addresses are the right ones: who may reach Temporal's database reaches it there.
  for (const place of await placesOf('temporal-postgres', 5432)) {
    const [host = '', port = ''] = place.split(':');
    await deployment.exec('temporal', 'nc', '-z', '-w', '5', host, port);
  }
  for (const from of ownServices) {
    const machine = (await networksOf(from)).map(({ Gateway }) => `${Gateway}:${String(uiPort)}`);
    const closed = [
      ...(await placesOf('temporal-ui', 8080)),
      ...(await placesOf('temporal-postgres', 5432)),
      ...machine.filter(place => !place.startsWith(':')),
    ];
    const open = ['postgres:5432', 'temporal:7233'];
    const answer = await deployment.exec(from, 'node', '-e', whichConnect, ...open, ...closed);
    assert.deepEqual(JSON.parse(answer), open, `${from} reaches others`);
  }
}

/** Prints which of the places named accept a connection. */
const whichConnect = `
  const places = process.argv.slice(1);
  const connects = place => new Promise(resolve => {
    const [host, port] = place.split(':');
    const socket = require('node:net').connect({ host, port: Number(port) });
    const settle = answer => { socket.destroy(); resolve(answer); };
    socket.setTimeout(5000, () => settle(false));
    socket.once('connect', () => settle(true)).once('error', () => settle(false));
  });
  Promise.all(places.map(connects)).then(answers => {
    console.log(JSON.stringify(places.filter((_, at) => answers[at])));
    process.exit(0);
  });
`;
