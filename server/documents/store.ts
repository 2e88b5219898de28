/**
 * Documents that the world sees. A row is ordered with all its facts in the transaction of its cause; its file is drawn
 * once afterwards, kept by hash, and from then on served unchanged: signatures are random and dates move on, so
 * drawing again would make another document.
 */
import type { Clock } from '../base/calendar.ts'
import { instantText } from '../base/calendar.ts'
import { canonicalJson, type Json } from '../base/canonical.ts'
import { refuse } from '../base/refusal.ts'
import type { Database, Transaction } from '../database.ts'
import type { Locale } from '../texts/texts.ts'

export type Document = {
  readonly id: number
  readonly kind: string
  readonly claimReference: string
  readonly locale: Locale
  /** File name as a person saves it. */
  readonly name: string
  readonly mediaType: string
  readonly facts: Json
  /** UTC with milliseconds. */
  readonly orderedAt: string
  /** Hash of the drawn bytes; none until it is drawn. */
  readonly sha256?: string
}

/**
 * Turns the facts of one kind of document into the bytes of its file. Reads no database and no clock. `told` hears how many
 * parts of a long one are drawn.
 */
export type Drawing = (facts: Json, locale: Locale, told?: (done: number) => void) => Promise<Buffer>

/** What fetching a document's file needs: where rows and bytes are, and who draws each kind. */
export type Press = {
  readonly db: Database
  readonly clock: Clock
  readonly vault: { put(bytes: Buffer): Promise<string>; get(sha256: string): Promise<Buffer> }
  readonly drawings: Readonly<Record<string, Drawing>>
}

type DocumentRow = {
  id: number
  kind: string
  claim_reference: string
  locale: Locale
  name: string
  media_type: string
  facts: string
  ordered_at: string
  sha256: string | null
  drawn_at: string | null
}

/** Orders a document; gives its id. Nothing is drawn inside the transaction. */
export async function orderDocument(
  trx: Transaction,
  clock: Clock,
  order: Omit<Document, 'id' | 'orderedAt' | 'sha256'>,
): Promise<number> {
  const row = {
    kind: order.kind,
    claim_reference: order.claimReference,
    locale: order.locale,
    name: order.name,
    media_type: order.mediaType,
    facts: canonicalJson(order.facts),
    ordered_at: instantText(clock.now()),
  }
  const [{ id } = { id: 0 }] = await trx<DocumentRow>('documents').insert(row).returning('id')
  return id
}

/** @throws Refusal `not-found` / `document-unknown`. */
export async function documentOf(db: Database, id: number): Promise<Document> {
  const row = await db<DocumentRow>('documents').where({ id }).first()
  if (!row) throw refuse('not-found', 'document-unknown', { id })
  return documentFromRow(row)
}

/** The document whose drawn file has this SHA-256, and when it was drawn; undefined when none of ours has it. */
export async function documentByHash(
  db: Database,
  sha256: string,
): Promise<{ readonly kind: string; readonly drawnAt: string } | undefined> {
  const row = await db<DocumentRow>('documents').where({ sha256 }).first('kind', 'drawn_at')
  return row?.drawn_at ? { kind: row.kind, drawnAt: row.drawn_at } : undefined
}

/** Ids of documents that were ordered after that one and are not drawn yet, in the order in which they were ordered. */
export const undrawnAfter = async (db: Database, after: number, limit: number): Promise<number[]> =>
  db<DocumentRow>('documents')
    .where('id', '>', after)
    .whereNull('sha256')
    .orderBy('id')
    .limit(limit)
    .pluck('id')

/** How many documents are ordered and not drawn yet. */
export async function countUndrawn(db: Database): Promise<number> {
  const row = await db<DocumentRow>('documents').whereNull('sha256').count({ count: '*' }).first()
  return Number(row?.['count'])
}

/** All documents of a claim, oldest first. */
export async function documentsOf(db: Database, claimReference: string): Promise<Document[]> {
  const rows = await db<DocumentRow>('documents').where({ claim_reference: claimReference }).orderBy('id')
  return rows.map(documentFromRow)
}

/**
 * The file of a document. The first call draws and keeps it; when two draw at once, the first to write its hash wins
 * and both serve those bytes. A crash between row and file leaves nothing to repair: the next call draws it.
 */
export async function fileOf(press: Press, id: number): Promise<{ document: Document; bytes: Buffer }> {
  const document = await documentOf(press.db, id)
  if (document.facts === erasedFacts) throw refuse('not-found', 'document-erased', { id })
  const sha256 = document.sha256 ?? (await drawn(press, document))
  return { document: { ...document, sha256 }, bytes: await press.vault.get(sha256) }
}

/** What stands where the facts of a document stood that was erased. */
const erasedFacts = 'erased'

/** Erases what `mayGo` lets go; gives the hashes of the files. Their rows stay, and a hash is still known as one of ours. */
export async function eraseDocuments(
  trx: Transaction,
  references: readonly string[],
  mayGo: (kind: string, reference: string) => boolean,
): Promise<string[]> {
  const rows = await trx<DocumentRow>('documents').whereIn('claim_reference', [...references])
  const gone = rows.filter((row) => mayGo(row.kind, row.claim_reference))
  await trx<DocumentRow>('documents')
    .whereIn(
      'id',
      gone.map(({ id }) => id),
    )
    .update({ facts: canonicalJson(erasedFacts) })
  return gone.flatMap(({ sha256 }) => sha256 ?? [])
}

/** Whether a document that was not erased has this file. */
export const isDocument = async (db: Database, sha256: string): Promise<boolean> =>
  (await db<DocumentRow>('documents')
    .where({ sha256 })
    .whereNot({ facts: canonicalJson(erasedFacts) })
    .first('id')) !== undefined

async function drawn(
  { db, clock, vault, drawings }: Press,
  { id, kind, facts, locale }: Document,
): Promise<string> {
  const draw = drawings[kind]
  if (!draw) throw new Error(`nobody draws documents of kind ${kind}`)
  const sha256 = await vault.put(await draw(facts, locale))
  await db<DocumentRow>('documents')
    .where({ id })
    .whereNull('sha256')
    .update({ sha256, drawn_at: instantText(clock.now()) })
  return (await documentOf(db, id)).sha256 ?? sha256
}

const documentFromRow = (row: DocumentRow): Document => ({
  id: row.id,
  kind: row.kind,
  claimReference: row.claim_reference,
  locale: row.locale,
  name: row.name,
  mediaType: row.media_type,
  facts: JSON.parse(row.facts) as Json,
  orderedAt: row.ordered_at,
  ...(row.sha256 && { sha256: row.sha256 }),
})
