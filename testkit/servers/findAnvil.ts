import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';

/** The path of anvil. The package's own script only finds and starts this program, and is one process more to end. */
export function findAnvil(): string {
  const from = createRequire(createRequire(import.meta.url).resolve('@foundry-rs/anvil/package.json'));
  const machine = `${platform()}-${arch() === 'x64' ? 'amd64' : arch()}`;
  const manifest = from.resolve(`@foundry-rs/anvil-${machine}/package.json`);
  return join(dirname(manifest), 'bin', 'anvil');
}
