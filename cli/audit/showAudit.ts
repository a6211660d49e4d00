import { findCoin } from '../../domain/coin.ts';
import type { Difference } from '../../domain/ledger/difference.ts';
import { baseUnits, formatAmount } from '../../domain/money.ts';
import type { CoinCode, Registry } from '../../domain/registry.ts';
import type { AuditReport } from './auditBooks.ts';

const figures = [
  'credited',
  'held',
  'unattributed',
  'unposted',
  'swept',
  'left',
  'gas',
  'expected',
  'chain',
  'difference',
] as const;
type Figure = (typeof figures)[number];

const whatIsCompared = {
  currencies: 'the postings of a currency sum to zero',
  entries: 'each entry balances',
  deposits: 'the postings of a deposit match its row',
  charges: 'the postings of a charge or refund match its row',
  sweeps: 'each swept item, each fee and what left has its entry',
  payments: 'a payment matches the credits of its session',
  snapshots: 'each snapshot is the sum of its postings',
  dust: 'the saved sums of dust match the deposits',
  sequences: 'the events of an account have numbers without a gap',
  chain: 'the balance of each address matches the books',
} as const;

/** The report as JSON: amounts in whole units, as text. */
export function auditAsJson(report: AuditReport, registry: Registry) {
  return {
    verdict: report.verdict,
    checks: report.checks.map(({ check, examined, differences }) => ({
      check,
      examined,
      differences: differences.map(difference => shown(difference, registry)),
    })),
    chains: report.chains.map(({ network, block, lastBlock, addresses, left, totals, leftOut, failure }) => ({
      network,
      block,
      lastBlock,
      addresses,
      left,
      failure,
      leftOut,
      totals: totals.map(({ currency, ...sums }) => {
        const expected =
          sums.credited + sums.held + sums.unattributed + sums.unposted - sums.swept - sums.left + sums.gas;
        const all: Record<Figure, bigint> = { ...sums, expected, difference: sums.chain - expected };
        const text = (figure: Figure) => formatAmount(baseUnits(all[figure]), currency.decimals);
        return { currency: currency.code, ...record(figures, text) };
      }),
    })),
    unlisted: report.unlisted,
  };
}

/** The report for people. */
export function auditAsText(report: AuditReport, registry: Registry): string {
  const { verdict, checks, chains, unlisted } = auditAsJson(report, registry);
  const parts = [
    table([
      ['check', 'examined', 'differences', ''],
      ...checks.map(({ check, examined, differences }) => [
        check,
        String(examined),
        String(differences.length),
        whatIsCompared[check],
      ]),
    ]),
    ...chains.flatMap(({ network, block, lastBlock, addresses, left, failure, leftOut, totals }) => [
      `\n${network}, ${shownBlocks(block, lastBlock)}, ${String(addresses)} addresses\n`,
      ...(left === 0 ? [] : [`  ${String(left)} addresses without any transfer are left to later audits\n`]),
      ...(failure === null ? [] : [`  incomplete: ${failure}\n`]),
      table([
        ['currency', ...figures],
        ...totals.map(line => [line.currency, ...figures.map(name => line[name])]),
      ]),
      ...leftOut.map(({ currency, why }) => `  ${currency} is left out: ${why}\n`),
    ]),
    ...unlisted.map(code => `\n${code} is left out: the registry does not list it\n`),
    ...checks.flatMap(({ check, differences }) =>
      differences.map(
        ({ where, what, currency, expected, found }) =>
          `\n${check}: ${where}: ${what}: expected ${expected}, found ${found}${currency === null ? '' : ` ${currency}`}\n`,
      ),
    ),
    `\n${{ clean: 'Clean.', different: 'DIFFERENCES FOUND.', incomplete: 'INCOMPLETE.' }[verdict]}\n`,
  ];
  return parts.join('');
}

function shownBlocks(first: number | null, last: number | null): string {
  if (first === null) return 'no final block';
  return first === last ? `block ${String(first)}` : `blocks ${String(first)} to ${String(last)}`;
}

interface ShownDifference extends Omit<Difference, 'expected' | 'found'> {
  readonly currency: CoinCode | null;
  readonly expected: string;
  readonly found: string;
}

/** Currencies that the registry does not list are shown in base units. */
function shown(difference: Difference, registry: Registry): ShownDifference {
  const { currency } = difference;
  const decimals = currency === null ? 0 : (findCoin(registry, currency)?.decimals ?? 0);
  return {
    ...difference,
    expected: formatAmount(baseUnits(difference.expected), decimals),
    found: formatAmount(baseUnits(difference.found), decimals),
  };
}

function record<Key extends string>(
  keys: readonly Key[],
  valueOf: (key: Key) => string,
): Record<Key, string> {
  return Object.fromEntries(keys.map(key => [key, valueOf(key)])) as Record<Key, string>;
}

/** Columns are as wide as their widest cell. Numbers are aligned to the right. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map(row => row[at]?.length ?? 0)));
  const cell = (text: string, at: number): string =>
    /^-?[\d.]+$/.test(text) ? text.padStart(widths[at] ?? 0) : text.padEnd(widths[at] ?? 0);
  return rows.map(row => `  ${row.map(cell).join('  ').trimEnd()}\n`).join('');
}
