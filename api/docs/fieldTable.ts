import { cell, code } from './markdown.ts';

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
 * The fields of an object as a table of Markdown; empty if it has none. Named objects are linked, others are shown
 * inside.
 */
export function fieldTable(schema: Shown | undefined): string {
  const rows = schema ? rowsOf(schema, '') : [];
  return rows.length === 0 ? '' : ['| Field | Type | Meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

function rowsOf(schema: Shown, before: string): readonly string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = `${before}${name}`;
    const optional = schema.required?.includes(name) ? '' : ' (optional)';
    const row = `| ${code(path)}${optional} | ${cell(typeOf(field))} | ${cell(meaningOf(field))} |`;
    return [row, ...rowsOf(field, `${path}.`), ...(field.items ? rowsOf(field.items, `${path}[].`) : [])];
  });
}

function meaningOf(field: Shown): string {
  const bounds = [
    ...(field.minimum === undefined ? [] : [`at least ${String(field.minimum)}`]),
    ...(field.maximum === undefined ? [] : [`at most ${String(field.maximum)}`]),
    ...(field.maxLength === undefined ? [] : [`at most ${String(field.maxLength)} characters`]),
    ...(field.default === undefined ? [] : [`default ${code(JSON.stringify(field.default))}`]),
  ];
  return [field.description ?? '', ...(bounds.length === 0 ? [] : [`(${bounds.join(', ')})`])]
    .join(' ')
    .trim();
}

/** What a field holds, in words, with links to the objects. */
export function typeOf(schema: Shown | undefined): string {
  if (!schema) return '';
  const name = schema.$ref?.split('/').at(-1);
  if (name !== undefined) return `[${name}](#object-${name.toLowerCase()})`;
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
  if (type === 'object' && additionalProperties) return 'object of your own keys';
  return type === 'undefined' ? 'anything' : type;
}

/** A value as written in a call: text without its quotes. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
