/**
 * The places in a database where what was typed is kept: columns, and leaves of JSON in them. Each is given all texts at
 * once, which no field would take, so that the pages of one house show them all everywhere. For a house on SQLite that is
 * thrown away: what forbids to change a row is taken out. Knows no table.
 */
import { hostileStrings } from '../../test/hostile-strings.ts'
import type { House } from '../walk/house.ts'

/** Long ones first: some hold others. */
const longestFirst = hostileStrings.toSorted((one, other) => other.length - one.length)

/** True for what was typed and nothing else, the last of it cut where its field ends: no sentence of ours about it. */
function holdsText(value: string): boolean {
  if (!hostileStrings.some((one) => value.includes(one))) return false
  const rest = longestFirst.reduce((left, one) => left.replaceAll(one, ' '), value).trim()
  return rest === '' || hostileStrings.some((one) => one.startsWith(rest))
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** `place` gets every leaf in which something was typed. */
function exchanged(json: Json, text: string, place: (pointer: string) => void, pointer = ''): Json {
  if (typeof json === 'string') {
    if (!holdsText(json)) return json
    place(pointer)
    return text
  }
  if (Array.isArray(json)) return json.map((one: Json) => exchanged(one, text, place, `${pointer}/0`))
  if (typeof json !== 'object' || json === null) return json
  return Object.fromEntries(
    Object.entries(json).map(([name, one]) => [name, exchanged(one, text, place, `${pointer}/${name}`)]),
  )
}

const jsonIn = (value: string): Json | undefined => {
  if (!/^[[{]/.test(value)) return undefined
  try {
    return JSON.parse(value) as Json
  } catch {
    return undefined
  }
}

/** Every cell in which something was typed holds `text` from now on. Gives the places by name. */
export async function fillPlaces({ context: { db } }: House, text: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  const schema = await db<{ type: string; name: string }>('sqlite_master').select('type', 'name')
  for (const { name } of schema.filter(({ type }) => type === 'trigger'))
    await db.raw('DROP TRIGGER ??', [name])
  for (const { name: table } of schema.filter(
    ({ type, name }) => type === 'table' && !/^(sqlite|knex)_/.test(name),
  )) {
    const rows = await db(table).select<Record<string, unknown>[]>(db.raw('rowid AS cell_of'), '*')
    for (const { cell_of: row, ...cells } of rows)
      for (const [column, value] of Object.entries(cells)) {
        if (typeof value !== 'string' || !/1[01]\d\d/.test(value)) continue
        const json = jsonIn(value)
        const next =
          json === undefined
            ? holdsText(value) && text
            : JSON.stringify(exchanged(json, text, (pointer) => found.add(`${table}.${column} ${pointer}`)))
        if (next === false || next === value) continue
        if (json === undefined) found.add(`${table}.${column}`)
        await db(table)
          .where('rowid', Number(row))
          .update({ [column]: next })
      }
  }
  return found
}
