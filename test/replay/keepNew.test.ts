import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { must } from '../db/fixtures.ts';
import { readHistory } from './historyText.ts';
import { keepNew } from './keepNew.ts';
import { stepsOf } from './stepsOf.ts';

const recorded = (folder: string) =>
  globSync(`${folder}/*/*.json`, { cwd: join(import.meta.dirname, 'histories') })
    .toSorted()
    .map(file => ({ file, text: readFileSync(join(import.meta.dirname, 'histories', file), 'utf8') }));

describe('of histories that were recorded again', () => {
  it('none is kept if each path is known', () => {
    const known = recorded('2026-11');
    expect(known.length).toBeGreaterThan(100);
    expect(keepNew(known, known)).toEqual([]);
  });

  it('one is kept that takes a new branch, and one alone', () => {
    const branch = recorded('2026-11-removed-network');
    const kept = keepNew(branch, recorded('2026-11'));
    expect(kept).toHaveLength(1);
    const { text } = must(branch.find(({ file }) => file === kept[0]));
    expect(stepsOf(readHistory(text))).toContain('markerRecorded core_patch 2026-11-removed-network');
  });

  it('one is kept of a workflow that had none, and the same path only once', () => {
    const one = must(recorded('2026-11-retry')[0]);
    expect(keepNew([one, one], recorded('2026-11-held-money'))).toEqual([one.file]);
  });
});
