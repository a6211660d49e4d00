import assert from 'node:assert/strict';
import { z } from 'zod';
import type { Deployment } from './deployment.ts';

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

  for (const other of ['temporal-ui', 'temporal-postgres']) {
    assert.equal(await reaches(deployment, 'api', other), false, `the API reaches ${other}`);
  }
  assert.equal(await reaches(deployment, 'api', 'postgres'), true);
  print('The API reaches its database, and neither the UI nor the database of Temporal.');

  const settings = await fetch(
    `http://127.0.0.1:${String(await deployment.port('temporal-ui', 8080))}/api/v1/settings`,
  );
  const { DisableWriteActions } = z.object({ DisableWriteActions: z.boolean() }).parse(await settings.json());
  assert.equal(DisableWriteActions, true, 'the UI may write');
  print('The UI shows, and changes nothing.');
}

async function reaches(deployment: Deployment, from: string, to: string): Promise<boolean> {
  const lookUp = `require('node:dns').lookup('${to}', error => process.exit(error ? 3 : 0))`;
  return deployment.compose('exec', '--no-TTY', from, 'node', '-e', lookUp).then(
    () => true,
    () => false,
  );
}
