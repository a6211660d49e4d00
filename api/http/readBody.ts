import express from 'express';
import type { Request, RequestHandler, Response } from 'express';
import type { FieldError } from '../../domain/errors.ts';
import { PurserError } from '../../domain/errors.ts';
import type { JsonFault } from '../../domain/exactJson.ts';
import { findJsonFaults } from '../../domain/exactJson.ts';
import { decodeUtf8 } from '../../domain/text.ts';

/** Reads the bytes of a body of any content type: a body is either JSON or wrong. */
export const readBytes: RequestHandler = express.raw({ limit: 100_000, inflate: false, type: () => true });

/**
 * The JSON of a body exactly as sent; undefined if there is none. Throws `unsupported_charset`,
 * `invalid_encoding`, `malformed_json`, `body_too_large`, and `invalid_request` for what could not be stored
 * as sent.
 */
export async function readBody(request: Request, response: Response): Promise<unknown> {
  await new Promise<void>((resolve, reject) => {
    readBytes(request, response, (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(error instanceof Error ? error : new Error('the body could not be read', { cause: error }));
    });
  });
  return parseExactly(decodeBody(request));
}

/** The text of a body whose bytes were read; empty if there is none. */
export function decodeBody(request: Request): string {
  const body: unknown = request.body;
  if (!Buffer.isBuffer(body)) return '';
  const isAscii = requireCharset(request.get('content-type') ?? '');
  const text = decodeUtf8(body);
  if (text === undefined || (isAscii && body.some(byte => byte > 0x7f))) {
    throw new PurserError(
      'invalid_encoding',
      `The body is not ${isAscii ? 'US-ASCII, as its type says' : 'UTF-8'}.`,
    );
  }
  return text;
}

/** Names of UTF-8 beyond those of the web (WHATWG, "Encoding"), and of US-ASCII (IANA, "Character Sets"). */
const utf8Names = /^(utf[-_ ]?8|csutf8)$/i;
const asciiNames = /^(us-?ascii|ascii|ansi_x3\.4-19(68|86)|iso_646\.irv:1991|iso646-us|csascii)$/i;

/**
 * True for US-ASCII. Throws `unsupported_charset` for any charset but US-ASCII and UTF-8. UTF-8 is the
 * default.
 */
function requireCharset(contentType: string): boolean {
  let isAscii = false;
  for (const [, quoted, bare = ''] of contentType.matchAll(/;\s*charset\s*=\s*(?:"([^"]*)"|([^;]*))/gi)) {
    const name = (quoted ?? bare).trim().replace(/^'(.*)'$/, '$1');
    if (asciiNames.test(name)) isAscii = true;
    else if (name !== '' && !isUtf8(name)) {
      throw new PurserError('unsupported_charset', 'The body must be UTF-8: its type names another charset.');
    }
  }
  return isAscii;
}

function isUtf8(name: string): boolean {
  if (utf8Names.test(name)) return true;
  try {
    return new TextDecoder(name).encoding === 'utf-8';
  } catch {
    return false;
  }
}

/**
 * Throws `malformed_json`, and `invalid_request` that names each field that is given twice or would be
 * changed.
 */
function parseExactly(text: string): unknown {
  // RFC 8259, 8.1: a byte order mark may be ignored.
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (json === '') return undefined;
  const value = parse(json);
  const faults = findJsonFaults(json);
  if (faults.some(({ kind }) => kind === 'prototype')) throw new PurserError('malformed_json');
  if (faults.length > 0) {
    throw new PurserError('invalid_request', 'The body cannot be saved as it was sent.', {
      fields: faults.map(fieldError),
    });
  }
  return value;
}

function parse(json: string): object {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new PurserError('malformed_json');
  }
  if (typeof value !== 'object' || value === null) throw new PurserError('malformed_json');
  return value;
}

function fieldError({ path, kind }: JsonFault): FieldError {
  const message =
    kind === 'repeated'
      ? 'is given twice'
      : 'is a number that cannot be saved exactly; send it as text, in quotes';
  return { field: path.join('.'), message };
}
