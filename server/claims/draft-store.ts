/**
 * Rows of applications that were begun and not sent in (R25): what was typed, as it was typed, sealed by the key of the
 * house, because it holds names and accounts of people who are no participants yet. Judges nothing. Its link follows from the server's secret and the id, like that of a claim, so none is stored.
 */
import { randomBytes } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import { houseKeysOf, type Database, type Transaction } from '../database.ts'

/** Fields by name, as a form sent them. */
export type DraftFields = Readonly<Record<string, string | readonly string[]>>

export type Draft = {
  /** 20 hexadecimal digits. */
  readonly id: string
  readonly programmeId: string
  readonly fields: DraftFields
  /** Ids of files taken in. */
  readonly evidence: readonly string[]
  readonly savedAt: Temporal.Instant
}

type DraftRow = {
  id: string
  programme_id: string
  fields: string
  evidence: string
  saved_at: string
}

/** As long as files without a claim are kept; a draft saved again may outlive its first files. */
export const draftHours = 72

/** Keeps a draft: a new one, or what was typed since under the same id. Gives the id. */
export async function saveDraft(
  trx: Transaction,
  draft: Omit<Draft, 'id'> & { readonly id?: string | undefined },
): Promise<string> {
  const id = draft.id ?? randomBytes(10).toString('hex')
  const row: DraftRow = {
    id,
    programme_id: draft.programmeId,
    fields: houseKeysOf(trx).seal(JSON.stringify(draft.fields), placeOf(id)),
    evidence: JSON.stringify(draft.evidence),
    saved_at: instantText(draft.savedAt),
  }
  await trx<DraftRow>('drafts').insert(row).onConflict('id').merge()
  return id
}

const placeOf = (id: string): string => `draft ${id}`

/** Undefined for one that was sent in, or that is no longer kept. `to-change` locks it until the transaction ends. */
export async function draftOf(
  db: Database,
  id: string,
  how: 'to-read' | 'to-change' = 'to-read',
): Promise<Draft | undefined> {
  const found = db<DraftRow>('drafts').where({ id }).first()
  const row = await (how === 'to-change' ? found.forUpdate() : found)
  return (
    row && {
      id: row.id,
      programmeId: row.programme_id,
      fields: JSON.parse(houseKeysOf(db).open(row.fields, placeOf(id)).toString()) as DraftFields,
      evidence: JSON.parse(row.evidence) as string[],
      savedAt: Temporal.Instant.from(row.saved_at),
    }
  )
}

/** Sent in, or not wanted any more. False when it was gone already: of two who send at once, one sends. */
export const forgetDraft = async (trx: Transaction, id: string): Promise<boolean> =>
  (await trx<DraftRow>('drafts').where({ id }).delete()) > 0

/** Drafts that nobody continued hold names and accounts of people who never applied (GDPR art. 5). */
export const forgetOldDrafts = async (db: Database, now: Temporal.Instant): Promise<void> => {
  await db<DraftRow>('drafts')
    .where('saved_at', '<', instantText(now.subtract({ hours: draftHours })))
    .delete()
}

/** Forgets drafts of before drafts were sealed; they would be gone within days. Gives how many there were. */
export const forgetPlainDrafts = (db: Database): Promise<number> =>
  db<DraftRow>('drafts').where('fields', 'like', '{%').delete()
