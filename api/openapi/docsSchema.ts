import { code, escape, prose } from './docsText.ts';

/** The part of JSON Schema that is shown. */
export interface Shown {
  readonly $ref?: string;
  readonly type?: unknown;
  readonly format?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Shown>>;
  readonly required?: readonly string[];
  readonly items?: Shown;
  readonly additionalProperties?: unknown;
  readonly anyOf?: readonly Shown[];
  readonly oneOf?: readonly Shown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly default?: unknown;
  readonly example?: unknown;
}

/**
 * The fields of an object as a table; empty if it has none. Named objects are linked, others are shown
 * inside.
 */
export function fieldTable(schema: Shown | undefined): string {
  const rows = schema ? rowsOf(schema, '') : [];
  if (rows.length === 0) return '';
  return `<table class="fields"><tr><th>Field</th><th>Type</th><th>Meaning</th></tr>${rows.join('')}</table>`;
}

function rowsOf(schema: Shown, before: string): readonly string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = `${before}${name}`;
    const optional = schema.required?.includes(name) ? '' : ' <small>optional</small>';
    const row = `<tr><td>${code(path)}${optional}</td><td>${typeOf(field)}</td><td>${meaningOf(field)}</td></tr>`;
    return [row, ...rowsOf(field, `${path}.`), ...(field.items ? rowsOf(field.items, `${path}[].`) : [])];
  });
}

function meaningOf(field: Shown): string {
  const bounds = [
    ...(field.minimum === undefined ? [] : [`at least ${String(field.minimum)}`]),
    ...(field.maximum === undefined ? [] : [`at most ${String(field.maximum)}`]),
    ...(field.maxLength === undefined ? [] : [`at most ${String(field.maxLength)} characters`]),
    ...(field.default === undefined ? [] : [`\`${JSON.stringify(field.default)}\` unless told`]),
  ];
  const about = prose(field.description ?? '');
  return bounds.length === 0 ? about : `${about} <small>${prose(bounds.join(', '))}</small>`;
}

/** What a field holds, in words, with links to the objects. */
export function typeOf(schema: Shown | undefined): string {
  if (!schema) return '';
  const name = schema.$ref?.split('/').at(-1);
  if (name !== undefined) return `<a href="#object-${escape(name)}">${escape(name)}</a>`;
  if (schema.enum) return schema.enum.map(value => code(asText(value))).join(' ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return [...new Set(choices.map(typeOf))].join(' or ');
  return [schema.type]
    .flat()
    .map(type => wordFor(String(type), schema))
    .join(' or ');
}

function wordFor(type: string, { format, items, additionalProperties }: Shown): string {
  if (type === 'array') return `list of ${typeOf(items) || 'anything'}`;
  if (type === 'string') return format === 'date-time' ? 'time' : 'text';
  if (type === 'integer') return 'whole number';
  if (type === 'object' && additionalProperties !== undefined) return 'object of your own keys';
  return type === 'undefined' ? 'anything' : type;
}

/** A value as written in a call: text without its quotes. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
