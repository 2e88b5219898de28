/** What comes out of a house, as text, and what is wrong with it whatever was typed. Knows no field. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { seenIn } from '../../test/billing/visible-text.ts'
import { hostileStrings } from '../../test/hostile-strings.ts'
import type { Got } from '../scan/page-targets.ts'
import type { House } from '../walk/house.ts'

export type Output = { readonly kind: string; readonly name: string; readonly text: string }
type Looked = { readonly outputs: readonly Output[]; readonly faults: readonly string[] }

/** What would run or lead away if it stood in a page as it was typed. */
const alive = hostileStrings.filter((text) => /^[^&]*<[a-z/!]/i.test(text) && !text.startsWith('<%'))

/** Papers by their hash, each read once. */
const read = new Map<string, string>()

/** Documents that are drawn; `since`: those with a higher number alone. */
export async function papersOf({ context }: House, since = 0): Promise<Looked> {
  const rows = await context
    .db('documents')
    .whereNotNull('sha256')
    .where('id', '>', since)
    .select('id', 'kind', 'media_type', 'sha256')
  const outputs: Output[] = []
  const faults: string[] = []
  for (const { id, kind, media_type: mediaType, sha256 } of rows as Record<string, string>[]) {
    const hash = String(sha256)
    const name = `${kind} ${id}`
    const isPdf = mediaType === 'application/pdf'
    const text = read.get(hash) ?? (await textOf(await context.vault.get(hash), isPdf))
    read.set(hash, text)
    if (isPdf && text.length < 50) faults.push(`${name}: nothing to read`)
    outputs.push({ kind: isPdf ? 'PDF' : String(mediaType), name, text })
  }
  return { outputs, faults }
}

const textOf = async (bytes: Buffer, isPdf: boolean): Promise<string> =>
  isPdf ? (await seenIn(bytes)).pages.join(' ') : bytes.toString('utf8')

/** Mails as they went out, and what is wrong with their heads. */
export function mailsOf({ context }: House): Looked {
  const folder = join(context.settings.dataDir, 'outbox')
  const outputs = readdirSync(folder)
    .filter((file) => file.endsWith('.eml'))
    .map((file) => ({ kind: 'mail', name: file, text: readFileSync(join(folder, file), 'utf8') }))
  const faults = outputs
    .filter(({ text }) => /^(bcc|x-evil):/im.test(text.split(/\r?\n\r?\n/)[0] ?? ''))
    .map(({ name }) => `${name}: a header of a stranger`)
  return { outputs, faults }
}

export const pagesAsOutputs = (pages: readonly Got[]): Output[] =>
  pages.map(({ address, mediaType, text }) => ({
    kind: /csv/.test(mediaType) ? 'CSV' : /html/.test(mediaType) ? 'page' : mediaType,
    name: address,
    text,
  }))

/** What cannot be read as a table is one cell, which begins as a formula does. */
function cellsIn(text: string): string[] {
  try {
    return parse(text, { relaxColumnCount: true, bom: true, delimiter: [',', ';'] }).flat()
  } catch (error) {
    return [`= no table: ${String(error)}`]
  }
}

/** A page must not hold as markup what was typed as text, and a table of a spreadsheet no formula. */
export function faultsIn({ kind, name, text }: Output): string[] {
  if (kind === 'page')
    return alive.filter((one) => text.includes(one)).map((one) => `${name}: holds ${one} as it was typed`)
  if (kind === 'CSV')
    return cellsIn(text)
      .filter((cell) => /^[=+@\t\r]|^-[^\d]/.test(cell))
      .map((cell) => `${name}: ${cell.slice(0, 100)} would be run`)
  if (kind === 'log') return /evil|window\.broken/.test(text) ? [`log: ${text.slice(0, 200)}`] : []
  return []
}
