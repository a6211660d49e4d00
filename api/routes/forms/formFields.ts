import { z } from 'zod';
import type { FormRow } from '../../../db/schema.ts';
import type { FormFields, Logo } from '../../../db/sessions/forms.ts';
import type { ActiveReceivers } from '../../../db/treasury/readReceivers.ts';
import type { ChecksumAddress } from '../../../domain/address.ts';
import { findCoin, takenOf } from '../../../domain/coin.ts';
import { PurserError } from '../../../domain/errors.ts';
import type { FormId } from '../../../domain/ids.ts';
import { parseId } from '../../../domain/ids.ts';
import type { CoinCode } from '../../../domain/registry.ts';
import { isReadable, parseColor } from '../../../domain/sessions/accent.ts';
import { logosPath } from '../../checkout/assets.ts';
import type { ApiDeps } from '../../deps.ts';
import { addressForm, checkedAddress } from '../checkedAddress.ts';
import { email, exampleId, text, time } from '../../http/fields.ts';
import { invalidField } from '../../http/parseInput.ts';
import { longestReturnUrl, requireReturnable } from '../../http/returnUrl.ts';
import { readLogo } from '../../readLogo.ts';

const exampleReceiver = '0x52908400098527886E0F7030069857D2E4169EE7';

export const formSchema = z
  .object({
    id: z.string().meta({ example: exampleId('frm') }),
    account: z.string(),
    title: z.string(),
    coins: z.array(z.string()),
    receiver: z.string().nullable().meta({ example: exampleReceiver }),
    returnUrl: z.string().nullable(),
    supportUrl: z.string().nullable(),
    supportEmail: z.string().nullable(),
    logo: z.string().nullable().meta({
      example: 'https://pay.shop.example/checkout/logos/0f3a9c0e3c6f4f0f9c0e3c6f4f0f9c0e.png',
      description: 'Where payers’ browsers get the picture from: from us.',
    }),
    accentColor: z.string().nullable().meta({ example: '#3147d4' }),
    receiverActive: z.record(z.string(), z.boolean()).meta({ example: { BSC: true } }),
    createdAt: time,
  })
  .meta({ id: 'Form' });

export const title = text(200).meta({ example: 'Top up your balance' });

export const coins = z
  .array(text(32))
  .min(1)
  .max(50)
  .meta({
    uniqueItems: true,
    example: ['ETH', 'USD_MULTI_1'],
    description: 'Currencies, and groups whose members count 1:1.',
  });

export const receiver = text(100).meta({
  example: exampleReceiver,
  description:
    'An EVM address, where swept funds of this form’s sessions belong; without one, where those of the account do. ' +
    'Capitals, if any, as EIP-55 has them. To give one, or another, takes the scope `admin`.',
});

export const returnUrl = text(longestReturnUrl).nullable().meta({
  format: 'uri',
  example: 'https://shop.example/paid?order=7',
  description: 'Where payers go back to, with `sessionId` added to the query.',
});

export const supportUrl = text(2048).nullable().meta({
  format: 'uri',
  example: 'https://shop.example/help',
  description: 'An https page where payers ask about a payment; the checkout links to it.',
});

export const supportEmail = email
  .nullable()
  .meta({ description: 'Where payers write to about a payment; the checkout shows it.' });

export const logo = text(90_000).nullable().meta({
  example: 'data:image/png;base64,iVBORw0KGgo=',
  description: 'A PNG, JPEG or WebP of up to 64 kB, as a data URL. It is kept, and served to payers by us.',
});

export const accentColor = text(7)
  .nullable()
  .meta({
    example: '#3147d4',
    description:
      'The colour of buttons and links, as `#rrggbb`: dark enough to be read on a bright ground (a contrast of 4.5:1 ' +
      'with #f3f4f8). On dark screens a lighter shade of it is taken.',
  });

/** Throws `url_not_allowed` if the URL is not https, or carries a password. */
function requireSupportUrl(given: string): string {
  const url = URL.parse(given);
  if (url?.protocol === 'https:' && url.username === '' && url.password === '') return url.href;
  throw new PurserError('url_not_allowed', 'Payers cannot be sent to this URL.', {
    fields: [{ field: 'supportUrl', message: 'must be https, without credentials' }],
  });
}

function requireLogo(given: string): Logo {
  const read = readLogo(given);
  if (typeof read === 'string') throw invalidField('logo', read);
  return read;
}

function requireColor(given: string): string {
  const color = parseColor(given);
  if (color === undefined) throw invalidField('accentColor', 'must be a colour such as #3147d4');
  if (!isReadable(color)) {
    throw invalidField('accentColor', 'must be darker: its contrast with a bright page is below 4.5:1');
  }
  return color;
}

/** What the checkout shows of the merchant. Fields that are not given stay out. */
export function requireLook(given: {
  readonly supportUrl?: string | null | undefined;
  readonly supportEmail?: string | null | undefined;
  readonly logo?: string | null | undefined;
  readonly accentColor?: string | null | undefined;
}): Pick<FormFields, 'supportUrl' | 'supportEmail' | 'logo' | 'accentColor'> {
  const { supportUrl: url, supportEmail: address, logo: picture, accentColor: color } = given;
  return {
    ...(url === undefined ? {} : { supportUrl: url === null ? null : requireSupportUrl(url) }),
    ...(address === undefined ? {} : { supportEmail: address }),
    ...(picture === undefined ? {} : { logo: picture === null ? null : requireLogo(picture) }),
    ...(color === undefined ? {} : { accentColor: color === null ? null : requireColor(color) }),
  };
}

export function present(
  { publicUrl }: ApiDeps,
  row: FormRow,
  receivers: ActiveReceivers,
): z.output<typeof formSchema> {
  return {
    id: row.id,
    account: row.account_id,
    title: row.title,
    coins: row.coins,
    receiver: row.receiver,
    returnUrl: row.return_url,
    supportUrl: row.support_url,
    supportEmail: row.support_email,
    logo: row.logo === null ? null : `${publicUrl()}${logosPath}${row.logo}`,
    accentColor: row.accent_color,
    receiverActive: activeFor(row.receiver, receivers),
    createdAt: row.created_at.toISOString(),
  };
}

function activeFor(receiver: ChecksumAddress | null, receivers: ActiveReceivers): Record<string, boolean> {
  if (receiver === null) return {};
  return Object.fromEntries([...receivers].map(([network, active]) => [network, active.has(receiver)]));
}

/** Throws `currency_not_supported` for an unknown coin, and for one that new purses are not made for. */
export function requireCoins({ registry }: ApiDeps, codes: readonly string[]): readonly CoinCode[] {
  const found = codes.map(code => findCoin(registry, code));
  const wrong = found.findIndex(coin => !coin || !takenOf(coin));
  if (wrong >= 0) {
    throw new PurserError('currency_not_supported', undefined, {
      fields: [{ field: `coins.${String(wrong)}`, message: 'must be a supported currency or group' }],
    });
  }
  const distinct = new Set(found.flatMap(coin => (coin ? [coin.code] : [])));
  if (distinct.size < codes.length) throw invalidField('coins', 'must not name a coin twice');
  return [...distinct];
}

/** Throws `receiver_invalid` if it is not an address, or its capitals do not match its checksum. */
export function requireReceiver(deps: ApiDeps, given: string): ChecksumAddress {
  const checked = checkedAddress(deps, given);
  if (checked) return checked;
  throw new PurserError('receiver_invalid', undefined, {
    fields: [{ field: 'receiver', message: addressForm }],
  });
}

export function takeReturnUrl<T extends null | undefined>(deps: ApiDeps, given: string | T): string | T {
  return typeof given === 'string' ? requireReturnable(deps, given) : given;
}

export function requireFormId(given: string): FormId {
  const formId = parseId('frm', given);
  if (!formId) throw new PurserError('form_not_found');
  return formId;
}
