import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';
import { chromiumNames, findChromium } from './findChromium.ts';

/** A real Chromium: CHROMIUM_PATH, else one on PATH. Throws if there is none, and says how to get one. */
export async function startChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error(
      `there is no Chromium: install one (Debian: apt-get install chromium) so that PATH has ${chromiumNames.join(', ')}, or name it in CHROMIUM_PATH`,
    );
  }
  return chromium.launch({
    executablePath,
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
