import { dirname, join } from 'node:path';
import { parseAst } from 'rolldown/parseAst';
import { z } from 'zod';
import type { Repository } from './repository.ts';

/** The arguments of a call of `readArgs`: how a program reads its command line. */
export type Program = z.infer<typeof program> & { readonly file: string };

const program = z.object({
  /** `npm run pay`, `npm run chain -- drop`, `node cli/migrate.ts`. */
  run: z.string(),
  usage: z.string(),
  words: z.boolean().default(false),
  options: z.record(
    z.string(),
    z
      .object({ type: z.enum(['string', 'boolean']), short: z.string(), multiple: z.boolean() })
      .partial({ short: true, multiple: true }),
  ),
});

/** Finds the programs in the code without running them. Throws for a call of `readArgs` that it cannot read. */
export function readPrograms({ code }: Repository): readonly Program[] {
  const trees = new Map<string, Node>();
  const treeOf = (file: string): Node => {
    const tree = trees.get(file) ?? (parseAst(code.get(file) ?? '', { lang: 'ts' }) as unknown as Node);
    trees.set(file, tree);
    return tree;
  };
  return [...code].flatMap(([file, text]) => {
    if (!file.endsWith('.ts') || !/\breadArgs\(/.test(text)) return [];
    return nodesOf(treeOf(file))
      .filter(node => node.type === 'CallExpression' && nameOf(node['callee']) === 'readArgs')
      .map(call => {
        const { data } = program.safeParse(valueOf(nodesIn(call['arguments'])[0], file, treeOf));
        if (!data) throw new Error(`${file}: a call of readArgs whose run, usage or options cannot be read`);
        return { ...data, file };
      });
  });
}

/** A node of the syntax tree: ESTree, with TypeScript. */
type Node = Readonly<Record<string, unknown>> & { readonly type: string };

/** What a constant expression is; undefined for any other. */
function valueOf(node: unknown, file: string, treeOf: (file: string) => Node): unknown {
  if (!isNode(node)) return undefined;
  const value = (inner: unknown, of = file): unknown => valueOf(inner, of, treeOf);
  switch (node.type) {
    case 'Literal':
      return node['value'];
    case 'TemplateLiteral':
      return nodesIn(node['quasis'])
        .map(({ value }) => (value as { readonly cooked: string }).cooked)
        .join('…');
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return value(node['expression']);
    case 'MemberExpression':
      return (value(node['object']) as Record<string, unknown> | undefined)?.[nameOf(node['property'])];
    case 'ObjectExpression':
      return Object.assign(
        {},
        ...nodesIn(node['properties']).map(({ type, key, value: inner, argument }) =>
          type === 'SpreadElement' ? value(argument) : { [nameOf(key)]: value(inner) },
        ),
      ) as unknown;
    case 'Identifier':
      return constantOf(nameOf(node), file, treeOf);
    default:
      return undefined;
  }
}

/** The value of a constant of this file, or of the file that it is imported from. */
function constantOf(name: string, file: string, treeOf: (file: string) => Node): unknown {
  const nodes = nodesOf(treeOf(file));
  const declared = nodes.find(({ type, id }) => type === 'VariableDeclarator' && nameOf(id) === name);
  if (declared) return valueOf(declared['init'], file, treeOf);
  const imported = nodes.find(
    ({ type, specifiers }) =>
      type === 'ImportDeclaration' && nodesIn(specifiers).some(({ local }) => nameOf(local) === name),
  );
  const source = isNode(imported?.['source']) ? String(imported['source']['value']) : '';
  return source.startsWith('.') ? constantOf(name, join(dirname(file), source), treeOf) : undefined;
}

/** The name of an identifier, or the text of a key in quotes. */
function nameOf(node: unknown): string {
  return isNode(node) ? String(node['name'] ?? node['value']) : '';
}

/** The node itself and all below it. */
function nodesOf(node: Node): readonly Node[] {
  const found: Node[] = [];
  const visit = (node: Node): void => {
    found.push(node);
    for (const child of Object.values(node).flatMap(value => nodesIn(value))) visit(child);
  };
  visit(node);
  return found;
}

function nodesIn(value: unknown): readonly Node[] {
  return (Array.isArray(value) ? value : [value]).filter(isNode);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
