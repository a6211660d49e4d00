const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Bytes as text, a byte order mark included; undefined unless all of them are UTF-8 (RFC 3629). A decoder
 * that replaces unreadable bytes makes two texts equal: `Jos\xe9` and `Jos\xe8` would be one customer.
 */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** The text without its URLs, which may name hosts and hold keys. */
export function withoutUrls(text: string): string {
  return text.replaceAll(/\b[a-z][a-z0-9+.-]*:\/\/\S+/gi, '…');
}
