/** Whose data it is, from the reference of a claim or an e-mail address, and everything that person or company has. Reads only. */
import { refuse } from '../base/refusal.ts'
import type { Database } from '../database.ts'
import { houseMails } from '../mail/other-mails.ts'
import type { Owned, Place } from './places.ts'

/** Ids of everything that participants have, by its name. */
export type Subject = Readonly<Record<Owned, readonly (string | number)[]>>

/** @throws Refusal `not-found` / `subject-unknown`. An address may belong to several companies: they are all meant. */
export async function subjectOf(db: Database, named: string): Promise<Subject> {
  const text = named.trim()
  const participants = text.includes('@') ? await withEmail(db, text) : await ofClaim(db, text)
  if (participants.length === 0) throw refuse('not-found', 'subject-unknown', {}, '/subject')
  return subjectWith(db, participants)
}

/** All that these participants have. */
export async function subjectWith(db: Database, participants: readonly number[]): Promise<Subject> {
  const claims = await db('claims')
    .whereIn('participant_id', [...participants])
    .orderBy('id')
    .pluck<number[]>('id')
  return subjectOfClaims(db, claims, participants)
}

/** What hangs on these claims, and what these participants have beside: none while other claims of theirs need it. */
export async function subjectOfClaims(
  db: Database,
  claims: readonly number[],
  participants: readonly number[],
): Promise<Subject> {
  const owned = async (table: string, column: string, by: string, ids: readonly (string | number)[]) =>
    db(table)
      .whereIn(by, [...ids])
      .orderBy(column)
      .pluck<(string | number)[]>(column)
  const references = await owned('claims', 'reference', 'id', claims)
  const units = await owned('units', 'id', 'claim_id', claims)
  const shipments = await owned('shipments', 'id', 'claim_reference', references)
  const parcels = await owned('parcels', 'id', 'shipment_id', shipments)
  const vatIds: (string | null)[] = await db('participants')
    .whereIn('id', [...participants])
    .pluck('vat_id')
  return {
    participants,
    claims,
    references,
    units,
    shipments,
    parcels,
    pickups: await owned('pickups', 'id', 'shipment_id', shipments),
    labels: await owned('labels', 'id', 'shipment_id', shipments),
    accounts: await owned('bank_accounts', 'id', 'participant_id', participants),
    payments: await owned('payments', 'end_to_end_id', 'claim_reference', references),
    vatIds: vatIds.filter((id) => id !== null),
    actors: references.map((reference) => `participant:${reference}`),
  }
}

/** Rows of one place, whole. */
export const rowsAt = (
  db: Database,
  { table, by: [column, owned] }: Pick<Place, 'table' | 'by'>,
  subject: Partial<Subject>,
): Promise<Record<string, unknown>[]> => db(table).whereIn(column, [...(subject[owned] ?? [])])

/** References of the claims for which a document was issued: its books are kept. */
export async function bookedOf(db: Database, references: Subject['references']): Promise<string[]> {
  const issued = await Promise.all(
    ['invoices', 'charge_invoices'].map((table) =>
      db(table)
        .whereIn('claim_reference', [...references])
        .distinct('claim_reference')
        .pluck<string[]>('claim_reference'),
    ),
  )
  return [...new Set(issued.flat())]
}

const ofClaim = async (db: Database, reference: string): Promise<number[]> =>
  db('claims').where({ reference: reference.toUpperCase() }).pluck('participant_id')

/** The address as the company last gave it, or as a claim of it has it. */
async function withEmail(db: Database, email: string): Promise<number[]> {
  const last: number[] = await db('participants')
    .whereRaw('lower(email) = ?', [email.toLowerCase()])
    .pluck('id')
  const told: number[] = await db('mails')
    .join('claims', 'claims.reference', 'mails.claim_reference')
    .whereRaw('lower(recipient_address) = ?', [email.toLowerCase()])
    .whereNotIn('mails.name', [...houseMails])
    .distinct('participant_id')
    .pluck('participant_id')
  return [...new Set([...last, ...told])]
}
