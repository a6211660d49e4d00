import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const aptGet = '/usr/bin/apt-get';
export const chromiumNames = ['chromium', 'chromium-browser', 'google-chrome'];

/**
 * Installs Debian's Chromium where there is none, and where that is possible: before the tests, as it takes longer than
 * one of them has. With a font that has Arabic letters.
 */
export function ensureChromium(say: (line: string) => void): void {
  const mayInstall = process.getuid?.() === 0 && isExecutable(aptGet);
  if (findChromium() !== undefined || !mayInstall) return;
  say('There is no Chromium: installing that of Debian, for the tests of the checkout page.\n');
  try {
    execFileSync(aptGet, ['update'], { stdio: 'ignore' });
    execFileSync(aptGet, ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  } catch (error) {
    say(`It could not be installed: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}

/** That of CHROMIUM_PATH, else one on PATH. */
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
