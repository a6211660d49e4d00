import { createHash } from 'node:crypto';
import type { Logo } from '../db/sessions/forms.ts';

/** 64 kB. */
const mostLogoBytes = 65_536;

const dataUrl = /^data:image\/(png|jpeg|webp);base64,([A-Za-z0-9+/]+={0,2})$/;

/**
 * Reads a picture from a data URL: a PNG, a JPEG or a WebP with the right first bytes. Its name is the hash
 * of its content. Returns a reason if the picture is refused. An SVG is refused, as it can hold scripts.
 */
export function readLogo(given: string): Logo | string {
  const [, type, base64 = ''] = dataUrl.exec(given) ?? [];
  if (type !== 'png' && type !== 'jpeg' && type !== 'webp') {
    return 'must be data:image/png;base64,… or the same for a JPEG or a WebP image';
  }
  const body = Buffer.from(base64, 'base64');
  if (body.toString('base64') !== base64) return 'must be complete base64';
  if (body.length > mostLogoBytes) return `must be ${String(mostLogoBytes)} bytes at most`;
  if (kindOf(body) !== type) return `must be the image that it claims to be: a ${type.toUpperCase()}`;
  return { name: `${createHash('sha256').update(body).digest('hex').slice(0, 32)}.${type}`, type, body };
}

/** By the first bytes of the file (WHATWG MIME Sniffing, 6.1). */
function kindOf(body: Buffer): Logo['type'] | undefined {
  const begins = (bytes: string, at = 0): boolean =>
    body.subarray(at, at + bytes.length).toString('latin1') === bytes;
  if (begins('\x89PNG\r\n\x1a\n')) return 'png';
  if (begins('\xff\xd8\xff')) return 'jpeg';
  return begins('RIFF') && begins('WEBPVP', 8) ? 'webp' : undefined;
}
