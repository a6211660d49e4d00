import { components } from '../../api/openapi/meanings/components.ts';
import { fieldsOf } from '../../api/openapi/meanings/fields.ts';
import { parametersOf } from '../../api/openapi/meanings/parameters.ts';
import { falseExample } from './falseExample.ts';

/** JSON Schema, as far as it matters here. */
interface Schema {
  readonly $ref?: string;
  readonly type?: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}
interface Body {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema; readonly example?: unknown }>>;
}
interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly { readonly name: string; readonly description?: string }[];
  readonly requestBody?: Body;
  readonly responses: Readonly<Record<string, Body>>;
}
export interface ReadDocument {
  readonly tags: readonly { readonly name: string; readonly description?: string }[];
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly webhooks: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** Faults for integrators and client generators in the document, one per line. */
export function documentFaults(document: ReadDocument): readonly string[] {
  const { schemas } = document.components;
  const described = new Set(document.tags.filter(tag => tag.description).map(tag => tag.name));
  return [
    ...Object.entries(schemas).flatMap(([name, schema]) => [
      ...(schema.description ? [] : [`${name} has no description`]),
      // openapi-python-client drops such a component, and each operation that uses it fails when it is
      // called.
      ...(isNullable(schema) ? [`${name} is nullable itself: use orNull where it stands`] : []),
      ...undescribed(schema, name),
    ]),
    ...operationsOf(document).flatMap(({ operationId, tags, parameters = [], requestBody, responses }) => [
      ...tags.filter(tag => !described.has(tag)).map(tag => `the tag ${tag} has no description`),
      ...parameters
        .filter(each => !each.description)
        .map(each => `${operationId} ?${each.name} has no description`),
      ...[requestBody, ...Object.values(responses)].flatMap(body =>
        undescribed(body?.content?.['application/json']?.schema, operationId),
      ),
    ]),
    ...Object.entries(document.webhooks).flatMap(([type, { post }]) => {
      const fault = falseExample(type, post?.requestBody?.content?.['application/json']?.example);
      return fault === undefined ? [] : [`the example of ${type}: ${fault}`];
    }),
    ...staleMeanings(document),
  ];
}

function operationsOf({ paths }: ReadDocument): readonly Operation[] {
  return Object.values(paths).flatMap(item => Object.values(item));
}

function isNullable({ type, anyOf = [], oneOf = [] }: Schema): boolean {
  return [type].flat().includes('null') || [...anyOf, ...oneOf].some(part => part.type === 'null');
}

/** Parts without a description, and nullable parts that no null satisfies. */
function undescribed(schema: Schema | undefined, owner: string): readonly string[] {
  if (!schema) return [];
  const { properties = {}, items, anyOf = [], oneOf = [], allOf = [] } = schema;
  return [
    ...(allOf.some(isNullable) ? [`${owner} is never null, as all of its parts must hold: use orNull`] : []),
    ...Object.entries(properties).flatMap(([name, field]) => [
      ...(field.description || field.$ref ? [] : [`${owner}.${name} has no description`]),
      ...undescribed(field, `${owner}.${name}`),
    ]),
    ...[...(items ? [items] : []), ...anyOf, ...oneOf, ...allOf].flatMap(part => undescribed(part, owner)),
  ];
}

/** Meanings of objects and operations that are not in the document: renamed or removed ones. */
function staleMeanings(document: ReadDocument): readonly string[] {
  const names = new Set([
    ...Object.keys(document.components.schemas),
    ...operationsOf(document).map(operation => operation.operationId),
    // Of objects inside others, whatever those are.
    'resource',
    'summary',
  ]);
  const owners = [components, fieldsOf, parametersOf].flatMap(table => Object.keys(table));
  return owners
    .filter(owner => !names.has(owner.split('.')[0] ?? ''))
    .map(owner => `api/openapi/meanings tells of ${owner}, which is not in the document`);
}
