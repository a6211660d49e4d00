// The import rules of the rooms. The table itself is test/static/rooms.ts.
import {
  beforePackages,
  compositionRoots,
  productionCommands,
  rootImporters,
  rooms,
  wingsOfDb,
} from './test/static/rooms.ts';

const escape = text => text.replaceAll(/[.\\/]/g, String.raw`\$&`);
const anyOf = names => `(${names.map(escape).join('|')})`;
const folders = names => `^${anyOf(names)}/`;
const files = names => `^${anyOf(names)}$`;

/** What nothing is left of when it runs: `import type`. */
const notTypes = { dependencyTypesNot: ['type-only'] };
const ownCode = '^(?!node_modules/)';
const rootFiles = files(compositionRoots);

const roomRules = Object.entries(rooms).flatMap(
  ([room, { imports, importsTypes = [], packages, node, dev }]) => {
    const from = { path: `^${room}/` };
    const rule = (what, comment, to) => ({ name: `${room}-${what}`, severity: 'error', comment, from, to });
    const rules = [
      rule('rooms', `${room}/ may import ${[...imports, ...importsTypes].join(', ') || 'nothing'}`, {
        path: folders(Object.keys(rooms)),
        pathNot: folders([room, ...imports, ...importsTypes]),
      }),
    ];
    if (importsTypes.length > 0) {
      rules.push(
        rule('types-only', `${room}/ may import ${importsTypes.join(', ')} by "import type" alone`, {
          path: folders(importsTypes),
          ...notTypes,
        }),
      );
    }
    if (packages) {
      rules.push(
        rule('packages', `${room}/ may import of packages ${packages.join(', ') || 'none'}`, {
          path: '(^|/)node_modules/',
          ...(packages.length > 0 && { pathNot: `(^|/)node_modules/(@types/)?${anyOf(packages)}/` }),
        }),
      );
    }
    if (node === false) {
      rules.push(rule('no-node', `${room}/ must not import modules of Node`, { dependencyTypes: ['core'] }));
    }
    if (!dev) {
      rules.push(
        rule('no-dev-dependencies', `${room}/ runs in production, where there are no devDependencies`, {
          dependencyTypes: ['npm-dev'],
          ...notTypes,
        }),
      );
    }
    return rules;
  },
);

const wing = name => `^db/${name}/`;
const wingRules = [
  ...wingsOfDb.flatMap((name, index) => {
    const before = wingsOfDb.slice(0, index);
    if (before.length === 0) return [];
    return {
      name: `wing-${name}`,
      severity: 'error',
      comment: `db/${name}/ may import the wings after it; those before it are ${before.join(', ')}`,
      from: { path: wing(name) },
      to: { path: wing(anyOf(before)) },
    };
  }),
  {
    name: 'wing-none',
    severity: 'error',
    comment: 'the files of db/ itself, and the migrations, are used by all wings and use none',
    from: { path: '^db/([^/]+$|migrations/)' },
    to: { path: wing(anyOf(wingsOfDb)) },
  },
];

const rootRules = [
  {
    name: 'roots-import-no-tests',
    severity: 'error',
    comment: 'composition roots may import every room but test, bench, simulate and explore',
    from: { path: rootFiles },
    to: { path: folders(['test', 'bench', 'simulate', 'explore', 'client', 'examples']) },
  },
  {
    name: 'roots-load-testkit-dynamically',
    severity: 'error',
    comment: 'the testkit is loaded in test mode alone, with import(); the production image has none',
    from: { path: rootFiles },
    to: { path: folders(['testkit', 'contracts', 'cli']), dynamic: false, ...notTypes },
  },
  {
    name: 'roots-no-dev-dependencies',
    severity: 'error',
    comment: 'server and worker run in production, where there are no devDependencies',
    from: { path: rootFiles },
    to: { dependencyTypes: ['npm-dev'], ...notTypes },
  },
  {
    name: 'bootstrap-alone',
    severity: 'error',
    comment: 'the bootstrap runs before anything is installed, on any Node: modules of Node alone',
    from: { path: files(beforePackages) },
    to: { dependencyTypesNot: ['core'], pathNot: files(beforePackages) },
  },
  {
    name: 'production-commands',
    severity: 'error',
    comment: `${productionCommands.join(' and ')} are in the production image`,
    from: { path: files(productionCommands) },
    to: { path: folders(['testkit', 'contracts']) },
  },
  {
    name: 'production-commands-no-dev-dependencies',
    severity: 'error',
    comment: `${productionCommands.join(' and ')} are in the production image`,
    from: { path: files(productionCommands) },
    to: { dependencyTypes: ['npm-dev'], ...notTypes },
  },
  ...Object.entries(rootImporters).map(([root, importers]) => ({
    name: `import-of-${root.replace(/\..*/, '')}`,
    severity: 'error',
    comment: `${root} is a composition root: ${['cli/', 'test/', ...importers].join(', ')} may import it`,
    from: { path: ownCode, pathNot: `^((cli|test)/|${anyOf(importers.length > 0 ? importers : [root])}$)` },
    to: { path: files([root]) },
  })),
];

const generalRules = [
  {
    name: 'no-cycles',
    severity: 'error',
    comment: 'modules that need each other, be it for types alone, are one module or three',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-unresolvable',
    severity: 'error',
    comment: 'an import that leads nowhere',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'listed-packages',
    severity: 'error',
    comment: 'a package that is imported is listed in package.json, whoever else installs it',
    from: {},
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], ...notTypes },
  },
  {
    name: 'api-reads-no-chain',
    severity: 'error',
    comment: 'what needs a chain is a short workflow that the API awaits',
    from: { path: '^api/' },
    to: { path: '(^|/)node_modules/ethers/' },
  },
  {
    name: 'page-alone',
    severity: 'error',
    comment: 'the script of the checkout page runs in a browser, which has its own files alone',
    from: { path: '^api/checkout/page/' },
    to: { pathNot: '^api/checkout/page/' },
  },
  {
    name: 'sql-in-db',
    severity: 'error',
    comment: 'queries live in db/',
    from: {
      path: folders(
        Object.keys(rooms).filter(
          room => !['db', 'testkit', 'cli', 'test', 'bench', 'simulate', 'explore'].includes(room),
        ),
      ),
    },
    to: { path: '(^|/)node_modules/(@types/)?(kysely|pg)/', ...notTypes },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [...roomRules, ...wingRules, ...rootRules, ...generalRules],
  options: {
    // Type-only imports are checked too, by rules of their own.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.purser|coverage|dist)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.json'],
    },
  },
};
