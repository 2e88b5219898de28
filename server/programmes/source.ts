/**
 * A programme file as text: YAML that is read with its line numbers, so that every mistake can be shown where it stands.
 * The content hash is over what the file says, not over its comments and spaces (R98).
 */
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml'
import { canonicalJson, sha256, type Json } from '../base/canonical.ts'
import { Refusal } from '../base/refusal.ts'
import { programmeSchema, type Programme } from './programme.ts'
import { mistakesOfShape } from './lint/shape.ts'
import type { Mistake } from './lint/mistake.ts'

/** A file that was read; `programme` only when its shape is right. */
export type Source = {
  readonly data: unknown
  readonly mistakes: readonly Mistake[]
  readonly programme?: Programme
  /** Line (from 1) of a place in the data; of its nearest parent when the place does not exist. */
  readonly lineOf: (path: readonly (string | number)[]) => number
}

// Reading YAML is most of the work of a start, and what was read is asked for again: to compare, to load, to show.
const readLately = new Map<string, Source>()

/** As many as a house has editions in use, and some. */
const keptAtMost = 16

/** Reads the text; never throws for what a person may have written. */
export function readSource(text: string): Source {
  const source = readLately.get(text) ?? readAnew(text)
  readLately.delete(text)
  readLately.set(text, source)
  const [eldest] = readLately.keys()
  if (readLately.size > keptAtMost && eldest !== undefined) readLately.delete(eldest)
  return source
}

function readAnew(text: string): Source {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, version: '1.2' })
  const lineOf = (path: readonly (string | number)[]): number => lineAt(document, lines, path)
  const broken = document.errors.map(({ code, pos }): Mistake => ({
    code: code === 'DUPLICATE_KEY' ? 'duplicate-key' : 'not-yaml',
    line: lines.linePos(pos[0]).line,
    path: '',
    facts: {},
  }))
  if (broken.length > 0) return { data: undefined, mistakes: broken, lineOf }
  const data = plainData(document)
  if (data === undefined)
    return { data, mistakes: [{ code: 'not-yaml', line: 1, path: '', facts: {} }], lineOf }
  const parsed = programmeSchema.safeParse(data, { reportInput: true })
  if (!parsed.success) return { data, mistakes: mistakesOfShape(parsed.error, lineOf), lineOf }
  return { data, mistakes: [], programme: parsed.data, lineOf }
}

/** Undefined for aliases that would unfold without end. */
function plainData(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 })
  } catch (error) {
    if (error instanceof ReferenceError) return undefined
    throw error
  }
}

/** @throws Refusal `invalid`: one fault `programme-mistake` for each mistake of shape, with its line. */
export function parseProgramme(text: string): Programme {
  const { programme, mistakes } = readSource(text)
  if (!programme) throw refusalOf(mistakes)
  return programme
}

/** Mistakes as the refusal of a file. */
export const refusalOf = (mistakes: readonly Mistake[], file = 'programme'): Refusal =>
  new Refusal(
    'invalid',
    mistakes.map(({ code, line, path }) => ({
      code: 'programme-mistake',
      path,
      facts: { file, line, mistake: code },
    })),
  )

/** The content as plain data, without comments and defaults. @throws Refusal for a file that is no YAML. */
export function plainSource(text: string): Json {
  const { data, mistakes } = readSource(text)
  if (data === undefined) throw refusalOf(mistakes)
  return data as Json
}

/** SHA-256 of the content: the version that a claim is pinned to (R98). @throws Refusal for a file that is no YAML. */
export const versionOf = (text: string): string => versionOfContent(plainSource(text))

/** The same of content that was read already. */
export const versionOfContent = (content: Json): string => sha256(canonicalJson(content))

function lineAt(document: Document.Parsed, lines: LineCounter, path: readonly (string | number)[]): number {
  let node: unknown = document.contents
  let start = 0
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === part)
      if (!pair) break
      if (isScalar(pair.key)) start = pair.key.range?.[0] ?? start
      node = pair.value
    } else if (isSeq(node)) {
      const item = node.items[Number(part)]
      if (item === undefined) break
      node = item
      if (isMap(item) || isScalar(item) || isSeq(item)) start = item.range?.[0] ?? start
    } else break
  }
  return lines.linePos(start).line
}
