import { cpus, totalmem } from 'node:os';
import { sql } from 'kysely';
import { withDatabase } from './databases/createDatabases.ts';

/** A figure that must be no worse than its bar. */
export interface Bar {
  readonly figure: string;
  readonly value: number;
  readonly bar: number;
  /** Whether the bar is the upper or the lower limit. */
  readonly wanted: 'atMost' | 'atLeast';
  readonly unit?: string;
}

export const isMet = ({ value, bar, wanted }: Bar): boolean =>
  wanted === 'atMost' ? value <= bar : value >= bar;

/** One line for people: the figure, its bar, and whether it is met. */
export function barLine(bar: Bar): string {
  const unit = bar.unit === undefined ? '' : ` ${bar.unit}`;
  const wanted = bar.wanted === 'atMost' ? '≤' : '≥';
  const verdict = isMet(bar) ? 'met' : 'MISSED';
  return `${bar.figure.padEnd(44)} ${rounded(bar.value)}${unit}   bar ${wanted} ${String(bar.bar)}${unit}   ${verdict}`;
}

/** What the figures depend on besides the code. `settings` are those that the database server reports. */
export async function machineFacts(databaseUrl: string): Promise<Readonly<Record<string, string>>> {
  const [first] = cpus();
  return {
    cores: String(cpus().length),
    processor: first?.model.trim() ?? 'unknown',
    memory: `${String(Math.round(totalmem() / 2 ** 30))} GB`,
    node: process.versions.node,
    ...(await postgresFacts(databaseUrl)),
  };
}

async function postgresFacts(url: string): Promise<Readonly<Record<string, string>>> {
  const { rows } = await withDatabase(url, db =>
    sql<{ name: string; setting: string }>`
      select name, current_setting(name) as setting from pg_settings
      where name in ('server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers')
    `.execute(db),
  );
  const of = Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
  const { server_version: version = 'unknown', ...settings } = of;
  return {
    postgres: version,
    postgresSettings: Object.entries(settings)
      .map(([name, setting]) => `${name} ${setting}`)
      .join(', '),
  };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The least value that this share of the values does not exceed; NaN if there are no values. */
export function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Number.NaN;
}

/** Rounded to two decimals, for people and for JSON. */
export const rounded = (value: number): number => Math.round(value * 100) / 100;
