import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { startChromium } from '../../testkit/browser/chromium.ts';

export const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } } as const;

export interface Screen {
  readonly size: keyof typeof sizes;
  /** False: without JavaScript. */
  readonly script: boolean;
}

export const phone: Screen = { size: 'phone', script: true };
export const desktop: Screen = { size: 'desktop', script: true };

const pictures = join(import.meta.dirname, '../../.purser/screenshots');

/** People's screens: each page is opened in its own browser profile. */
export class Screens {
  readonly #browser: Browser;
  readonly #axe: string;
  readonly #folder: string;
  readonly #pages = new Map<Page, Screen>();
  /** Console errors, including what a page must not do (CSP). */
  #complaints: string[] = [];

  private constructor(browser: Browser, axe: string, folder: string) {
    this.#browser = browser;
    this.#axe = axe;
    this.#folder = folder;
  }

  /** Pictures are saved in this folder of the screenshots. */
  static async start(folder: string): Promise<Screens> {
    await mkdir(join(pictures, folder), { recursive: true });
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    return new Screens(await startChromium(), axe, folder);
  }

  async newPage({ size, script }: Screen, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.#browser.newContext({
      viewport: sizes[size],
      locale: 'en',
      javaScriptEnabled: script,
      reducedMotion: 'reduce',
      ...options,
    });
    const page = await context.newPage();
    page.on('console', message => {
      if (message.type() === 'error' || message.type() === 'warning') this.#complaints.push(message.text());
    });
    page.on('pageerror', error => this.#complaints.push(String(error)));
    this.#pages.set(page, { size, script });
    return page;
  }

  /** Errors since the last call. */
  complaints(): readonly string[] {
    const complaints = this.#complaints;
    this.#complaints = [];
    return complaints;
  }

  /** Closes all pages; returns their errors. */
  async clear(): Promise<readonly string[]> {
    await Promise.all([...this.#pages.keys()].map(page => page.context().close()));
    this.#pages.clear();
    return this.complaints();
  }

  async stop(): Promise<void> {
    await this.#browser.close();
  }

  /** For people to look at, if PURSER_PICTURES=1. */
  async takePicture(page: Page, name: string): Promise<void> {
    if (!process.env['PURSER_PICTURES']) return;
    await page.screenshot({ path: join(pictures, this.#folder, `${name}.png`), fullPage: true });
  }

  /**
   * Takes a picture, and returns what keeps somebody from using the page: axe's serious and critical
   * findings. Without JavaScript there are none, as axe does not run.
   */
  async look(page: Page, name: string): Promise<readonly string[]> {
    await this.takePicture(page, name);
    if (this.#pages.get(page)?.script !== true) return [];
    // Run by the browser, not by the page: the page allows only its own scripts.
    await page.evaluate(this.#axe);
    const { violations } = await page.evaluate<AxeResults>(
      'axe.run(document, { resultTypes: ["violations"] })',
    );
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }
}
