/**
 * All tables of a house as lines of JSON, from one moment, and back into an empty one. Engine-neutral: what was written
 * from SQLite can be read into PostgreSQL. Knows no noun: tables and their order come from the database itself.
 */
import { isSqlite, type Database } from '../../server/database.ts'

/** One row: `[table, values]`; columns are told once, in a line `[table, null, columns]` before them. */
export type Line = readonly [table: string, values: readonly unknown[] | null, columns?: readonly string[]]

/** Knex's own bookkeeping: the schema is made by migrations, not copied. */
const isOurs = (table: string): boolean => !table.startsWith('knex_') && !table.startsWith('sqlite_')

/** Names of the tables, each after those that its rows point at. @throws Error for tables that point in a circle. */
export async function tablesInOrder(db: Database): Promise<readonly string[]> {
  const points = await referencesOf(db)
  const placed: string[] = []
  const waiting = new Map([...points].filter(([table]) => isOurs(table)))
  while (waiting.size > 0) {
    const free = [...waiting].filter(([, targets]) => [...targets].every((target) => placed.includes(target)))
    if (free.length === 0) throw new Error(`tables point at each other: ${[...waiting.keys()].join(', ')}`)
    for (const [table] of free.toSorted(([one], [other]) => one.localeCompare(other))) {
      placed.push(table)
      waiting.delete(table)
    }
  }
  return placed
}

/** For each table those that it points at, itself left out. */
async function referencesOf(db: Database): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const statement = isSqlite(db)
    ? `SELECT m.name AS "from", f."table" AS "to" FROM sqlite_master m LEFT JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'`
    : `SELECT c.relname AS "from", t.relname AS "to" FROM pg_class c
       LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'f' LEFT JOIN pg_class t ON t.oid = k.confrelid
       WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace`
  const answer: unknown = await db.raw(statement)
  const rows = (isSqlite(db) ? answer : (answer as { rows: unknown }).rows) as {
    from: string
    to: string | null
  }[]
  const points = new Map<string, Set<string>>()
  for (const { from, to } of rows) {
    const targets = points.get(from) ?? new Set()
    if (to && to !== from) targets.add(to)
    points.set(from, targets)
  }
  return points
}

/** Every row of every table. Call it in a transaction that sees one moment. Constant memory. */
export async function* linesOf(db: Database): AsyncGenerator<Line> {
  for (const table of await tablesInOrder(db)) {
    const columns = Object.keys(await db(table).columnInfo()).toSorted()
    yield [table, null, columns]
    for (let offset = 0; ; offset += pageRows) {
      const page = (await db(table)
        .select(columns)
        .orderBy(await keyOf(db, table))
        .offset(offset)
        .limit(pageRows)) as Record<string, unknown>[]
      for (const row of page) yield [table, columns.map((column) => row[column] ?? null)]
      if (page.length < pageRows) break
    }
  }
}

const pageRows = 20_000

/** Columns of the primary key, so that rows that point at earlier ones of their own table come after them. */
async function keyOf(db: Database, table: string): Promise<string[]> {
  const statement = isSqlite(db)
    ? `SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk`
    : `SELECT a.attname AS name FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
       WHERE i.indrelid = ?::regclass AND i.indisprimary ORDER BY array_position(i.indkey::int[], a.attnum::int)`
  const answer: unknown = await db.raw(statement, [table])
  const rows = (isSqlite(db) ? answer : (answer as { rows: unknown }).rows) as { name: string }[]
  return rows.length > 0 ? rows.map(({ name }) => name) : Object.keys(await db(table).columnInfo()).toSorted()
}

/** Fills a migrated database that nobody has used. @throws Error when somebody has, or a line fits no table. */
export async function fillTables(db: Database, lines: AsyncIterable<Line>): Promise<number> {
  const known = await tablesInOrder(db)
  for (const table of ['staff', 'programmes', 'journal'])
    if (await db(table).first(db.raw('1'))) throw new Error(`the table ${table} is not empty`)
  // Migrations begin some counters; the backup has its own.
  for (const table of known.toReversed()) if (await db(table).first(db.raw('1'))) await db(table).del()
  let rows = 0
  let columns: readonly string[] = []
  let batch: Record<string, unknown>[] = []
  let into = ''
  const write = async (): Promise<void> => {
    if (batch.length > 0) await db(into).insert(batch)
    rows += batch.length
    batch = []
  }
  for await (const [table, values, named] of lines) {
    if (!known.includes(table)) throw new Error(`there is no table ${table}`)
    if (named) {
      await write()
      into = table
      columns = named
    } else if (values) batch.push(Object.fromEntries(columns.map((column, index) => [column, values[index]])))
    // SQLite takes some 32,000 values in one statement.
    if (batch.length * columns.length >= 10_000) await write()
  }
  await write()
  if (!isSqlite(db)) await countOn(db, known)
  return rows
}

/** PostgreSQL's own counters of `id` go on after the rows that were put in. */
async function countOn(db: Database, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    if (!(await db.schema.hasColumn(table, 'id'))) continue
    const found = await db.raw<{ rows: { series: string | null }[] }>(
      "SELECT pg_get_serial_sequence(?, 'id') AS series",
      [table],
    )
    const series = found.rows[0]?.series
    if (series)
      await db.raw('SELECT setval(?, (SELECT COALESCE(MAX(id), 0) + 1 FROM ??), false)', [series, table])
  }
}
