import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const aptGet = '/usr/bin/apt-get';
/**
 * The shell has the same engine without windows: half the work of a whole Chromium is in parts that nobody
 * sees.
 */
export const chromiumNames = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];

/**
 * Installs Debian's Chromium if there is none and if that is possible: before the tests, as it takes longer
 * than one test may. Includes a font with Arabic letters.
 */
export function ensureChromium(print: (line: string) => void): void {
  const mayInstall = process.getuid?.() === 0 && isExecutable(aptGet);
  if (findChromium() !== undefined || !mayInstall) return;
  print('There is no Chromium: installing that of Debian, for the tests of the checkout page.\n');
  try {
    execFileSync(aptGet, ['update'], { stdio: 'ignore' });
    const install = (...packages: readonly string[]): void =>
      void execFileSync(aptGet, ['install', '-y', '--no-install-recommends', ...packages], {
        stdio: 'ignore',
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    install('fonts-dejavu-core');
    try {
      install('chromium-headless-shell');
    } catch {
      // Older releases of Debian have it only with windows.
      install('chromium');
    }
  } catch (error) {
    print(`It could not be installed: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}

/** CHROMIUM_PATH, else one on PATH. */
export function findChromium(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return chromiumNames.flatMap(name => folders.map(folder => join(folder, name))).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
