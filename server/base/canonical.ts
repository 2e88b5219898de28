/**
 * One spelling for equal values: JSON with sorted keys and no spaces, and its SHA-256. The journal's chain,
 * programme versions and the texts that people accept are bound by it.
 */
import { createHash } from 'node:crypto'

export type Json = string | number | boolean | null | readonly Json[] | JsonObject

export type JsonObject = { readonly [key: string]: Json | undefined }

/** RFC 8785 in the part we use: integers, strings, no floats. @throws RangeError for a number that is not a safe integer. */
export function canonicalJson(value: Json): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new RangeError(`not a whole number: ${value}`)
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  const members = Object.entries(value)
    .filter((member): member is [string, Json] => member[1] !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`)
  return `{${members.join(',')}}`
}

/** Lower-case hexadecimal SHA-256. */
export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')

const isList = (value: object): value is readonly Json[] => Array.isArray(value)
