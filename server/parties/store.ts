/** Rows of participants and of the accounts that their claims are paid to. No other file spells either. */
import { Temporal } from 'temporal-polyfill'
import { actorText, type Actor } from '../base/actor.ts'
import { instantText } from '../base/calendar.ts'
import type { Database, Transaction } from '../database.ts'
import type { BankAccount } from './bank-account.ts'
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

/** An account as it was at one time. Payments name `id`; `changedBy` may not approve them. */
export type KeptAccount = BankAccount & {
  readonly id: number
  readonly version: number
  readonly changedBy: string
  readonly changedAt: Temporal.Instant
}

type AccountChange = {
  readonly participantId: number
  readonly reference: string
  readonly account: BankAccount
  readonly by: Actor
  readonly at: Temporal.Instant
}

/** Keeps the account of a claim as its next version. The same account again changes nothing. */
export async function saveBankAccount(trx: Transaction, change: AccountChange): Promise<KeptAccount> {
  const before = await bankAccountOf(trx, change.reference)
  if (before?.iban === change.account.iban && before.holder === change.account.holder) return before
  return insertBankAccount(trx, change, (before?.version ?? 0) + 1)
}

/** Keeps an account of a claim; its first one, unless told otherwise. @throws Error when that version is there. */
export async function insertBankAccount(
  trx: Transaction,
  change: AccountChange,
  version = 1,
): Promise<KeptAccount> {
  const [row]: AccountRow[] = await trx('bank_accounts')
    .insert({
      participant_id: change.participantId,
      claim_reference: change.reference,
      version,
      ...accountColumns(change.account),
      changed_by: actorText(change.by),
      changed_at: instantText(change.at),
    })
    .returning('*')
  if (!row) throw new Error('no row of the account')
  return accountFromRow(row)
}

/** The account that a claim is paid to now; undefined while none is known, which is a normal path (R56). */
export async function bankAccountOf(db: Database, reference: string): Promise<KeptAccount | undefined> {
  const row = await db<AccountRow>('bank_accounts')
    .where({ claim_reference: reference })
    .orderBy('version', 'desc')
    .first()
  return row && accountFromRow(row)
}

/** The accounts that claims are paid to now, by reference; claims without one are left out. */
export async function bankAccountsOf(
  db: Database,
  references: readonly string[],
): Promise<ReadonlyMap<string, KeptAccount>> {
  const rows = await db<AccountRow>('bank_accounts')
    .whereIn('claim_reference', [...references])
    .orderBy('version')
  // Ascending by version, so that the last one set is the one that counts.
  return new Map(rows.map((row) => [row.claim_reference, accountFromRow(row)]))
}

/** A version of an account, as a document or payment once named it. @throws Error when there is none. */
export async function bankAccountVersion(db: Database, id: number): Promise<KeptAccount> {
  const [account] = await bankAccountVersions(db, [id])
  if (!account) throw new Error(`no bank account ${id}`)
  return account
}

/** Versions of accounts by id, as documents or payments once named them; ids that do not exist are left out. */
export async function bankAccountVersions(db: Database, ids: readonly number[]): Promise<KeptAccount[]> {
  const rows = await db<AccountRow>('bank_accounts').whereIn('id', [...ids])
  return rows.map(accountFromRow)
}

/** Those of the versions whose claim has another account by now. */
export async function outdatedAccounts(db: Database, ids: readonly number[]): Promise<number[]> {
  return db('bank_accounts as named')
    .join('bank_accounts as later', (join) =>
      join.on('later.claim_reference', 'named.claim_reference').andOn('later.version', '>', 'named.version'),
    )
    .whereIn('named.id', [...ids])
    .distinct('named.id')
    .pluck('named.id')
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

type AccountRow = {
  id: number
  claim_reference: string
  version: number
  holder: string
  iban: string
  changed_by: string
  changed_at: string
}

// An account is written by the first and read by the second of these two, and nowhere else.
const accountColumns = ({ holder, iban }: BankAccount): Pick<AccountRow, 'holder' | 'iban'> => ({
  holder,
  iban,
})

const accountFromRow = (row: AccountRow): KeptAccount => ({
  id: row.id,
  version: row.version,
  holder: row.holder,
  iban: row.iban,
  changedBy: row.changed_by,
  changedAt: Temporal.Instant.from(row.changed_at),
})
