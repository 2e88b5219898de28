/**
 * Links by which an auditor's telephone sends photos to the bench: good once, for a quarter of an hour, for one device.
 * The row holds a hash, so that nobody who reads it can send anything.
 */
import { randomBytes } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import { sha256 } from '../base/canonical.ts'
import { refuse } from '../base/refusal.ts'
import type { Database, Transaction } from '../database.ts'

export const photoLinkMinutes = 15

export type PhotoLink = { readonly reference: string; readonly unit: number; readonly staffId: number }

type Row = {
  token_sha256: string
  claim_reference: string
  unit: number
  staff_id: number
  expires_at: string
  used_at: string | null
}

/** Makes a link; gives the word that opens it, which is kept nowhere. */
export async function openPhotoLink(
  db: Database,
  { reference, unit, staffId }: PhotoLink,
  now: Temporal.Instant,
): Promise<string> {
  const token = randomBytes(16).toString('base64url')
  await db<Row>('photo_links').insert({
    token_sha256: sha256(token),
    claim_reference: reference,
    unit,
    staff_id: staffId,
    expires_at: instantText(now.add({ minutes: photoLinkMinutes })),
    used_at: null,
  })
  return token
}

/** What a word opens. @throws Refusal `not-found`, `conflict` / `photo-link-used` or `photo-link-expired`. */
export async function photoLinkBy(db: Database, token: string, now: Temporal.Instant): Promise<PhotoLink> {
  const row = await db<Row>('photo_links')
    .where({ token_sha256: sha256(token) })
    .first()
  if (!row) throw refuse('not-found', 'not-found')
  if (row.used_at !== null) throw refuse('conflict', 'photo-link-used')
  if (row.expires_at <= instantText(now)) throw refuse('conflict', 'photo-link-expired')
  return { reference: row.claim_reference, unit: row.unit, staffId: row.staff_id }
}

/** Hands the photos over and closes the link. @throws Refusal `photo-link-used` when another was faster. */
export async function usePhotoLink(
  trx: Transaction,
  token: string,
  files: readonly string[],
  now: Temporal.Instant,
): Promise<void> {
  const token_sha256 = sha256(token)
  const closed = await trx<Row>('photo_links')
    .where({ token_sha256 })
    .whereNull('used_at')
    .update({ used_at: instantText(now) })
  if (closed === 0) throw refuse('conflict', 'photo-link-used')
  await trx('photo_link_files').insert(files.map((file_id) => ({ token_sha256, file_id })))
}

/** Photos that this auditor's telephone sent for a device and that no audit has taken yet, in the order they came. */
export async function photosFromPhone(
  db: Database,
  { reference, unit, staffId }: PhotoLink,
): Promise<string[]> {
  const rows = await db('photo_link_files')
    .join('photo_links', 'photo_links.token_sha256', 'photo_link_files.token_sha256')
    .join('evidence_files', 'evidence_files.id', 'photo_link_files.file_id')
    .where({ 'photo_links.claim_reference': reference, unit, staff_id: staffId })
    .whereNull('evidence_files.claim_reference')
    .orderBy(['evidence_files.uploaded_at', 'evidence_files.id'])
    .select<{ id: string }[]>('evidence_files.id')
  return rows.map(({ id }) => id)
}
