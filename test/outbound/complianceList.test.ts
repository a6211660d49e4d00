import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SanctionsList } from '../../outbound/sanctionsList.ts';
import { createSanctionsList } from '../../outbound/sanctionsList.ts';
import { createLook, watchSanctions } from '../../outbound/watchSanctions.ts';
import { screeningRequest } from './providerServer.ts';

const bad = `0x${'aB'.repeat(20)}`;
const odd = `0x${'2'.repeat(40)}`;
const good = `0x${'3'.repeat(40)}`;

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'purser-list-'));
  file = join(folder, 'list.txt');
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

async function verdictOf(list: SanctionsList, from: string): Promise<string> {
  const answer = await list.screen(screeningRequest(from), null);
  return answer === null ? 'review' : 'verdict' in answer ? answer.verdict : 'pending';
}

describe('a list of sanctioned payers', () => {
  it('declines the listed ones in any case of letters, leaves some to a person, and approves others', async () => {
    writeFileSync(file, `# comment\n\n${bad}  # a reason\r\n${odd}\treview # look at it\n`);
    const list = await createSanctionsList(file);
    expect(await verdictOf(list, bad)).toBe('decline');
    expect(await verdictOf(list, bad.toLowerCase())).toBe('decline');
    expect(await verdictOf(list, odd)).toBe('review');
    expect(await verdictOf(list, good)).toBe('approve');
  });

  it('saves with each verdict the size and the time of the list', async () => {
    writeFileSync(file, `${bad}\n${odd} decline\n`);
    const list = await createSanctionsList(file);
    const loadedAt = expect.stringMatching(/^20\d\d-.*Z$/) as unknown;
    expect(await list.screen(screeningRequest(good), null)).toEqual({
      verdict: 'approve',
      by: 'sanctions-list',
      score: null,
      raw: { sanctioned: false, listed: 2, loadedAt },
    });
  });

  it('uses the stricter grade of a payer that is listed twice, in either order', async () => {
    writeFileSync(file, `${bad} review\n${bad.toLowerCase()}\n${odd}\n${odd} review\n`);
    const list = await createSanctionsList(file);
    expect(await verdictOf(list, bad)).toBe('decline');
    expect(await verdictOf(list, odd)).toBe('decline');
  });

  it.each([
    ['a line that is no address', `${bad}\n0x123\n`],
    ['a grade that is none', `${bad} approve\n`],
    ['more than a grade', `${bad} review today\n`],
    ['no bytes at all', ''],
  ])('is refused as a whole for %s', async (_what, text) => {
    writeFileSync(file, text);
    await expect(createSanctionsList(file)).rejects.toThrow();
  });

  it('is refused if the file is missing', async () => {
    await expect(createSanctionsList(file)).rejects.toThrow();
  });
});

describe('a look at the file', () => {
  let errors: unknown[];
  let loaded: number[];
  let list: SanctionsList;
  let look: () => Promise<void>;
  beforeEach(async () => {
    errors = [];
    loaded = [];
    writeFileSync(file, `${bad}\n`);
    list = await createSanctionsList(file);
    look = createLook(list, {
      onLoaded: listed => loaded.push(listed),
      onError: error => errors.push(error),
    });
  });
  const twice = async (): Promise<void> => {
    await look();
    await look();
  };

  it('does not read an unchanged file again', async () => {
    await twice();
    expect([loaded, errors]).toEqual([[], []]);
  });

  it('reads a file that was overwritten or replaced', async () => {
    writeFileSync(file, `${bad}\n${odd} review\n`);
    await twice();
    expect(await verdictOf(list, odd)).toBe('review');
    // Of the same length, so that only the file's identity differs.
    writeFileSync(join(folder, 'next'), `${odd}\n${bad} review\n`);
    renameSync(join(folder, 'next'), file);
    await twice();
    expect([await verdictOf(list, odd), await verdictOf(list, bad)]).toEqual(['decline', 'review']);
    await twice();
    expect([loaded, errors]).toEqual([[2, 2], []]);
  });

  it('reads nothing while somebody is writing', async () => {
    writeFileSync(file, `${odd}\n`);
    await look();
    appendFileSync(file, `${good}\n`);
    await look();
    appendFileSync(file, `${bad}\n`);
    await look();
    expect(await verdictOf(list, bad)).toBe('decline');
    expect(loaded).toEqual([]);
    await look();
    expect(loaded).toEqual([3]);
  });

  it.each<[what: string, breaks: () => void]>([
    ['broken', () => writeFileSync(file, `${odd}\n0x12`)],
    ['empty', () => writeFileSync(file, '')],
    ['gone', () => rmSync(file)],
  ])(
    'leaves the old list in force while the new one is %s, and reports it once a minute',
    async (_what, breaks) => {
      vi.useFakeTimers({ toFake: ['performance'] });
      breaks();
      for (let time = 0; time < 5; time += 1) await look();
      expect(errors).toHaveLength(1);
      expect([await verdictOf(list, bad), await verdictOf(list, odd)]).toEqual(['decline', 'approve']);
      vi.advanceTimersByTime(60_001);
      await twice();
      expect(errors).toHaveLength(2);
      vi.useRealTimers();

      writeFileSync(file, `${odd}\n`);
      await twice();
      expect([await verdictOf(list, bad), await verdictOf(list, odd)]).toEqual(['approve', 'decline']);
      expect([errors.length, loaded]).toEqual([2, [1]]);
    },
  );

  it('finds no change if somebody else read the file meanwhile', async () => {
    writeFileSync(file, `${odd}\n`);
    await Promise.all([list.reload(), list.reload()]);
    expect([await verdictOf(list, bad), list.listed()]).toEqual(['approve', 1]);
    await twice();
    expect(loaded).toEqual([]);
  });

  it('is repeated until it is stopped', async () => {
    const stop = new AbortController();
    const firstLoad = Promise.withResolvers<number>();
    const watching = watchSanctions(
      list,
      { everyMs: 10, onLoaded: firstLoad.resolve, onError: firstLoad.reject },
      stop.signal,
    );
    renameSync(write('next', `${bad}\n${odd}\n`), file);
    expect(await firstLoad.promise).toBe(2);
    stop.abort();
    await watching;
  });

  function write(name: string, text: string): string {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  }
});
