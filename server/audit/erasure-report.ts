/**
 * Reports of erasure programs, read as far as an audit asks: whose storage, by which method, with what result (R8). XML
 * of nested entries with names (as Blancco writes it) or of elements, and CSV with a header row (as WipeDrive, nwipe and
 * many others export it). Fields are known by their names, because every edition of every program nests them anew.
 * Pure: text in, facts out. What it reads is advisory; the file itself is kept.
 */
import { parse } from 'csv-parse/sync'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { refuse } from '../base/refusal.ts'
import { plain } from '../programmes/catalogue.ts'

export type ErasureReport = {
  readonly tool: string
  /** Serial numbers of devices and drives, as they are written, each once. */
  readonly serials: readonly string[]
  readonly method: string
  /** `unknown` when the report does not say: it then proves nothing. One failure is a failure of all. */
  readonly result: 'erased' | 'failed' | 'unknown'
  /** As the report writes it: every program has its own way with dates. */
  readonly finishedAt: string
}

/** Reports are a few pages; one of a hundred drives takes some 300 kB. */
export const reportCharactersAtMost = 200_000

type Field = readonly [name: string, value: string]

/**
 * @throws Refusal `invalid` / `erasure-report-unreadable` when it is neither XML nor CSV, or names no serial number;
 * `too-large` / `erasure-report-too-large`.
 */
export function readErasureReport(text: string): ErasureReport {
  if (text.length > reportCharactersAtMost)
    throw refuse(
      'too-large',
      'erasure-report-too-large',
      { limit: reportCharactersAtMost / 1000 },
      '/content',
    )
  const bare = text.replace(/^\uFEFF/, '').trim()
  const fields = bare.startsWith('<') ? xmlFields(bare) : csvFields(bare)
  const serials = [...new Set(valuesOf(fields, /serial/))].filter((value) => value.length >= 3)
  if (serials.length === 0) throw unreadable()
  return {
    tool: toolOf(bare, fields),
    serials,
    method: first(fields, /standard|method|algorithm|pattern/),
    result: resultOf(valuesOf(fields, /state|status|result|outcome/)),
    finishedAt: first(fields, /(finish|end|complet).*(time|date|at)?|timestamp|^date/),
  }
}

/** Whether the report is about this device: by its own serial number, else it speaks of others or of drives alone. */
export const matchOf = ({ serials }: ErasureReport, serial: string): 'serial-matches' | 'serial-differs' =>
  serials.some((one) => plain(one) === plain(serial)) ? 'serial-matches' : 'serial-differs'

const unreadable = () => refuse('invalid', 'erasure-report-unreadable', undefined, '/content')

// No entities: a few lines of them could unfold to gigabytes.
const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', processEntities: false })

function xmlFields(text: string): Field[] {
  if (/<!DOCTYPE/i.test(text) || XMLValidator.validate(text) !== true) throw unreadable()
  return leaves(parser.parse(text), '', 0)
}

/** `<entry name="serial">PF2</entry>` and `<serial>PF2</serial>` both say that serial is PF2. */
function leaves(node: unknown, name: string, depth: number): Field[] {
  if (depth > 30) throw unreadable()
  if (Array.isArray(node)) return node.flatMap((one) => leaves(one, name, depth + 1))
  if (typeof node !== 'object' || node === null) return [[spelled(name), String(node)]]
  const members = node as Readonly<Record<string, unknown>>
  const named = typeof members['@name'] === 'string' ? members['@name'] : name
  return Object.entries(members).flatMap(([key, value]): Field[] => {
    if (key === '#text') return [[spelled(named), String(value)]]
    if (key.startsWith('@')) return key === '@name' ? [] : [[spelled(key.slice(1)), String(value)]]
    return leaves(value, key, depth + 1)
  })
}

function csvFields(text: string): Field[] {
  const delimiter = [';', '\t', ','].find((one) => text.split('\n')[0]?.includes(one))
  if (!delimiter) throw unreadable()
  try {
    const rows: unknown = parse(text, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      to: 1000,
    })
    const [head = [], ...records] = rows as string[][]
    return records.flatMap((record) =>
      record.map((value, place): Field => [spelled(head[place] ?? ''), value.trim()]),
    )
  } catch {
    throw unreadable()
  }
}

/** `HDD Serial Number` and `hdd_serial_number` are one name. */
const spelled = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

const valuesOf = (fields: readonly Field[], wanted: RegExp): string[] =>
  fields.filter(([name, value]) => wanted.test(name) && value !== '').map(([, value]) => value.slice(0, 100))

const first = (fields: readonly Field[], wanted: RegExp): string => valuesOf(fields, wanted)[0] ?? ''

const tools = ['Blancco', 'WipeDrive', 'nwipe', 'KillDisk', 'Certus', 'BitRaser', 'YouWipe', 'DBAN']

function toolOf(text: string, fields: readonly Field[]): string {
  const named = first(fields, /product|software|tool|program/)
  const known = tools.find((tool) => text.toLowerCase().includes(tool.toLowerCase()))
  return known ?? named
}

const good = /^(erased|success(ful(ly)?)?|passed|pass|ok|completed?|wiped|true)\b/i
const bad = /not erased|fail|error|abort|cancel|incomplete|exception/i

function resultOf(states: readonly string[]): ErasureReport['result'] {
  if (states.some((state) => bad.test(state))) return 'failed'
  return states.some((state) => good.test(state)) ? 'erased' : 'unknown'
}
