import type { Compilable, RawBuilder } from 'kysely';
import {
  CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely';
import type { Db } from './connect.ts';
import { preparedAs } from './preparedPool.ts';
import type { Database } from './schema.ts';

/** Marks the place of a value in the statement. */
class Slot {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** Builds statements, but runs none. */
const builder = new Kysely<Database>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: db => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/**
 * A statement for hot paths: built once per process, and parsed and planned once per connection. For a join of
 * four tables, parsing and planning are three quarters of PostgreSQL's work. `build` marks the places of the
 * values with slots:
 *
 *     const findLabel = prepare<{ id: ApiKeyId }>()('key_label', (db, slot) =>
 *       db.selectFrom('api_keys').select('label').where('id', '=', slot('id')));
 *     const [row] = await findLabel(db, { id });
 *
 * A statement must name its columns: `select *` would fail on connections that outlive a migration. After five
 * executions PostgreSQL may keep one plan for all values, so prepare only statements with one good plan.
 */
export function prepareStatement<Values extends Readonly<Record<string, unknown>>>() {
  return <Row>(
    name: string,
    build: (
      db: Db,
      slot: <Name extends keyof Values & string>(name: Name) => RawBuilder<Values[Name]>,
    ) => Compilable<Row>,
  ): ((db: Db, values: Values) => Promise<readonly Row[]>) => {
    const compiled = build(builder, slot => sql`${new Slot(slot)}`).compile();
    const text = preparedAs(name, compiled.sql);
    return async (db, values) => {
      const parameters = compiled.parameters.map(value =>
        value instanceof Slot ? values[value.name] : value,
      );
      const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(text, parameters));
      return rows;
    };
  };
}
