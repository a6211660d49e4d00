import { parse } from 'yaml';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { temporalConfig, temporalServices } from './temporalConfig.ts';

const portsFrom = (first: number) => ({
  frontend: { grpc: first, membership: first + 1 },
  history: { grpc: first + 2, membership: first + 3 },
  matching: { grpc: first + 4, membership: first + 5 },
  worker: { grpc: first + 6, membership: first + 7 },
});
const database = { port: 5432, user: 'temporal', password: `"it's: #1"` };
const shared = { database, address: '127.0.0.1:7233', dynamicConfigFile: '/dynamic.yaml' };
const rpc = z.object({ grpcPort: z.number(), membershipPort: z.number(), bindOnLocalHost: z.literal(true) });
const sql = z.object({ connectAddr: z.string(), password: z.string(), databaseName: z.string() });
const config = z.object({
  services: z.record(z.string(), z.object({ rpc })),
  persistence: z.object({ datastores: z.record(z.string(), z.object({ sql })) }),
  global: z.object({ membership: z.object({ broadcastAddress: z.string() }) }),
});

it('each service of each set listens at ports of its own, on this machine alone', () => {
  const sets = [20_000, 21_000].map(first =>
    config.parse(parse(temporalConfig({ ...shared, ports: portsFrom(first) }))),
  );
  const ports = sets.flatMap(({ services }) =>
    temporalServices.flatMap(service => {
      const { grpcPort, membershipPort } = services[service]?.rpc ?? { grpcPort: 0, membershipPort: 0 };
      return [grpcPort, membershipPort];
    }),
  );
  expect(new Set(ports).size).toBe(2 * 2 * temporalServices.length);
  expect(sets.map(({ global }) => global.membership.broadcastAddress)).toEqual(['127.0.0.1', '127.0.0.1']);
});

it('histories and lists of workflows have databases of their own, with the password as it is', () => {
  const { persistence } = config.parse(parse(temporalConfig({ ...shared, ports: portsFrom(20_000) })));
  const stores = Object.values(persistence.datastores).map(store => store.sql);
  expect(stores.map(({ databaseName }) => databaseName)).toEqual(['temporal', 'temporal_visibility']);
  for (const { connectAddr, password } of stores) {
    expect([connectAddr, password]).toEqual(['127.0.0.1:5432', database.password]);
  }
});
