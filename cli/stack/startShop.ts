import type { ManagedProcess } from './managedProcess.ts';
import { startManaged } from './managedProcess.ts';

export function shopAt(port: number): string {
  return `http://127.0.0.1:${String(port)}`;
}

/** Starts the example shop as a separate program. All that it knows of Purser is the address and a key. */
export function startShop({
  apiUrl,
  key,
  port,
  logFolder,
}: {
  readonly apiUrl: string;
  readonly key: string;
  readonly port: number;
  readonly logFolder: string;
}): Promise<ManagedProcess> {
  return startManaged({
    name: 'shop',
    entry: 'examples/merchant/server.ts',
    logFolder,
    env: { PURSER_URL: apiUrl, PURSER_API_KEY: key, SHOP_PORT: String(port) },
  });
}
