/** What changed between two editions, setting by setting: rows with an id are compared with the row of the same id. */
import { canonicalJson, type Json } from '../base/canonical.ts'

type Content = { readonly [key: string]: Json | undefined }

/** Lines such as `values.rows.tower-worn.amountMinor: 110000 → 120000`; `+` for what is new, `-` for what is gone. */
export const differences = (before: Json, after: Json, path = ''): string[] => {
  if (canonicalJson(before) === canonicalJson(after)) return []
  const [one, other] = [membersOf(before), membersOf(after)]
  if (!one || !other) return [`${path}: ${canonicalJson(before)} → ${canonicalJson(after)}`]
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])]
  return keys.flatMap((key) => compare(one[key], other[key], path === '' ? key : `${path}.${key}`))
}

function compare(before: Json | undefined, after: Json | undefined, path: string): string[] {
  if (before === undefined) return after === undefined ? [] : [`+ ${path}: ${canonicalJson(after)}`]
  return after === undefined ? [`- ${path}: ${canonicalJson(before)}`] : differences(before, after, path)
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
