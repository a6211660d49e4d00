import { readFileSync } from 'node:fs';

/** The settings of the connection to Temporal, named as Temporal's own programs name them. */
export interface TemporalSettings {
  readonly TEMPORAL_ADDRESS: string;
  readonly TEMPORAL_API_KEY?: string | undefined;
  /** On or off, if no other setting decides. */
  readonly TEMPORAL_TLS?: boolean | undefined;
  /** PEM files: the trusted certificates, the client's own certificate, and its key. */
  readonly TEMPORAL_TLS_CA?: string | undefined;
  readonly TEMPORAL_TLS_CERT?: string | undefined;
  readonly TEMPORAL_TLS_KEY?: string | undefined;
  /** The name that the server's certificate must bear, if it is not the host of the address. */
  readonly TEMPORAL_TLS_SERVER_NAME?: string | undefined;
}

/** What both `Connection` and `NativeConnection` of the SDK take. */
export interface TemporalConnection {
  readonly address: string;
  readonly apiKey?: string;
  readonly tls?: {
    readonly serverNameOverride?: string;
    readonly serverRootCACertificate?: Uint8Array;
    readonly clientCertPair?: { readonly crt: Uint8Array; readonly key: Uint8Array };
  };
}

/** The variables, besides the address, that decide how to connect to Temporal. */
export const temporalSecurity = [
  'TEMPORAL_API_KEY',
  'TEMPORAL_TLS',
  'TEMPORAL_TLS_CA',
  'TEMPORAL_TLS_CERT',
  'TEMPORAL_TLS_KEY',
  'TEMPORAL_TLS_SERVER_NAME',
] as const;

type FileSetting = 'TEMPORAL_TLS_CA' | 'TEMPORAL_TLS_CERT' | 'TEMPORAL_TLS_KEY';
const kinds = {
  TEMPORAL_TLS_CA: 'CERTIFICATE',
  TEMPORAL_TLS_CERT: 'CERTIFICATE',
  TEMPORAL_TLS_KEY: 'PRIVATE KEY',
};

/**
 * How to connect to Temporal. Any setting of TLS, or an API key, turns TLS on, so a typo in one of them never
 * leaves a connection unencrypted. Returns errors if settings contradict each other or a file does not
 * contain what it should. An error names the variable, and never what is in a file.
 */
export function temporalConnection(
  settings: TemporalSettings,
): { readonly connection: TemporalConnection } | { readonly errors: readonly string[] } {
  const errors: string[] = [];
  const read = (name: FileSetting): Uint8Array | undefined => {
    const path = settings[name];
    if (path === undefined) return undefined;
    try {
      const bytes = readFileSync(path);
      // gRPC has no way to ask for the key's passphrase.
      if (isEncrypted(bytes)) {
        errors.push(`${name}: ${path} has an encrypted private key; use one without a passphrase`);
        return undefined;
      }
      if (bytes.includes(`${kinds[name]}-----`)) return bytes;
      errors.push(`${name}: ${path} has no ${kinds[name].toLowerCase()} in PEM`);
    } catch {
      errors.push(`${name}: cannot read ${path}`);
    }
    return undefined;
  };
  const ca = read('TEMPORAL_TLS_CA');
  const crt = read('TEMPORAL_TLS_CERT');
  const key = read('TEMPORAL_TLS_KEY');
  const { TEMPORAL_API_KEY: apiKey, TEMPORAL_TLS_SERVER_NAME: serverName } = settings;
  for (const [one, other] of [
    ['TEMPORAL_TLS_CERT', 'TEMPORAL_TLS_KEY'],
    ['TEMPORAL_TLS_KEY', 'TEMPORAL_TLS_CERT'],
  ] as const) {
    if (settings[one] !== undefined && settings[other] === undefined)
      errors.push(`${other}: is required with ${one}`);
  }
  const implied = temporalSecurity.filter(name => name !== 'TEMPORAL_TLS' && settings[name] !== undefined);
  if (settings.TEMPORAL_TLS === false && implied.length > 0)
    errors.push(`TEMPORAL_TLS: is off, but ${implied.join(', ')} needs TLS`);
  if (errors.length > 0) return { errors };

  const isSecure = settings.TEMPORAL_TLS === true || implied.length > 0;
  return {
    connection: {
      address: settings.TEMPORAL_ADDRESS,
      ...(apiKey === undefined ? {} : { apiKey }),
      ...(isSecure && {
        tls: {
          ...(serverName === undefined ? {} : { serverNameOverride: serverName }),
          ...(ca && { serverRootCACertificate: ca }),
          ...(crt && key && { clientCertPair: { crt, key } }),
        },
      }),
    },
  };
}

/** PKCS #8 (RFC 7468, section 11), or the older form with a header of its own (RFC 1421). */
function isEncrypted(bytes: Buffer): boolean {
  return bytes.includes('ENCRYPTED PRIVATE KEY-----') || bytes.includes('Proc-Type: 4,ENCRYPTED');
}
