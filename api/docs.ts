import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import { errorCatalogue } from '../domain/errors.ts';
import type { OpenApiDocument } from './openapi.ts';
import { wireCode } from './problem.ts';
import type { RouteSpec } from './route.ts';

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
code, pre { font: .9em ui-monospace, monospace }
pre { overflow-x: auto; padding: .75rem; border: 1px solid #8886; border-radius: .4rem }
section { border-top: 1px solid #8886; margin-top: 2rem }
th, td { text-align: left; vertical-align: top; padding: .2rem .8rem .2rem 0 }
nav { columns: 2 } nav a { display: block }
.method { text-transform: uppercase; font-weight: 600 }
`;

/** The one style block of the page is allowed by its hash; nothing else is, and no script at all. */
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
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(title)} API</title><style>${style}</style></head><body>
<h1>${escape(title)} API</h1>
<p>${prose(description ?? '')} Version ${escape(version)}. <a href="/openapi.json">openapi.json</a></p>
<p>${prose('Send `Authorization: Bearer sk_test_…` with every call, and `Idempotency-Key` with writes.')}</p>
<nav>${specs.map(spec => `<a href="#${anchor(spec)}"><code>${spec.method.toUpperCase()} ${escape(spec.path)}</code></a>`).join('')}
<a href="#webhooks">Webhooks</a><a href="#errors">Errors</a></nav>
${specs.map(spec => section(spec, document)).join('\n')}
<section id="webhooks"><h2>Webhooks</h2>
<p>${prose(firstWebhook(document)?.description ?? '')}</p>
<ul>${Object.keys(document.webhooks ?? {})
    .map(type => `<li><code>${escape(type)}</code></li>`)
    .join('')}</ul>
${Object.entries(document.components?.schemas ?? {})
  .filter(([name]) => name.endsWith('Event'))
  .map(([name, schema]) => schemaBlock(`Body: ${name}`, schema))
  .join('\n')}</section>
<section id="errors"><h2>Errors</h2><table><tr><th>Code</th><th>Status</th><th>Meaning</th></tr>
${errorRows()}</table></section>
</body></html>`;
}

function section(spec: RouteSpec, document: OpenApiDocument): string {
  const operation = document.paths?.[spec.path]?.[spec.method];
  const parameters = (operation?.parameters ?? []).flatMap(parameter =>
    'name' in parameter ? [parameter] : [],
  );
  const body =
    operation?.requestBody && 'content' in operation.requestBody ? operation.requestBody : undefined;
  return `<section id="${anchor(spec)}"><h2>${escape(spec.summary)}</h2>
<p><code><span class="method">${spec.method}</span> ${escape(spec.path)}</code></p>
<p>${prose(operation?.description ?? '')}</p>
<table>${parameters
    .map(
      ({ name, in: place, required, description }) =>
        `<tr><td><code>${escape(name)}</code></td><td>${place}${required ? ', required' : ''}</td><td>${prose(description ?? '')}</td></tr>`,
    )
    .join('')}</table>
${body ? schemaBlock('Body', body.content['application/json']?.schema) : ''}
${schemaBlock(`Answer ${String(spec.status)}`, responseSchema(operation?.responses, spec.status))}
<p>Errors: ${[...new Set(spec.errors.map(wireCode))].map(code => `<a href="#${code}"><code>${code}</code></a>`).join(', ') || 'those of every call'}.</p></section>`;
}

function responseSchema(responses: unknown, status: number): unknown {
  return path(responses, String(status), 'content', 'application/json', 'schema');
}

function firstWebhook(document: OpenApiDocument): { readonly description?: string } | undefined {
  const first = Object.values(document.webhooks ?? {})[0];
  return first && 'post' in first ? first.post : undefined;
}

/** Follows names into nested objects; undefined where one is missing. */
function path(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (at, name) =>
      typeof at === 'object' && at !== null
        ? Object.entries(at).find(([key]) => key === name)?.[1]
        : undefined,
    value,
  );
}

function schemaBlock(title: string, schema: unknown): string {
  return schema === undefined
    ? ''
    : `<details><summary>${title}</summary><pre>${escape(JSON.stringify(schema, null, 2))}</pre></details>`;
}

function errorRows(): string {
  const rows = new Map(
    Object.entries(errorCatalogue).map(([name, entry]) => ['code' in entry ? entry.code : name, entry]),
  );
  return [...rows]
    .map(
      ([code, { status, title }]) =>
        `<tr id="${code}"><td><code>${code}</code></td><td>${String(status)}</td><td>${escape(title)}</td></tr>`,
    )
    .join('\n');
}

function anchor({ method, path }: RouteSpec): string {
  return `${method}${path.replace(/[^a-z0-9]+/gi, '-')}`.replace(/-$/, '');
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, char => `&#${String(char.charCodeAt(0))};`);
}

/** Text with `code` in it. */
function prose(text: string): string {
  return escape(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}
