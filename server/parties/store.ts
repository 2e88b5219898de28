/** Rows of participants. No other file spells them. */
import type { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import type { Database, Transaction } from '../database.ts'
import { participantKey, type Participant, type VatStatus } from './party.ts'

/**
 * Finds the participant by its key, or makes one, and keeps what it last said of itself. Two claims made at once by
 * one company give one participant. Claims and documents keep their own copy of what was true for them.
 */
export async function saveParticipant(
  trx: Transaction,
  participant: Participant,
  at: Temporal.Instant,
): Promise<number> {
  const [row] = await trx('participants')
    .insert({ ...rowOf(participant), seen_at: instantText(at) })
    .onConflict('key')
    .merge()
    .returning<{ id: number }[]>('id')
  if (!row) throw new Error('no row of the participant')
  return row.id
}

/** @throws Error when there is none: ids come from our own rows. */
export async function participantOf(db: Database, id: number): Promise<Participant> {
  const row = await db<ParticipantRow>('participants').where({ id }).first()
  if (!row) throw new Error(`no participant ${id}`)
  return participantFromRow(row)
}

/** The id of a participant by its key, for blocks and caps; undefined for one that never applied. */
export async function participantWithKey(db: Database, key: string): Promise<number | undefined> {
  const row = await db<ParticipantRow>('participants').where({ key }).first('id')
  return row?.id
}

type ParticipantRow = {
  id: number
  key: string
  name: string
  street: string
  postcode: string
  city: string
  country: string
  contact_name: string
  email: string
  phone: string | null
  vat_status: VatStatus
  vat_id: string | null
  registration_number: string | null
}

const rowOf = (participant: Participant): Omit<ParticipantRow, 'id'> => ({
  key: participantKey(participant),
  name: participant.name,
  ...participant.address,
  contact_name: participant.contactName,
  email: participant.email,
  phone: participant.phone ?? null,
  vat_status: participant.vatStatus,
  vat_id: participant.vatId ?? null,
  registration_number: participant.registrationNumber ?? null,
})

const participantFromRow = (row: ParticipantRow): Participant => ({
  name: row.name,
  address: { street: row.street, postcode: row.postcode, city: row.city, country: row.country },
  contactName: row.contact_name,
  email: row.email,
  vatStatus: row.vat_status,
  ...(row.phone !== null && { phone: row.phone }),
  ...(row.vat_id !== null && { vatId: row.vat_id }),
  ...(row.registration_number !== null && { registrationNumber: row.registration_number }),
})
