import { hash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { arch, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ChecksumError, checkSums } from '../../testkit/servers/checkSums.ts';
import { downloadTool } from '../../testkit/servers/downloadTool.ts';
import { findGeth } from '../../testkit/servers/findGeth.ts';
import { findTemporal } from '../../testkit/servers/findTemporal.ts';
import { holdLock } from '../../testkit/servers/holdLock.ts';
import { silentProgress as progress } from '../../testkit/servers/progress.ts';
import { runTool } from '../../testkit/servers/runTool.ts';
import { StartError } from '../../testkit/servers/StartError.ts';
import { toolFolder } from '../../testkit/servers/toolFolder.ts';
import { leaveBehind } from './leaveBehind.ts';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'purser-tools-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

describe('the program temporal', () => {
  const find = (path: string) => {
    const env = { PATH: path, PURSER_TOOLS: join(home, 'no-tools') };
    return findTemporal({ env, fallbackToolFolder: home, progress });
  };

  test('is the one on the PATH if its server is new enough, and not if it is older', async () => {
    const folder = join(home, 'bin');
    const put = (server: string) =>
      writeFile(join(folder, 'temporal'), `#!/bin/sh\necho "temporal version 1 (Server ${server}, UI 2)"\n`, {
        mode: 0o755,
      });
    await mkdir(folder);
    await put('1.30.2');
    expect(await find(folder)).toBe(join(folder, 'temporal'));
    await put('1.27.1');
    await expect(find(folder)).rejects.toThrow(StartError);
  }, 60_000);

  test('missing, without Go and without a download, causes an error that says what to do', async () => {
    const error: unknown = await find(home).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(StartError);
    expect(String(error)).toContain('TEMPORAL_ADDRESS');
  }, 60_000);
});

describe('the program geth', () => {
  const find = (path: string) => {
    const env = { PATH: path, PURSER_TOOLS: join(home, 'no-tools') };
    return findGeth({ env, fallbackToolFolder: home, progress });
  };

  test('is the one on the PATH if it is of the tried version, and no other', async () => {
    const folder = join(home, 'geth-bin');
    const put = (version: string) =>
      writeFile(join(folder, 'geth'), `#!/bin/sh\nprintf 'Geth\\nVersion: ${version}\\n'\n`, { mode: 0o755 });
    await mkdir(folder);
    await put('1.17.10-stable');
    expect(await find(folder)).toBe(join(folder, 'geth'));
    await put('1.17.1-stable');
    await expect(find(folder)).rejects.toThrow(StartError);
  });

  test('missing, and without Go, causes an error that says what to do', async () => {
    const error: unknown = await find(home).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(StartError);
    expect(String(error)).toContain('go.dev/dl');
  });
});

test('tools are kept in PURSER_TOOLS, else in the cache folder, else in the given folder', () => {
  const cache = join(home, 'cache');
  const mine = join(home, 'mine');
  const fallback = join(home, 'fallback');
  expect(toolFolder({ PURSER_TOOLS: mine, XDG_CACHE_HOME: cache }, fallback)).toBe(mine);
  expect(toolFolder({ XDG_CACHE_HOME: cache }, fallback)).toBe(join(cache, 'purser'));
  expect(toolFolder({ XDG_CACHE_HOME: '/dev/null' }, fallback)).toBe(fallback);
  expect(() => toolFolder({ PURSER_TOOLS: '/dev/null/tools' }, fallback)).toThrow(StartError);
});

describe('a download', () => {
  const serve = async (answer: (url: string) => Buffer | string | null) => {
    const server = createServer((request, response) => {
      const body = answer(request.url ?? '');
      // Null sends nothing at all, like a network that drops packets.
      if (body !== null) response.end(body);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return { server, site: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}` };
  };

  /** A site with this archive of a program, and the requests to it. */
  const offer = async (name: string) => {
    const packed = join(home, name);
    await mkdir(join(packed, 'server-1'), { recursive: true });
    await writeFile(join(packed, 'server-1', 'temporal'), '#!/bin/sh\necho hello\n', { mode: 0o755 });
    await runTool('tar', ['-czf', join(home, `${name}.tar.gz`), '-C', packed, 'server-1']);
    const archive = await readFile(join(home, `${name}.tar.gz`));
    const { server, site } = await serve(url =>
      url.startsWith('/cli/v1?')
        ? JSON.stringify({ archiveUrl: `${site}/archive`, fileToExtract: 'server-1/temporal' })
        : archive,
    );
    const folder = join(home, `${name}-downloaded`);
    return { server, archive, folder, wanted: { artifact: 'cli', version: 'v1', folder, site } as const };
  };
  const machine = `${platform()}-${arch()}`;

  test('is the program of the site', async () => {
    const { server, archive, wanted } = await offer('packed');
    const path = await downloadTool({ ...wanted, sha256: { [machine]: hash('sha256', archive) } });
    expect(await runTool(path, [])).toBe('hello\n');
    server.close();
  });

  test('that was tampered with is not unpacked, nor one with an unknown checksum', async () => {
    const { server, archive, folder, wanted } = await offer('tampered');
    const published = hash('sha256', archive);
    // A byte of its header that no program reads: a time.
    archive[4] = (archive[4] ?? 0) ^ 1;
    const tampered = downloadTool({ ...wanted, sha256: { [machine]: published } });
    await expect(tampered).rejects.toThrow(ChecksumError);
    expect(await readdir(folder)).not.toContain('server-1');
    const unknown = downloadTool({ ...wanted, sha256: { 'plan9-mips': published } });
    await expect(unknown).rejects.toThrow(ChecksumError);
    server.close();
  });

  test('of many files is unchanged: each of them, and no other', async () => {
    const folder = join(home, 'jars');
    await mkdir(folder);
    const put = (name: string, text: string) => writeFile(join(folder, name), text);
    const list = join(home, 'jars.sha256');
    await writeFile(list, `${hash('sha256', 'one')}  a.jar\n${hash('sha256', 'two')}  b.jar\n`);
    await put('a.jar', 'one');
    await expect(checkSums(folder, list)).rejects.toThrow(ChecksumError);
    await put('b.jar', 'two');
    await checkSums(folder, list);
    await put('b.jar', 'Two');
    await expect(checkSums(folder, list)).rejects.toThrow(ChecksumError);
    await put('b.jar', 'two');
    await put('c.jar', 'three');
    await expect(checkSums(folder, list)).rejects.toThrow(ChecksumError);
  });

  test('is given up if the other side stays silent', async () => {
    const { server, site } = await serve(() => null);
    const download = {
      artifact: 'cli',
      version: 'v1',
      sha256: { [machine]: '0'.repeat(64) },
      folder: join(home, 'silent'),
      site,
      patience: 1_000,
    } as const;
    await expect(downloadTool(download)).rejects.toThrow();
    server.closeAllConnections();
    server.close();
  }, 10_000);
});

test('a lock has one holder at a time, and is free again when its holder is killed', async () => {
  const file = join(home, 'tool.lock');
  const holder = `
    import { holdLock } from './testkit/servers/holdLock.ts';
    import { silentProgress as progress } from './testkit/servers/progress.ts';
    await holdLock({ file: ${JSON.stringify(file)}, what: 'waits', progress }, async () => {
      console.log('held');
      await new Promise(resolve => setTimeout(resolve, 60_000));
    });`;
  expect(await leaveBehind(holder)).toBe('held');
  let inside = 0;
  const work = async () => {
    inside += 1;
    expect(inside).toBe(1);
    await new Promise(resolve => setTimeout(resolve, 20));
    inside -= 1;
  };
  const lock = { file, what: 'waits', progress };
  await Promise.all([holdLock(lock, work), holdLock(lock, work), holdLock(lock, work)]);
});
