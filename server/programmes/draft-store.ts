/** Rows of programme files that are being written: each save is kept with its writer, and none is ever overwritten. */
import type { Temporal } from 'temporal-polyfill'
import { actorText, type Actor } from '../base/actor.ts'
import { instantText } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import type { Database, Transaction } from '../database.ts'

export type Save = { readonly revision: number; readonly by: string; readonly at: string }

export type Draft = {
  readonly id: number
  readonly programmeId: string
  /** Content hash of the edition that it began as. */
  readonly basedOn: string
  /** `loaded`: it became an edition; `ended`: nobody wants it any more. */
  readonly state: 'open' | 'loaded' | 'ended'
  /** Counts the saves. */
  readonly revision: number
  /** Content hash of the edition that it became. */
  readonly hash?: string
  /** As last saved; it may hold mistakes. */
  readonly source: string
  /** Oldest first. */
  readonly saves: readonly Save[]
}

type DraftRow = {
  id: number
  programme_id: string
  based_on: string
  state: Draft['state']
  revision: number
  hash: string | null
}
type SaveRow = { draft_id: number; revision: number; source: string; saved_by: string; saved_at: string }

type Writing = { readonly source: string; readonly by: Actor; readonly at: Temporal.Instant }

/** Begins a draft as a copy of an edition; gives its id. */
export async function openDraft(
  trx: Transaction,
  { programmeId, basedOn, ...writing }: Writing & { readonly programmeId: string; readonly basedOn: string },
): Promise<number> {
  const [row] = await trx<DraftRow>('programme_drafts')
    .insert({ programme_id: programmeId, based_on: basedOn, state: 'open', revision: 1 })
    .returning('id')
  if (!row) throw new Error('no id for a new draft')
  await insertSave(trx, row.id, 1, writing)
  return row.id
}

/**
 * Keeps a further save of an open draft. `revision` is the one that its writer had read.
 * @throws Refusal `not-found` / `draft-edition-unknown`, `conflict` / `draft-edition-over`, and `draft-edition-changed` when somebody
 * saved meanwhile.
 */
export async function saveDraft(
  trx: Transaction,
  id: number,
  revision: number,
  writing: Writing,
): Promise<void> {
  await lockDraft(trx, id, revision)
  await insertSave(trx, id, revision + 1, writing)
  await trx<DraftRow>('programme_drafts')
    .where({ id })
    .update({ revision: revision + 1 })
}

/** Holds an open draft as it was read. @throws Refusal as `saveDraft`. */
export async function lockDraft(trx: Transaction, id: number, revision: number): Promise<void> {
  const row = await trx<DraftRow>('programme_drafts').where({ id }).forUpdate().first()
  if (!row) throw refuse('not-found', 'draft-edition-unknown', { id })
  if (row.state !== 'open') throw refuse('conflict', 'draft-edition-over', { id })
  if (row.revision !== revision) throw refuse('conflict', 'draft-edition-changed', { id })
}

/** Ends a draft that was locked: it became the edition `hash`, or nothing. */
export async function closeDraft(trx: Transaction, id: number, hash?: string): Promise<void> {
  await trx<DraftRow>('programme_drafts')
    .where({ id })
    .update(hash === undefined ? { state: 'ended' } : { state: 'loaded', hash })
}

/** @throws Refusal `not-found` / `draft-edition-unknown`. */
export async function programmeDraft(db: Database, id: number): Promise<Draft> {
  const row = await db<DraftRow>('programme_drafts').where({ id }).first()
  if (!row) throw refuse('not-found', 'draft-edition-unknown', { id })
  const saves = await db<SaveRow>('programme_draft_saves').where({ draft_id: id }).orderBy('revision')
  return {
    id,
    programmeId: row.programme_id,
    basedOn: row.based_on,
    state: row.state,
    revision: row.revision,
    ...(row.hash !== null && { hash: row.hash }),
    source: saves.at(-1)?.source ?? '',
    saves: saves.map(({ revision, saved_by: by, saved_at: at }) => ({ revision, by, at })),
  }
}

/** The text of one save. @throws Refusal `not-found` / `draft-edition-unknown`. */
export async function draftSave(db: Database, id: number, revision: number): Promise<string> {
  const row = await db<SaveRow>('programme_draft_saves').where({ draft_id: id, revision }).first()
  if (!row) throw refuse('not-found', 'draft-edition-unknown', { id })
  return row.source
}

/** Drafts that somebody still writes, the newest first. */
export async function openDrafts(
  db: Database,
): Promise<(Pick<Draft, 'id' | 'programmeId' | 'basedOn'> & Save)[]> {
  const rows: (DraftRow & SaveRow)[] = await db('programme_drafts as d')
    .join('programme_draft_saves as s', (on) => on.on('s.draft_id', 'd.id').andOn('s.revision', 'd.revision'))
    .where({ state: 'open' })
    .orderBy('d.id', 'desc')
    .select('d.id', 'd.programme_id', 'd.based_on', 'd.revision', 's.saved_by', 's.saved_at')
  return rows.map((row) => ({
    id: row.id,
    programmeId: row.programme_id,
    basedOn: row.based_on,
    revision: row.revision,
    by: row.saved_by,
    at: row.saved_at,
  }))
}

const insertSave = (trx: Transaction, id: number, revision: number, { source, by, at }: Writing) =>
  trx<SaveRow>('programme_draft_saves').insert({
    draft_id: id,
    revision,
    source,
    saved_by: actorText(by),
    saved_at: instantText(at),
  })
