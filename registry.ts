import { z } from 'zod';
import { parseAddress, parseBlockHash } from './domain/address.ts';
import { parseAmount } from './domain/money.ts';
import type {
  ChainId,
  Currency,
  CurrencyCode,
  GroupCode,
  Network,
  NetworkCode,
  Registry,
} from './domain/registry.ts';
import { sweepMethods } from './domain/sweeping/method.ts';
import { mostBatchItems, usualSweepPolicy } from './domain/sweeping/sweepPolicy.ts';

const anyCode = z.string().regex(/^[A-Z][A-Z0-9_]{1,31}$/);
const networkCode = anyCode.transform(code => code as NetworkCode);
const currencyCode = anyCode.transform(code => code as CurrencyCode);
const confirmations = z.strictObject({
  kind: z.literal('confirmations'),
  blocks: z.number().int().min(1).max(10_000),
});
const tag = z.strictObject({
  kind: z.literal('tag'),
  tag: z.enum(['safe', 'finalized']),
  maxLag: z.number().int().min(1).max(1_000_000).nullable().default(null),
  atHead: z.boolean().default(false),
});
const finality = z.discriminatedUnion('kind', [confirmations, tag]);
/** A number without a unit, stored in units of 10^-18. */
const worth = z.string().transform((text, context) => {
  const parsed = parseAmount(text, 18);
  if (parsed === undefined) context.addIssue({ code: 'custom', message: 'must be a number such as "1.5"' });
  return parsed ?? z.NEVER;
});

/** Shown to payers. Without its last slash, so that a path can be added. */
const publicUrl = z
  .url({ protocol: /^https?$/ })
  .transform(url => url.replace(/\/$/, ''))
  .nullable()
  .default(null);

const registryFile = z.strictObject({
  networks: z
    .array(
      z.strictObject({
        code: networkCode,
        chainId: z
          .number()
          .int()
          .positive()
          .max(Number.MAX_SAFE_INTEGER)
          .transform(id => id as ChainId),
        name: z.string().min(1),
        finality,
        tiers: z.array(z.strictObject({ below: worth, policy: finality })).default([]),
        nativeSource: z.enum(['topLevel', 'trace', 'logs7708']).default('topLevel'),
        rpc: z.array(z.url({ protocol: /^https?$/ })).default([]),
        ws: z
          .url({ protocol: /^wss?$/ })
          .nullable()
          .default(null),
        genesisHash: z
          .string()
          .transform((text, context) => {
            const hash = parseBlockHash(text);
            if (!hash) context.addIssue({ code: 'custom', message: 'must be a hash of 32 bytes' });
            return hash ?? z.NEVER;
          })
          .nullable()
          .default(null),
        auditedPurses: z.number().int().min(0).max(1000).default(20),
        rpcPerSecond: z.number().min(1).max(100_000).default(50),
        pollMs: z.number().int().min(50).max(60_000).default(1000),
        quietForMs: z.number().int().min(0).max(86_400_000).nullable().default(null),
        rpcTimeoutMs: z.number().int().min(1000).max(600_000).default(10_000),
        explorer: publicUrl,
        publicRpc: publicUrl,
        sweeping: z
          .strictObject({
            method: z.enum(sweepMethods).default(usualSweepPolicy.method),
            everySeconds: z.number().int().min(1).max(86_400).default(usualSweepPolicy.everySeconds),
            maxAgeSeconds: z
              .number()
              .int()
              .min(0)
              .max(366 * 86_400)
              .default(usualSweepPolicy.maxAgeSeconds),
            batchItems: z.number().int().min(1).max(mostBatchItems).default(usualSweepPolicy.batchItems),
            mostCostPercent: z.number().int().min(1).max(100).default(usualSweepPolicy.mostCostPercent),
          })
          .default(usualSweepPolicy),
      }),
    )
    .min(1),
  currencies: z
    .array(
      z.strictObject({
        code: currencyCode,
        network: networkCode,
        name: z.string().min(1),
        contract: z
          .string()
          .transform((text, context) => {
            const address = parseAddress(text);
            if (!address) context.addIssue({ code: 'custom', message: 'must be an address of 20 bytes' });
            return address ?? z.NEVER;
          })
          .nullable(),
        decimals: z.number().int().min(0).max(77),
        minDeposit: z.string(),
        declineFloor: z.string().nullable().default(null),
        credit: z.enum(['transferred', 'balanceDifference', 'refused']).default('transferred'),
        tierWeight: worth.nullable().default(null),
        supported: z.boolean().default(true),
        sweepThreshold: z.string().nullable().default(null),
        freezeView: z
          .string()
          .regex(/^[A-Za-z_$][\w$]*\(address\)$/, 'must be a function such as isBlackListed(address)')
          .nullable()
          .default(null),
      }),
    )
    .min(1),
  groups: z
    .array(
      z.strictObject({
        code: anyCode.transform(code => code as GroupCode),
        name: z.string().min(1),
        currencies: z.array(currencyCode).min(1),
      }),
    )
    .default([]),
});

type RegistryResult = { readonly registry: Registry } | { readonly errors: readonly string[] };

/**
 * Reads the registry of networks and currencies from JSON text. `PURSER_RPC_<NETWORK>` (comma-separated URLs)
 * replaces the file's endpoints, as these often carry keys. Codes, chain ids, and contracts within a network
 * are unique; every currency names a listed network; every network has an endpoint.
 */
export function parseRegistry(
  text: string,
  source: Readonly<Record<string, string | undefined>>,
  { readsChains = true }: { readonly readsChains?: boolean } = {},
): RegistryResult {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { errors: ['is not JSON'] };
  }
  const file = registryFile.safeParse(json);
  if (!file.success)
    return { errors: file.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`) };

  const errors: string[] = [];
  const networks: Network[] = file.data.networks.map(network => {
    const variable = `PURSER_RPC_${network.code}`;
    const named = source[variable] ?? '';
    const rpc = named === '' ? network.rpc : named.split(',').map(url => url.trim());
    if (rpc.length === 0 && readsChains)
      errors.push(`${network.code}: has no rpc endpoint; set one here or in ${variable}`);
    if (rpc.some(url => !/^https?:/.test(url) || !URL.canParse(url)))
      errors.push(`${variable}: must hold http(s) URLs`);
    // Two endpoints are two witnesses: one named twice would confirm itself.
    if (new Set(rpc).size < rpc.length) errors.push(`${network.code}: lists an rpc endpoint twice`);
    const ws = source[`PURSER_WS_${network.code}`] || network.ws;
    if (ws !== null && (!/^wss?:/.test(ws) || !URL.canParse(ws)))
      errors.push(`PURSER_WS_${network.code}: must be a ws(s) URL`);
    const bounds = network.tiers.map(tier => tier.below);
    if (bounds.some((bound, at) => bound <= (bounds[at - 1] ?? 0n)))
      errors.push(`${network.code}: tiers must be in ascending order of "below"`);
    return { ...network, rpc, ws };
  });
  const currencies: Currency[] = [];
  for (const entry of file.data.currencies) {
    const network = networks.find(candidate => candidate.code === entry.network);
    const minDeposit = parseAmount(entry.minDeposit, entry.decimals);
    const declineFloor =
      entry.declineFloor === null ? minDeposit : parseAmount(entry.declineFloor, entry.decimals);
    const threshold =
      entry.sweepThreshold === null ? null : parseAmount(entry.sweepThreshold, entry.decimals);
    if (threshold === undefined)
      errors.push(`${entry.code}: sweepThreshold must be whole units such as "50"`);
    if (!network) errors.push(`${entry.code}: its network ${entry.network} is not listed`);
    if (minDeposit === undefined)
      errors.push(`${entry.code}: minDeposit must be whole units such as "0.001"`);
    else if (declineFloor === undefined || declineFloor < minDeposit)
      errors.push(`${entry.code}: declineFloor must be whole units such as "0.01", not below its minDeposit`);
    if (network && network.tiers.length > 0 && entry.tierWeight === null)
      errors.push(`${entry.code}: needs a tierWeight, as its network has tiers`);
    if (entry.contract === null && entry.credit !== 'transferred')
      errors.push(`${entry.code}: a native coin must be credited as transferred`);
    if (entry.contract === null && entry.freezeView !== null)
      errors.push(`${entry.code}: a native coin has no freezeView`);
    if (network && minDeposit !== undefined && declineFloor !== undefined) {
      const tierWeight = entry.tierWeight ?? 0n;
      const { sweepThreshold: _text, freezeView, ...listed } = entry;
      currencies.push({
        ...{ ...listed, chainId: network.chainId, minDeposit, declineFloor, tierWeight },
        ...(threshold && { sweepThreshold: threshold }),
        ...(freezeView !== null && { freezeView }),
      });
    }
  }

  for (const { code, currencies: members } of file.data.groups) {
    for (const member of members) {
      const currency = currencies.find(candidate => candidate.code === member);
      if (!currency) errors.push(`${code}: its currency ${member} is not listed`);
      else if (currency.credit === 'refused') errors.push(`${code}: its currency ${member} is refused`);
    }
    errors.push(...duplicates(`currency of ${code}`, members));
    if (currencies.some(currency => currency.code === String(code)))
      errors.push(`${code}: is also the code of a currency`);
  }

  errors.push(
    ...duplicates(
      'network',
      networks.map(network => network.code),
    ),
    ...duplicates(
      'chainId',
      networks.map(network => String(network.chainId)),
    ),
    ...duplicates(
      'currency',
      currencies.map(currency => currency.code),
    ),
    ...duplicates(
      'group',
      file.data.groups.map(group => group.code),
    ),
    ...duplicates(
      'contract',
      currencies.map(currency => `${currency.network} ${currency.contract ?? 'native'}`),
    ),
  );
  return errors.length > 0 ? { errors } : { registry: { networks, currencies, groups: file.data.groups } };
}

function duplicates(what: string, values: readonly string[]): string[] {
  return [...new Set(values.filter((value, at) => values.indexOf(value) !== at))].map(
    value => `${what} ${value} is listed twice`,
  );
}
