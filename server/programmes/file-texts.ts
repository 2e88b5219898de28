/** Every text of a programme file in all its languages, with the place where it stands: for whoever compares them. Pure. */
import type { Json } from '../base/canonical.ts'
import { isLocale, type Locale } from '../texts/texts.ts'

export type FileText = {
  /** Dotted, rows by their id: `clocks.ship-by.name`. */
  readonly path: string
  readonly words: Readonly<Partial<Record<Locale, string>>>
}

/** In the order of the file. A text is an object whose every key is a language. */
export function textsOfFile(data: Json, path = ''): FileText[] {
  if (typeof data !== 'object' || data === null) return []
  const members = Object.entries(data) as [string, Json][]
  if (!Array.isArray(data) && members.length > 0 && members.every(isText))
    return [{ path, words: Object.fromEntries(members) }]
  return members.flatMap(([key, member]) => textsOfFile(member, joined(path, idOf(member) ?? key)))
}

const isText = (member: readonly [string, Json]): member is [Locale, string] =>
  isLocale(member[0]) && typeof member[1] === 'string'

const joined = (path: string, step: string): string => (path === '' ? step : `${path}.${step}`)

function idOf(value: Json): string | undefined {
  if (typeof value !== 'object' || value === null || !('id' in value)) return undefined
  return typeof value['id'] === 'string' ? value['id'] : undefined
}
