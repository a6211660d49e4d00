import { z } from 'zod';
import type { Document } from './readDocument.ts';
import type { Repository } from './repository.ts';

const parameter = z.object({ name: z.string(), in: z.string() });
const operation = z.object({ parameters: z.array(parameter).default([]) });
const openApi = z.object({ paths: z.record(z.string(), z.record(z.string(), operation)) });

/** Calls of the API that documents name, as `POST /v1/charges`, and that docs/openapi.json does not have. */
export function checkCalls({ documents, code }: Repository): readonly string[] {
  const { paths } = openApi.parse(JSON.parse(code.get('docs/openapi.json') ?? '{}'));
  const known = Object.entries(paths).map(([path, methods]) => ({ parts: path.split('/'), methods }));
  return documents.flatMap(({ file, ...document }) =>
    callsOf(document).flatMap(call => {
      const fault = faultOf(call);
      return fault === undefined ? [] : [`${file}: ${call.method} ${call.path} ${fault}`];
    }),
  );

  function faultOf({ method, path }: Call): string | undefined {
    const [before = '', query = ''] = path.split('?');
    if (unlisted.has(before)) return undefined;
    if (!before.startsWith('/v1')) return Object.hasOwn(paths, `/v1${before}`) ? 'lacks /v1' : undefined;
    const parts = before.split('/');
    const found = known.filter(
      ({ parts: template }) =>
        // Without a method the beginning of paths may be meant: all of `/v1/test`.
        (method === '' ? template.length >= parts.length : template.length === parts.length) &&
        parts.every(
          (part, at) => template[at] === part || (template[at]?.startsWith('{') && stands.test(part)),
        ),
    );
    const methods = found.flatMap(({ methods }) => Object.entries(methods));
    const meant = method === '' ? methods : methods.filter(([name]) => name === method.toLowerCase());
    if (meant.length === 0) return 'is not in docs/openapi.json';
    const names = meant.flatMap(([, { parameters }]) => parameters.filter(each => each.in === 'query'));
    const strange = [...query.matchAll(/(?<=^|&)\w+/g)].find(
      ([name]) => !names.some(each => each.name === name),
    );
    return strange && `has no parameter ${strange[0]}`;
  }
}

interface Call {
  /** Empty if the document names the path alone. */
  readonly method: string;
  readonly path: string;
}

/** Served for the commands of earlier releases, and left out of the OpenAPI document: decision 33. */
const unlisted: ReadonlySet<string> = new Set(['/v1/test/blocks', '/v1/test/reorgs']);

/** What stands for an id: `{id}`, `pur_…`, `user-42`, `$ID`, and the two ids of a delivery. */
const stands = /^(\{\w+\}|\$\{?\w+\}?|[\w:…-]+)$/;

/** Calls in spans and blocks. With a method, the path may be of another server, such as a shop's. */
function callsOf({ spans, blocks }: Omit<Document, 'file'>): readonly Call[] {
  return [...spans, ...blocks.map(({ text }) => text)].flatMap(code =>
    [
      ...code.matchAll(
        /(?:\b(GET|POST|PUT|PATCH|DELETE) )?(\/v1\b[^\s'"`)|,;]*|(?<=[TEH] )\/[a-z][^\s'"`)|,;]*)/g,
      ),
    ].map(([, method = '', path = '']) => ({ method, path: path.replace(/[.:…]+$/, '') })),
  );
}
