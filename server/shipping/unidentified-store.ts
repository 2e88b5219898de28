/** Rows of the bench of unidentified goods. Nothing is ever dropped: an entry waits on its shelf, then says where it went. */
import type { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import type { Database, Transaction } from '../database.ts'

/** `no-label`: a box that says nothing. `other-claim`: a box or device under another claim's label. `nobodys`: in no claim. */
export const unidentifiedKinds = ['no-label', 'other-claim', 'nobodys'] as const
export type UnidentifiedKind = (typeof unidentifiedKinds)[number]

export type Found = {
  readonly kind: UnidentifiedKind
  /** Where it lies, as the shelf says. */
  readonly shelf: string
  /** A code on the box, and the serial number of what is in it, as far as they can be read. */
  readonly code?: string | undefined
  readonly serial?: string | undefined
  readonly note?: string | undefined
}

export type Unidentified = Found & {
  readonly id: number
  readonly foundAt: string
  readonly foundBy: string
  /** Ids of evidence files. */
  readonly photos: readonly string[]
  readonly match?: { readonly reference: string; readonly at: string; readonly by: string }
}

type Row = {
  id: number
  kind: UnidentifiedKind
  shelf: string
  code: string | null
  serial: string | null
  note: string | null
  found_at: string
  found_by: string
  matched_reference: string | null
  matched_at: string | null
  matched_by: string | null
}

type Act = { readonly at: Temporal.Instant; readonly by: string }

/** Puts an entry on the bench; gives its number. */
export async function insertUnidentified(trx: Transaction, found: Found, { at, by }: Act): Promise<number> {
  const [row] = await trx<Row>('unidentified')
    .insert({
      kind: found.kind,
      shelf: found.shelf,
      code: found.code ?? null,
      serial: found.serial ?? null,
      note: found.note ?? null,
      found_at: instantText(at),
      found_by: by,
    })
    .returning('id')
  if (!row) throw new Error('an unidentified parcel was not written')
  return row.id
}

/** Ties uploaded files to an entry. */
export const addPhotos = async (trx: Transaction, id: number, files: readonly string[]): Promise<void> => {
  await trx('unidentified_photos').insert(files.map((file_id) => ({ unidentified_id: id, file_id })))
}

/** Says whose it turned out to be; false when somebody did already. */
export async function matchTo(
  trx: Transaction,
  id: number,
  reference: string,
  { at, by }: Act,
): Promise<boolean> {
  const changed = await trx<Row>('unidentified')
    .where({ id })
    .whereNull('matched_at')
    .update({ matched_reference: reference, matched_at: instantText(at), matched_by: by })
  return changed === 1
}

/** @throws Refusal `not-found` / `unidentified-unknown`. */
export async function unidentifiedOf(db: Database, id: number): Promise<Unidentified> {
  const [found] = await assembled(db, await db<Row>('unidentified').where({ id }))
  if (!found) throw refuse('not-found', 'unidentified-unknown', { id })
  return found
}

/** What still waits on its shelf first, the longest waiting on top; then what was matched last. Of one kind, or of all. */
export async function onTheBench(
  db: Database,
  limit: number,
  kind?: UnidentifiedKind,
): Promise<Unidentified[]> {
  const asked = db<Row>('unidentified').where(kind ? { kind } : {})
  const open = await asked.clone().whereNull('matched_at').orderBy('id').limit(limit)
  const gone = await asked
    .whereNotNull('matched_at')
    .orderBy('matched_at', 'desc')
    .limit(Math.max(0, Math.min(matchedAtMost, limit - open.length)))
  return assembled(db, [...open, ...gone])
}

const matchedAtMost = 20

async function assembled(db: Database, rows: readonly Row[]): Promise<Unidentified[]> {
  const photos = await db('unidentified_photos')
    .whereIn(
      'unidentified_id',
      rows.map(({ id }) => id),
    )
    .select<{ unidentified_id: number; file_id: string }[]>()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    shelf: row.shelf,
    ...(row.code && { code: row.code }),
    ...(row.serial && { serial: row.serial }),
    ...(row.note && { note: row.note }),
    foundAt: row.found_at,
    foundBy: row.found_by,
    photos: photos.filter((photo) => photo.unidentified_id === row.id).map(({ file_id }) => file_id),
    ...(row.matched_reference &&
      row.matched_at &&
      row.matched_by && {
        match: { reference: row.matched_reference, at: row.matched_at, by: row.matched_by },
      }),
  }))
}
