import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';

const aptGet = '/usr/bin/apt-get';
const names = ['chromium', 'chromium-browser', 'google-chrome'];

/** A real Chromium: CHROMIUM_PATH, else one on PATH, else Debian's, which is installed where that is possible. */
export async function startChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium() ?? installChromium(),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

function findChromium(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return names.flatMap(name => folders.map(folder => join(folder, name))).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installChromium(): string {
  const mayInstall = process.getuid?.() === 0 && isExecutable(aptGet);
  if (mayInstall) {
    execFileSync(aptGet, ['update'], { stdio: 'ignore' });
    execFileSync(aptGet, ['install', '-y', '--no-install-recommends', 'chromium'], { stdio: 'ignore' });
  }
  const found = findChromium();
  if (found === undefined) {
    throw new Error(
      `there is no Chromium: install one (Debian: apt-get install chromium) so that PATH has ${names.join(', ')}, or name it in CHROMIUM_PATH`,
    );
  }
  return found;
}
