import { components } from './meanings/components.ts';
import { fields, fieldsOf } from './meanings/fields.ts';
import { parameters, parametersOf, pathParameters } from './meanings/parameters.ts';
import type { OpenApiDocument } from './types.ts';

type Schema = NonNullable<NonNullable<OpenApiDocument['components']>['schemas']>[string];

/**
 * Describes each field, parameter and object of the document that has no description of its own, by `meanings/`.
 */
export function describeFields(document: OpenApiDocument): OpenApiDocument {
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
    const meaning = components[name];
    if (!('$ref' in schema) && meaning !== undefined) schema.description ??= meaning;
    describe(schema, name);
  }
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const operation of [item.get, item.post, item.delete]) {
      const id = operation?.operationId;
      if (!operation || id === undefined) continue;
      for (const parameter of operation.parameters ?? []) {
        if (!('name' in parameter) || parameter.description !== undefined) continue;
        const meaning = parameter.in === 'path' ? ofPath(path) : ofQuery(id, parameter.name);
        if (meaning !== undefined) parameter.description = meaning;
      }
      const { requestBody } = operation;
      const body = requestBody && 'content' in requestBody ? requestBody.content : undefined;
      describe(body?.['application/json']?.schema, id);
      const responses: Record<string, NonNullable<typeof requestBody>> = operation.responses ?? {};
      for (const response of Object.values(responses)) {
        if ('content' in response) describe(response.content['application/json']?.schema, id);
      }
    }
  }
  return document;
}

function ofQuery(operation: string, name: string): string | undefined {
  return parametersOf[operation]?.[name] ?? parameters[name];
}

function ofPath(path: string): string | undefined {
  const word = path.split('/').findLast((_part, index, parts) => parts[index + 1]?.startsWith('{'));
  return word === undefined ? undefined : pathParameters[word];
}

/**
 * An object inside an object is named like `Charge.parts`. Its fields are looked up by that name first, then
 * by their own.
 */
function describe(schema: Schema | undefined, owner: string): void {
  if (!schema || '$ref' in schema) return;
  const own = owner.split('.').at(-1) ?? '';
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    // A reference is described by its target.
    if ('$ref' in field) continue;
    const meaning =
      fieldsOf[owner]?.[name] ?? (owner.includes('.') ? fieldsOf[own]?.[name] : undefined) ?? fields[name];
    if (meaning !== undefined) field.description ??= meaning;
    describe(field, `${owner}.${name}`);
  }
  for (const part of [schema.anyOf, schema.oneOf, schema.allOf].flatMap(parts => parts ?? [])) {
    describe(part, owner);
  }
  if (schema.items) describe(schema.items, owner);
}
