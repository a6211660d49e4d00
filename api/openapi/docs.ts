import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import { errorCatalogue } from '../../domain/errors.ts';
import { wireCode } from '../http/problem.ts';
import type { RouteSpec } from '../http/types.ts';
import type { Shown } from './docsSchema.ts';
import { asText, fieldTable, typeOf } from './docsSchema.ts';
import { anchorOf, code, escape, json, prose, quoted } from './docsText.ts';
import { tags } from './meanings.ts';
import type { OpenApiDocument } from './types.ts';

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 0 auto; padding: 1rem }
code, pre { font: .9em ui-monospace, monospace; overflow-wrap: anywhere }
pre { overflow-x: auto; padding: .75rem; border: 1px solid #8886; border-radius: .4rem; overflow-wrap: normal }
section { border-top: 1px solid #8886; margin-top: 2rem }
table { border-collapse: collapse; display: block; overflow-x: auto }
th, td { text-align: left; vertical-align: top; padding: .2rem .8rem .2rem 0 }
.fields td { border-top: 1px solid #8883 } .fields td:nth-child(2) { min-width: 8rem }
nav a { display: block } nav summary { font-weight: 600; margin-top: .4rem; cursor: pointer }
.method { text-transform: uppercase; font-weight: 600 }
small { opacity: .75 }
@media (min-width: 70rem) {
  body { max-width: 88rem; display: grid; grid-template-columns: 22rem minmax(0, 1fr); gap: 2rem }
  nav { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto }
}
`;

/** The hash that allows the page's one style block. No other style is allowed, and no script at all. */
export const docsStyleSource = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

/** The API reference: one page, made once from the document, without scripts and without a CDN. */
export function serveDocs(specs: readonly RouteSpec[], document: OpenApiDocument): RequestHandler {
  const page = render(specs, document);
  return (_request, response) => {
    response.type('html').send(page);
  };
}

function render(specs: readonly RouteSpec[], document: OpenApiDocument): string {
  const { title, version, description } = document.info;
  const groups = [...Map.groupBy(specs, spec => spec.tag)];
  const schemas: Readonly<Record<string, Shown>> = document.components?.schemas ?? {};
  const events = Object.keys(document.webhooks ?? {});
  const objects = Object.entries(schemas);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(title)} API</title><style>${style}</style></head><body>
<nav>${groups.map(([tag, members]) => navGroup(tag, members.map(navOperation))).join('\n')}
${navGroup('Webhooks that we send', [link('webhooks', 'How they come'), ...events.map(type => link(`webhook-${type}`, type))])}
${navGroup(
  'Objects',
  objects.map(([name]) => link(`object-${name}`, name)),
)}
${link('errors', 'Errors')}</nav>
<main><h1>${escape(title)} API</h1>
<p>${prose(description ?? '')} Version ${escape(version)}. <a href="/openapi.json">openapi.json</a></p>
<p>${prose('Send `Authorization: Bearer sk_test_…` with every call, and `Idempotency-Key` with writes.')} In the examples,
<code>$PURSER</code> is where this installation is, <code>$KEY</code> is your key, and <code>$ID</code> is the id in the path.</p>
${groups
  .map(
    ([tag, members]) =>
      `<h2 id="tag-${anchorOf(tag)}">${escape(tag)}</h2><p>${prose(tags[tag] ?? '')}</p>
${members.map(spec => section(spec, document)).join('\n')}`,
  )
  .join('\n')}
<section id="webhooks"><h2>Webhooks that we send</h2><p>${prose(operationOf(document, events[0] ?? '')?.description ?? '')}</p></section>
${events.map(type => webhookSection(type, document)).join('\n')}
<h2>Objects</h2>
${objects.map(([name, schema]) => objectSection(name, schema)).join('\n')}
<section id="errors"><h2>Errors</h2><p>Every error is a <a href="#object-Problem">Problem</a>.</p>
<table><tr><th>Code</th><th>Status</th><th>Meaning</th></tr>
${errorRows()}</table></section></main>
</body></html>`;
}

function navGroup(title: string, links: readonly string[]): string {
  return `<details><summary>${escape(title)}</summary>${links.join('')}</details>`;
}

function navOperation(spec: RouteSpec): string {
  return link(anchor(spec), `${spec.method.toUpperCase()} ${spec.path}`);
}

function link(to: string, text: string): string {
  return `<a href="#${to}">${code(text)}</a>`;
}

function section(spec: RouteSpec, document: OpenApiDocument): string {
  const operation = document.paths?.[spec.path]?.[spec.method];
  const parameters = (operation?.parameters ?? []).flatMap(parameter =>
    'name' in parameter ? [parameter] : [],
  );
  const body =
    operation?.requestBody && 'content' in operation.requestBody
      ? operation.requestBody.content['application/json']
      : undefined;
  const responses: Readonly<Record<string, unknown>> = operation?.responses ?? {};
  const answer = mediaOf(responses[String(spec.status)]);
  return `<section id="${anchor(spec)}"><h3>${escape(spec.summary)}</h3>
<p><code><span class="method">${spec.method}</span> ${escape(spec.path)}</code></p>
<p>${prose(operation?.description ?? '')}</p>
<table>${parameters
    .map(
      ({ name, in: place, required, description }) =>
        `<tr><td>${code(name)}</td><td>${place}${required ? ', required' : ''}</td><td>${prose(description ?? '')}</td></tr>`,
    )
    .join('')}</table>
${body ? `<h4>Body</h4>${fieldTable(body.schema)}` : ''}
<pre>${escape(curl(spec, parameters, body?.example))}</pre>
<h4>Answer ${String(spec.status)}: ${typeOf(answer.schema)}</h4>${fieldTable(answer.schema)}
<details><summary>Example of the answer</summary>${json('', answer.example)}</details>
<p>Errors: ${[...new Set(spec.errors.map(wireCode))].map(each => `<a href="#${each}">${code(each)}</a>`).join(', ') || 'those of every call'}.</p></section>`;
}

interface ShownParameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: Shown;
}

/** The call as a line for a shell. */
function curl(spec: RouteSpec, parameters: readonly ShownParameter[], example: unknown): string {
  const needed = parameters.filter(({ required }) => required === true);
  const query = needed
    .filter(parameter => parameter.in === 'query')
    .map(({ name, schema }) => `${name}=${encodeURIComponent(asText(schema?.example ?? '…'))}`);
  const url = `$PURSER${spec.path.replace(/\{\w+\}/, '$ID')}${query.length > 0 ? `?${query.join('&')}` : ''}`;
  const lines = [
    `curl ${spec.method === 'get' ? '' : `-X ${spec.method.toUpperCase()} `}"${url}"`,
    `-H "Authorization: Bearer $KEY"`,
    ...(spec.idempotencyKeyRequired ? [`-H 'Idempotency-Key: order-4711'`] : []),
    ...(example === undefined
      ? []
      : [`-H 'Content-Type: application/json'`, `-d ${quoted(JSON.stringify(example))}`]),
  ];
  return lines.join(' \\\n  ');
}

function webhookSection(type: string, document: OpenApiDocument): string {
  const operation = operationOf(document, type);
  const body = mediaOf(operation?.requestBody);
  return `<section id="webhook-${escape(type)}"><h3>${code(type)}</h3>
<p>Body: ${typeOf(body.schema)}</p><details><summary>Example</summary>${json('', body.example)}</details></section>`;
}

function objectSection(name: string, schema: Shown): string {
  const variants = (schema.oneOf ?? schema.anyOf ?? []).map(
    (variant, index) => `<p>Either${index === 0 ? '' : ', or'}:</p>${fieldTable(variant)}`,
  );
  const values = schema.enum ? `<p>${typeOf(schema)}</p>` : '';
  return `<section id="object-${escape(name)}"><h3>${escape(name)}</h3><p>${prose(schema.description ?? '')}</p>
${values}${fieldTable(schema)}${variants.join('')}</section>`;
}

/** The JSON of a body or an answer. */
function mediaOf(body: unknown): { readonly schema?: Shown; readonly example?: unknown } {
  const content = typeof body === 'object' && body !== null && 'content' in body ? body.content : undefined;
  const media = new Map(Object.entries(content ?? {})).get('application/json') as unknown;
  return typeof media === 'object' && media !== null ? media : {};
}

function operationOf(document: OpenApiDocument, type: string) {
  const item = document.webhooks?.[type];
  return item && 'post' in item ? item.post : undefined;
}

function errorRows(): string {
  const rows = new Map(
    Object.entries(errorCatalogue).map(([name, entry]) => ['code' in entry ? entry.code : name, entry]),
  );
  return [...rows]
    .map(
      ([name, { status, title }]) =>
        `<tr id="${name}"><td>${code(name)}</td><td>${String(status)}</td><td>${escape(title)}</td></tr>`,
    )
    .join('\n');
}

function anchor({ method, path }: RouteSpec): string {
  return `${method}${path.replace(/[^a-z0-9]+/gi, '-')}`.replace(/-$/, '');
}
