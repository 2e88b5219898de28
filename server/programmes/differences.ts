/** What changed between two editions, setting by setting: rows with an id are compared with the row of the same id. */
import { canonicalJson, type Json } from '../base/canonical.ts'

type Content = { readonly [key: string]: Json | undefined }

/** One setting. Values as canonical JSON: only `after` for what is new, only `before` for what is gone. */
export type Change = { readonly path: string; readonly before?: string; readonly after?: string }

/** Every setting that differs, in the order of the file; `values.rows.tower-worn.amountMinor` names one. */
export function changes(before: Json, after: Json, path = ''): Change[] {
  if (canonicalJson(before) === canonicalJson(after)) return []
  const [one, other] = [membersOf(before), membersOf(after)]
  if (!one || !other) return [{ path, before: canonicalJson(before), after: canonicalJson(after) }]
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])]
  return keys.flatMap((key) => compare(one[key], other[key], path === '' ? key : `${path}.${key}`))
}

/** The same as lines such as `values.rows.tower-worn.amountMinor: 110000 → 120000`; `+` for what is new, `-` for what is gone. */
export const differences = (before: Json, after: Json): string[] =>
  changes(before, after).map((change) => {
    if (change.before === undefined) return `+ ${change.path}: ${change.after}`
    if (change.after === undefined) return `- ${change.path}: ${change.before}`
    return `${change.path}: ${change.before} → ${change.after}`
  })

function compare(before: Json | undefined, after: Json | undefined, path: string): Change[] {
  if (before === undefined) return after === undefined ? [] : [{ path, after: canonicalJson(after) }]
  return after === undefined ? [{ path, before: canonicalJson(before) }] : changes(before, after, path)
}

/** Members of an object, or rows of a list by their id; undefined for what is compared as a whole. */
function membersOf(value: Json): Content | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (!isList(value)) return value
  const rows = value.map((row): [string | undefined, Json] => [idOf(row), row])
  const isNamed = rows.every((row): row is [string, Json] => row[0] !== undefined)
  return isNamed ? Object.fromEntries(rows) : undefined
}

function idOf(row: Json): string | undefined {
  if (typeof row !== 'object' || row === null || isList(row)) return undefined
  const id = row['id'] ?? row['kind'] ?? row['product']
  return typeof id === 'string' ? id : undefined
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)
