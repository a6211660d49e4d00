import type { RawBuilder, SelectQueryBuilder, Simplify, SqlBool } from 'kysely';
import { sql } from 'kysely';

/** A part of a list ordered newest first: what follows a row, what precedes a row, or the beginning. */
export interface Page<Id> {
  readonly limit: number;
  readonly startingAfter?: Id | undefined;
  readonly endingBefore?: Id | undefined;
}

export interface Paged<Row> {
  readonly rows: readonly Row[];
  readonly hasMore: boolean;
}

/** The condition on the ordering column; ids sort by the time they were made. */
export function inPage<Id>(column: string, page: Page<Id>): RawBuilder<SqlBool> {
  if (page.startingAfter !== undefined) return sql`${sql.ref(column)} < ${page.startingAfter}`;
  if (page.endingBefore !== undefined) return sql`${sql.ref(column)} > ${page.endingBefore}`;
  return sql`true`;
}

/** The rows before a row are read upwards from it, so that the nearest ones are found. */
export function pageOrder<Id>(column: string, page: Page<Id>): RawBuilder<unknown> {
  return page.endingBefore === undefined ? sql`${sql.ref(column)} desc` : sql`${sql.ref(column)} asc`;
}

/** Cuts off the row read beyond the limit, which only says that there are more. */
export function takePage<Id, Row>(rows: readonly Row[], page: Page<Id>): Paged<Row> {
  const taken = rows.slice(0, page.limit);
  return {
    rows: page.endingBefore === undefined ? taken : taken.toReversed(),
    hasMore: rows.length > page.limit,
  };
}

/** Reads a page of the list that `list` selects, ordered by `column`. */
export async function readPage<Tables, In extends keyof Tables, Row, Id>(
  list: SelectQueryBuilder<Tables, In, Row>,
  column: string,
  page: Page<Id>,
): Promise<Paged<Simplify<Row>>> {
  const rows = await list
    .where(inPage(column, page))
    .orderBy(pageOrder(column, page))
    .limit(page.limit + 1)
    .execute();
  return takePage(rows, page);
}
