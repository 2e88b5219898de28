/** Rows of what was sent in. Knows a claim by its reference only; the content is the vault's. */
import { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import { inTransaction, together, type Database, type Transaction } from '../database.ts'
import type { MediaType } from './kinds.ts'
import { alikeBitsAtMost, bandsOf, difference, type Band } from './looks.ts'

/** One file as it was taken in. `sha256` is what the vault keeps, `sentSha256` what was sent: pictures are redrawn. */
export type EvidenceFile = {
  /** 128 random bits: who holds it may use it in an application. */
  readonly id: string
  /** What it is to prove, in the programme's words: `proof-of-purchase`. */
  readonly kind: string
  readonly name: string
  readonly mediaType: MediaType
  readonly bytes: number
  readonly sha256: string
  readonly sentSha256: string
  readonly thumbnailSha256: string | null
  /** See looks.ts; null for PDFs and for pictures too plain to compare. */
  readonly look: string | null
  readonly pages: number
  readonly uploadedAt: Temporal.Instant
  readonly uploadedBy: string
  /** Null until an application names the file. */
  readonly claimReference: string | null
}

type Row = {
  id: string
  kind: string
  name: string
  media_type: MediaType
  bytes: number
  sha256: string
  sent_sha256: string
  thumbnail_sha256: string | null
  look: string | null
  pages: number
  uploaded_at: string
  uploaded_by: string
  claim_reference: string | null
}

/** Writes the file's row and what it can be found by. */
export const keepEvidence = (db: Database, file: EvidenceFile): Promise<void> =>
  inTransaction(db, async (trx) => {
    await trx<Row>('evidence_files').insert(rowOf(file))
    const bands = bandsOf(file.look ?? '').map((band) => ({ ...band, file_id: file.id }))
    if (bands.length > 0) await trx('evidence_look_bands').insert(bands)
  })

/** One file, or undefined for an id that nobody has. */
export async function evidenceById(db: Database, id: string): Promise<EvidenceFile | undefined> {
  const row = await db<Row>('evidence_files').where({ id }).first()
  return row && fileFromRow(row)
}

/** Those of these files that were taken in, by their ids, in one query. */
export async function evidenceByIds(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, EvidenceFile>> {
  const named = ids.filter((id) => id !== '')
  const rows = named.length === 0 ? [] : await db<Row>('evidence_files').whereIn('id', named)
  return new Map(rows.map((row) => [row.id, fileFromRow(row)]))
}

/** @throws Refusal `evidence-unknown`. */
export async function findEvidence(db: Database, id: string): Promise<EvidenceFile> {
  const file = await evidenceById(db, id)
  if (!file) throw refuse('not-found', 'evidence-unknown')
  return file
}

/** All files of a claim, in the order they came. */
export async function evidenceOf(db: Database, reference: string): Promise<EvidenceFile[]> {
  const rows = await db<Row>('evidence_files')
    .where({ claim_reference: reference })
    .orderBy(['uploaded_at', 'id'])
  return rows.map(fileFromRow)
}

/**
 * Gives uploaded files to a claim. A file belongs to one claim for ever; giving it to the same claim again, as a
 * resubmission does, changes nothing (R25). An empty id is a file that is still missing.
 * @throws Refusal `evidence-unknown` when a file was never sent in or was tidied away, `evidence-taken` when another
 * claim has it; the fault's path is what `pathOf` makes of the place in `ids`.
 */
export async function attachEvidence(
  trx: Transaction,
  ids: readonly string[],
  reference: string,
  pathOf: (place: number) => string = (place) => `/${place}`,
): Promise<void> {
  const named = [...new Set(ids)].filter((id) => id !== '')
  if (named.length === 0) return
  const taken = await trx<Row>('evidence_files')
    .whereIn('id', named)
    .whereNull('claim_reference')
    .update({ claim_reference: reference })
  if (taken === named.length) return
  const found = await evidenceByIds(trx, named)
  for (const [place, id] of ids.entries()) {
    if (id === '') continue
    const file = found.get(id)
    if (!file) throw refuse('invalid', 'evidence-unknown', undefined, pathOf(place))
    if (file.claimReference !== reference)
      throw refuse('conflict', 'evidence-taken', undefined, pathOf(place))
  }
}

/** A file of another claim that shows the same: the very same bytes, or a picture that looks alike. */
export type Twin = { readonly id: string; readonly reference: string; readonly how: 'same-file' | 'alike' }

/** What was sent in before, for any other claim of any programme (R30). Advisory: sellers use one form for all. */
export async function twinsOf(
  db: Database,
  { id, sentSha256, look, claimReference }: EvidenceFile,
): Promise<Twin[]> {
  const elsewhere = () => {
    const others = db<Row>('evidence_files').whereNot({ id }).whereNotNull('claim_reference')
    return claimReference === null ? others : others.whereNot({ claim_reference: claimReference })
  }
  const bands = bandsOf(look ?? '')
  const [same, near] = await together(
    db,
    async () => elsewhere().where({ sent_sha256: sentSha256 }).limit(twinsAtMost),
    async () =>
      bands.length === 0 ? [] : elsewhere().whereIn('id', sharingOne(db, bands)).limit(candidatesAtMost),
  )
  const alike = near.filter(
    (row) =>
      row.look !== null &&
      row.sent_sha256 !== sentSha256 &&
      difference(row.look, look ?? '') <= alikeBitsAtMost,
  )
  return [...same.map((row) => twin(row, 'same-file')), ...alike.map((row) => twin(row, 'alike'))].slice(
    0,
    twinsAtMost,
  )
}

const twinsAtMost = 20
const candidatesAtMost = 500

const sharingOne = (db: Database, bands: readonly Band[]) =>
  db('evidence_look_bands')
    .select('file_id')
    .where((any) => {
      for (const band of bands) void any.orWhere(band)
    })

const twin = (row: Row, how: Twin['how']): Twin => ({ id: row.id, reference: row.claim_reference ?? '', how })

/** Files that nobody put into an application since `moment`, oldest first. */
export async function unclaimedSince(
  db: Database,
  moment: Temporal.Instant,
  limit: number,
): Promise<EvidenceFile[]> {
  const rows = await db<Row>('evidence_files')
    .whereNull('claim_reference')
    .andWhere('uploaded_at', '<', instantText(moment))
    .orderBy('uploaded_at')
    .limit(limit)
  return rows.map(fileFromRow)
}

/** Removes a file unless a claim took it meanwhile, and gives the hashes that no row needs any more. */
export const forgetUnclaimed = (db: Database, file: EvidenceFile): Promise<string[]> =>
  inTransaction(db, async (trx) => {
    const gone = await trx<Row>('evidence_files').where({ id: file.id }).whereNull('claim_reference').delete()
    if (gone === 0) return []
    const hashes = [file.sha256, file.thumbnailSha256].filter((hash) => hash !== null)
    const used = await Promise.all(hashes.map((hash) => isUsed(trx, hash)))
    return hashes.filter((_, place) => !used[place])
  })

/** Erases the files of these claims that `mayGo` lets go; gives the hashes of what they and their pages showed. */
export async function eraseEvidence(
  trx: Transaction,
  references: readonly string[],
  mayGo: (kind: string) => boolean = () => true,
): Promise<string[]> {
  const all = await trx<Row>('evidence_files').whereIn('claim_reference', [...references])
  const files = all.filter(({ kind }) => mayGo(kind))
  const ids = files.map(({ id }) => id)
  const pages: string[] = await trx('evidence_pages').whereIn('file_id', ids).pluck('picture_sha256')
  await trx('unidentified_photos').whereIn('file_id', ids).delete()
  await trx<Row>('evidence_files').whereIn('id', ids).delete()
  return [...files.flatMap((file) => [file.sha256, file.thumbnail_sha256 ?? '']), ...pages].filter(Boolean)
}

/** Whether a row still needs what lies under this hash. */
export const isEvidence = (db: Database, hash: string): Promise<boolean> => isUsed(db, hash)

/** Files and their small pictures; pages are drawn of claimed files only. A picture is the page of itself. */
async function isUsed(trx: Database, hash: string): Promise<boolean> {
  const file = await trx<Row>('evidence_files')
    .where({ sha256: hash })
    .orWhere({ thumbnail_sha256: hash })
    .first('id')
  const page = await trx('evidence_pages').where({ picture_sha256: hash }).first('file_id')
  return file !== undefined || page !== undefined
}

const rowOf = (file: EvidenceFile): Row => ({
  id: file.id,
  kind: file.kind,
  name: file.name,
  media_type: file.mediaType,
  bytes: file.bytes,
  sha256: file.sha256,
  sent_sha256: file.sentSha256,
  thumbnail_sha256: file.thumbnailSha256,
  look: file.look,
  pages: file.pages,
  uploaded_at: instantText(file.uploadedAt),
  uploaded_by: file.uploadedBy,
  claim_reference: file.claimReference,
})

const fileFromRow = (row: Row): EvidenceFile => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  mediaType: row.media_type,
  bytes: row.bytes,
  sha256: row.sha256,
  sentSha256: row.sent_sha256,
  thumbnailSha256: row.thumbnail_sha256,
  look: row.look,
  pages: row.pages,
  uploadedAt: Temporal.Instant.from(row.uploaded_at),
  uploadedBy: row.uploaded_by,
  claimReference: row.claim_reference,
})
