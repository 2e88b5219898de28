/**
 * Erasure (GDPR art. 17): the data key is destroyed, rows lose what is personal in them, files are listed for removal, all
 * in one transaction. What bookkeeping law wants kept stays (art. 17(3)(b)); the journal has nothing to erase.
 */
import { actorText, type Actor } from '../base/actor.ts'
import { instantText, type Clock } from '../base/calendar.ts'
import type { Json } from '../base/canonical.ts'
import { refuse } from '../base/refusal.ts'
import { writeEntry } from '../claims/journal-store.ts'
import { keepCapsCounted } from '../claims/key-store.ts'
import { lockClaim } from '../claims/store.ts'
import type { Database, Transaction } from '../database.ts'
import { eraseDocuments } from '../documents/store.ts'
import { eraseEvidence } from '../evidence/store.ts'
import { destroyDataKey } from '../parties/data-key-store.ts'
import { heldOf } from './hold-store.ts'
import { places, strip, type Place } from './places.ts'
import { stripped } from './stripping.ts'
import { bookedOf, rowsAt, type Subject } from './subject-store.ts'

/** Documents that the law wants kept, by their kind. */
export const bookKinds = [
  'proposal',
  'invoice',
  'invoice-ubl',
  'credit-note',
  'credit-note-ubl',
  'charge-invoice',
  'charge-invoice-ubl',
  'self-billing-agreement',
  'transport-statement',
]

/** What an erasure did. */
export type Erased = { readonly references: readonly string[]; readonly booked: readonly string[] }

/** What has still to leave the disk: hashes of the vault, and copies of mails by their message. */
export type Files = { readonly hashes: readonly string[]; readonly mails: readonly string[] }

/**
 * All of a participant, on its own wish.
 * @throws Refusal `conflict` / `claims-under-way`, `money-still-owed`, `data-held` naming the first claim; `erased-already`.
 */
export async function erase(
  trx: Transaction,
  { clock }: { readonly clock: Clock },
  subject: Subject,
  by: Actor,
): Promise<Erased> {
  const references = subject.references.map(String)
  for (const reference of references) await lockClaim(trx, reference)
  await refuseUnfinished(trx, subject)
  const booked = await bookedOf(trx, references)
  const files = await eraseAllBut(trx, { clock }, subject, booked)
  for (const id of subject.participants)
    await trx('erasures').insert({
      participant_id: id,
      erased_by: actorText(by),
      erased_at: instantText(clock.now()),
      files: JSON.stringify(files),
    })
  for (const reference of references)
    await writeEntry(
      trx,
      await lockClaim(trx, reference),
      { kind: 'erased', facts: { books: booked.includes(reference) ? 'kept' : 'none' } },
      by,
      clock.now(),
    )
  return { references, booked }
}

/** Erases what hangs on the claims of a subject but the books of those that are `booked`. */
export async function eraseAllBut(
  trx: Transaction,
  { clock }: { readonly clock: Clock },
  subject: Subject,
  booked: readonly string[],
): Promise<Files> {
  const references = subject.references.map(String)
  for (const participant of subject.participants) await destroyDataKey(trx, Number(participant), clock.now())
  await keepCapsCounted(trx, subject.claims.map(Number))
  // Answers that were kept for a replay, staff's too, may tell of these claims.
  for (const reference of references)
    await trx('idempotency_keys').where('body', 'like', `%${reference}%`).delete()
  const mails = await eraseMails(trx, references)
  for (const place of places) await eraseAt(trx, place, subject, booked)
  await trx('invoice_objections')
    .whereIn('invoice_id', trx('invoices').whereIn('claim_reference', references).select('id'))
    .update({ reason: '', objected_from: '' })
  if (subject.participants.length > 0)
    await trx('blocks')
      .whereIn('key', await blockKeys(trx, subject))
      .update({ reason: '' })
  for (const id of subject.participants)
    await trx('participants')
      .where({ id })
      .update({ key: `erased:${id}` })
  const hashes = [
    ...(await eraseEvidence(trx, references)),
    ...(await eraseDocuments(
      trx,
      references,
      (kind, reference) => !(bookKinds.includes(kind) && booked.includes(reference)),
    )),
    ...(await eraseBatches(trx, subject)),
  ]
  return { hashes, mails }
}

/** What was told: the rows stay and say nothing; what was not sent yet never will be. Gives their messages' names. */
export async function eraseMails(trx: Transaction, references: readonly string[]): Promise<string[]> {
  const told = () => trx('mails').whereIn('claim_reference', [...references])
  const ids: string[] = await told().pluck('message_id')
  for (const place of places.filter(({ table }) => table === 'mails'))
    await eraseAt(trx, place, { references }, [])
  await told().whereIn('state', ['queued', 'sending']).update({ state: 'failed', failure: 'erased' })
  return ids
}

/** What is under way needs its data: it is ended first, by its owner or by a reviewer. */
async function refuseUnfinished(trx: Transaction, { participants, references }: Subject): Promise<void> {
  const destroyed = await trx('data_keys')
    .whereIn('participant_id', [...participants])
    .whereNotNull('destroyed_at')
    .first()
  if (destroyed) throw refuse('conflict', 'erased-already', {}, '/subject')
  const open = await trx('claims')
    .whereIn('reference', [...references])
    .whereIn('state', ['submitted', 'incomplete', 'approved'])
    .first<{ reference: string } | undefined>('reference')
  if (open) throw refuse('conflict', 'claims-under-way', { reference: open.reference }, '/subject')
  const owed = await trx('recoveries')
    .whereIn('claim_reference', [...references])
    .where({ state: 'open' })
    .first<{ claim_reference: string } | undefined>('claim_reference')
  if (owed) throw refuse('conflict', 'money-still-owed', { reference: owed.claim_reference }, '/subject')
  const [held] = await heldOf(trx, references.map(String))
  if (held) throw refuse('conflict', 'data-held', { reference: held }, '/subject')
}

/** What erasure does to one place, but for the books. */
export async function eraseAt(
  trx: Transaction,
  place: Place,
  subject: Partial<Subject>,
  booked: readonly string[],
): Promise<void> {
  const {
    table,
    by: [column, owned],
    erasing,
  } = place
  if (erasing === 'books' || (place.unlessBooked && booked.length > 0 && owned !== 'references')) return
  const ids = (subject[owned] ?? []).filter((id) => !place.unlessBooked || !booked.includes(String(id)))
  if (erasing === 'row')
    return void (await trx(table)
      .whereIn(column, [...ids])
      .delete())
  const fixed = Object.entries(erasing).filter(([, value]) => value !== strip)
  // What was empty stays empty: some columns are filled together or not at all.
  const emptied = fixed.map(([name, value]) => [
    name,
    value === null ? null : trx.raw('CASE WHEN ?? IS NULL THEN NULL ELSE ? END', [name, value]),
  ])
  if (fixed.length > 0)
    await trx(table)
      .whereIn(column, [...ids])
      .update(Object.fromEntries(emptied))
  const shapes = Object.keys(erasing).filter((name) => erasing[name] === strip)
  if (shapes.length === 0) return
  for (const row of await rowsAt(trx, place, { [owned]: ids }))
    await trx(table)
      .where({ id: row['id'] })
      .update(
        Object.fromEntries(
          shapes.map((name) => [name, JSON.stringify(stripped(JSON.parse(String(row[name])) as Json))]),
        ),
      )
}

/** R30: a party stays barred; why, in somebody's words, goes. */
const blockKeys = async (trx: Transaction, { claims }: Subject): Promise<string[]> =>
  trx('claim_keys')
    .whereIn('claim_id', [...claims])
    .where({ kind: 'participant' })
    .distinct('value')
    .pluck('value')

/** Files of labels of many claims: they are for printing once, and are made again when somebody asks. */
async function eraseBatches(trx: Transaction, { labels }: Subject): Promise<string[]> {
  const ids: number[] = await trx('label_batch_items')
    .whereIn('label_id', [...labels])
    .distinct('batch_id')
    .pluck('batch_id')
  const hashes: (string | null)[] = await trx('label_batches').whereIn('id', ids).pluck('sha256')
  await trx('label_batches').whereIn('id', ids).update({ sha256: null })
  return hashes.filter((hash) => hash !== null)
}

export type PendingFiles = Files & { readonly id: number }

/** Erasures whose files are not all gone. */
export async function unfinishedErasures(db: Database): Promise<PendingFiles[]> {
  const rows: { id: number; files: string }[] = await db('erasures')
    .whereNull('finished_at')
    .orderBy('id')
    .limit(100)
  return rows.map(({ id, files }) => ({ id, ...(JSON.parse(files) as Omit<PendingFiles, 'id'>) }))
}

/** All files are gone. */
export const finishErasure = async (
  db: Database,
  id: number,
  { clock }: { readonly clock: Clock },
): Promise<void> => {
  await db('erasures')
    .where({ id })
    .update({ finished_at: instantText(clock.now()), files: '{"hashes":[],"mails":[]}' })
}
