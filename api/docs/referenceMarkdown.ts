import { errorPath, wireCode } from '../http/problem.ts';
import type { OpenApiDocument } from '../openapi/types.ts';
import type { DocumentedRoute } from './docsFiles.ts';
import type { Shown } from './fieldTable.ts';
import { asText, fieldTable, typeOf } from './fieldTable.ts';
import { cell, code, codeBlock, jsonBlock, paragraphs, quoted } from './markdown.ts';

/** The whole API as one Markdown document: operations by tag, webhooks, objects. */
export function referenceMarkdown(routes: readonly DocumentedRoute[], document: OpenApiDocument): string {
  const { title, version, description } = document.info;
  const schemas: Readonly<Record<string, Shown>> = document.components?.schemas ?? {};
  const events = Object.keys(document.webhooks ?? {});
  const abouts = new Map((document.tags ?? []).map(tag => [tag.name, tag.description ?? '']));
  return paragraphs([
    `# ${title} API`,
    `Version ${version}. The same as a document for programs: [OpenAPI](/openapi.json).`,
    description ?? '',
    'In the examples, `$PURSER` is the address of the installation, `$KEY` is your key, and `$ID` is the id in the path.',
    ...[...Map.groupBy(routes, route => route.tag)].flatMap(([tag, members]) => [
      `## ${tag}`,
      abouts.get(tag) ?? '',
      ...members.flatMap(spec => operationParts(spec, document)),
    ]),
    '## Webhooks that Purser sends',
    webhookOf(document, events[0] ?? '')?.description ?? '',
    ...events.flatMap(type => webhookParts(type, document)),
    '## Objects',
    ...Object.entries(schemas).flatMap(([name, schema]) => objectParts(name, schema)),
  ]);
}

function operationParts(spec: DocumentedRoute, document: OpenApiDocument): readonly string[] {
  const operation = document.paths?.[spec.path]?.[spec.method];
  const parameters = (operation?.parameters ?? []).flatMap(parameter =>
    'name' in parameter ? [parameter] : [],
  );
  const body = mediaOf(operation?.requestBody);
  const responses: Readonly<Record<string, unknown>> = operation?.responses ?? {};
  const answer = mediaOf(responses[String(spec.status)]);
  const errors = [...new Set(spec.errors.map(wireCode))];
  return [
    `### ${spec.summary}`,
    code(`${spec.method.toUpperCase()} ${spec.path}`),
    operation?.description ?? '',
    parameterTable(parameters),
    ...(body.schema ? ['Body:', fieldTable(body.schema) || typeOf(body.schema)] : []),
    codeBlock('sh', curl(spec, parameters, body.example)),
    `Answer ${String(spec.status)}: ${typeOf(answer.schema)}`,
    fieldTable(answer.schema),
    jsonBlock(answer.example),
    `Errors: ${errors.map(each => `[${code(each)}](${errorPath(each)}.md)`).join(', ') || 'those of every call'}.`,
  ];
}

interface ShownParameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Shown;
}

function parameterTable(parameters: readonly ShownParameter[]): string {
  if (parameters.length === 0) return '';
  const rows = parameters.map(
    ({ name, in: place, required, description }) =>
      `| ${code(name)} | ${place}${required ? ', required' : ''} | ${cell(description ?? '')} |`,
  );
  return ['| Parameter | In | Meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

/** The call as a line for a shell. */
function curl(spec: DocumentedRoute, parameters: readonly ShownParameter[], example: unknown): string {
  const query = parameters
    .filter(parameter => parameter.required === true && parameter.in === 'query')
    .map(({ name, schema }) => `${name}=${encodeURIComponent(asText(schema?.example ?? '…'))}`);
  const url = `$PURSER${spec.path.replace(/\{\w+\}/, '$ID')}${query.length > 0 ? `?${query.join('&')}` : ''}`;
  const lines = [
    `curl ${spec.method === 'get' ? '' : `-X ${spec.method.toUpperCase()} `}"${url}"`,
    `-H "Authorization: Bearer $KEY"`,
    ...(spec.needsIdempotencyKey ? [`-H 'Idempotency-Key: order-4711'`] : []),
    ...(example === undefined
      ? []
      : [`-H 'Content-Type: application/json'`, `-d ${quoted(JSON.stringify(example))}`]),
  ];
  return lines.join(' \\\n  ');
}

function webhookParts(type: string, document: OpenApiDocument): readonly string[] {
  const body = mediaOf(webhookOf(document, type)?.requestBody);
  return [`### ${type}`, `Body: ${typeOf(body.schema)}`, jsonBlock(body.example)];
}

function objectParts(name: string, schema: Shown): readonly string[] {
  const variants = (schema.oneOf ?? schema.anyOf ?? []).flatMap((variant, index) => [
    index === 0 ? 'Either:' : 'Or:',
    fieldTable(variant) || typeOf(variant),
  ]);
  return [
    `### Object ${code(name)}`,
    schema.description ?? '',
    schema.enum ? typeOf(schema) : '',
    fieldTable(schema),
    ...variants,
  ];
}

/** The JSON of a body or an answer. */
function mediaOf(body: unknown): { readonly schema?: Shown; readonly example?: unknown } {
  const content = typeof body === 'object' && body !== null && 'content' in body ? body.content : undefined;
  const media = new Map(Object.entries(content ?? {})).get('application/json') as unknown;
  return typeof media === 'object' && media !== null ? media : {};
}

function webhookOf(document: OpenApiDocument, type: string) {
  const item = document.webhooks?.[type];
  return item && 'post' in item ? item.post : undefined;
}
