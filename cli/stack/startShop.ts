import type { ManagedProcess } from './managedProcess.ts';
import { startManaged } from './managedProcess.ts';

export function shopAt(port: number): string {
  return `http://127.0.0.1:${String(port)}`;
}

/** Starts the example shop: a program of its own, which knows of Purser its address and a key. */
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
