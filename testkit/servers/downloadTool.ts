import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { EnvHttpProxyAgent, fetch } from 'undici';
import { ChecksumError, checkSum } from './checkSums.ts';
import { runTool } from './runTool.ts';

export type Download = {
  readonly artifact: 'cli' | 'temporal-test-server';
  /** A released version (`v1.5.1`). */
  readonly version: string;
  /** The archive's published checksum, by machine (`linux-x64`). No other archive is unpacked. */
  readonly sha256: Readonly<Record<string, string>>;
  /** An empty or missing folder for the archive and its contents. */
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
  readonly site?: string;
  /** The longest silence of the other side, in ms: a network that swallows packets must not delay a start. */
  readonly patience?: number;
};

/**
 * Downloads a program of Temporal's from the site that the SDK uses, and returns its path. The SDK's own
 * download also starts the server, has no time limit and cannot be cancelled. Throws the error of whatever
 * fails, and `ChecksumError` before it unpacks an archive that differs from the published one.
 */
export async function downloadTool(download: Download): Promise<string> {
  const { folder, signal, patience = 10_000, site = 'https://temporal.download' } = download;
  const machine = `${platform()}-${arch()}`;
  const sha256 = download.sha256[machine];
  if (sha256 === undefined) throw new ChecksumError(`there is no checksum for ${machine}`);
  const dispatcher = new EnvHttpProxyAgent({
    connect: { timeout: patience },
    headersTimeout: patience,
    bodyTimeout: patience,
  });
  const get = async (url: string | URL) => {
    const response = await fetch(url, { dispatcher, ...(signal ? { signal } : {}) });
    if (!response.ok || !response.body) throw new Error(`${String(url)} answered ${response.status}`);
    return { text: () => response.text(), body: response.body };
  };
  try {
    const { archiveUrl, fileToExtract } = parseInfo(await (await get(infoUrl(download, site))).text());
    await mkdir(folder, { recursive: true });
    const archive = join(folder, 'archive.tar.gz');
    await pipeline(Readable.fromWeb((await get(archiveUrl)).body), createWriteStream(archive));
    await checkSum(archive, sha256);
    await runTool('tar', ['-xzf', archive, '-C', folder, fileToExtract], { signal });
    await rm(archive);
    return join(folder, fileToExtract);
  } finally {
    await dispatcher.destroy();
  }
}

function infoUrl({ artifact, version }: Download, site: string): URL {
  const url = new URL(`${site}/${artifact}/${version}`);
  url.searchParams.set('arch', arch() === 'x64' ? 'amd64' : arch());
  url.searchParams.set('platform', platform());
  url.searchParams.set('format', 'tar.gz');
  return url;
}

function parseInfo(text: string): { readonly archiveUrl: string; readonly fileToExtract: string } {
  const info: unknown = JSON.parse(text);
  if (typeof info === 'object' && info !== null && 'archiveUrl' in info && 'fileToExtract' in info) {
    const { archiveUrl, fileToExtract } = info;
    if (typeof archiveUrl === 'string' && typeof fileToExtract === 'string')
      return { archiveUrl, fileToExtract };
  }
  throw new Error('the answer names no archive');
}
