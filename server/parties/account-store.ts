/**
 * Rows of the accounts that claims are paid to, each sealed with the data key of its participant. No other file spells
 * them or sees a number as it lies there.
 */
import { Temporal } from 'temporal-polyfill'
import { actorText, type Actor } from '../base/actor.ts'
import { instantText } from '../base/calendar.ts'
import { seal, unseal, type HouseKeys, type SealingKey } from '../base/sealing.ts'
import { houseKeysOf, inTransaction, type Database, type Statement, type Transaction } from '../database.ts'
import { ibanFacts, type BankAccount, type IbanFacts } from './bank-account.ts'
import { dataKeyFor, openDataKey } from './data-key-store.ts'

/**
 * An account as it was at one time. Payments name `id`; `changedBy` may not approve them. Its texts are empty once the
 * participant was erased.
 */
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
  const { participantId, reference, account } = change
  const key = await dataKeyFor(trx, participantId, change.at)
  const [row]: { id: number }[] = await trx('bank_accounts')
    .insert({
      participant_id: participantId,
      claim_reference: reference,
      version,
      holder: '',
      iban: '',
      sealed: sealedAccount(account, placeOf(participantId, reference, version), key),
      ...marksOf(houseKeysOf(trx), account),
      changed_by: actorText(change.by),
      changed_at: instantText(change.at),
    })
    .returning('id')
  if (!row) throw new Error('no row of the account')
  const changed = { changedBy: actorText(change.by), changedAt: change.at }
  return { id: row.id, version, holder: account.holder, iban: account.iban, ...changed }
}

/** The account that a claim is paid to now; undefined while none is known, which is a normal path (R56). */
export async function bankAccountOf(db: Database, reference: string): Promise<KeptAccount | undefined> {
  const row = await accountRows(db).where({ claim_reference: reference }).orderBy('version', 'desc').first()
  return row && accountFromRow(houseKeysOf(db), row)
}

/** The accounts that claims are paid to now, by reference; claims without one are left out. */
export async function bankAccountsOf(
  db: Database,
  references: readonly string[],
): Promise<ReadonlyMap<string, KeptAccount>> {
  const rows = await accountRows(db)
    .whereIn('claim_reference', [...references])
    .orderBy('version')
  // Ascending by version, so that the last one set is the one that counts.
  return new Map(rows.map((row) => [row.claim_reference, accountFromRow(houseKeysOf(db), row)]))
}

/** An account as far as it is known without opening it. `mark` is the keyed hash of its number. */
export type MarkedAccount = IbanFacts & {
  readonly id: number
  readonly version: number
  readonly mark: string
  /** As `instantText` writes it. */
  readonly changedAt: string
}

/**
 * The accounts that claims are paid to now, by reference, none of them opened: enough to count and to sum by, never to
 * pay by. `references` is a query for them, so that thousands are not sent to the database and back.
 */
export async function markedAccountsOf(
  db: Database,
  references: Statement,
): Promise<ReadonlyMap<string, MarkedAccount>> {
  const rows: MarkedRow[] = await db('bank_accounts')
    .leftJoin('data_keys', 'data_keys.participant_id', 'bank_accounts.participant_id')
    .whereIn('claim_reference', references)
    .orderBy('version')
    .select('id', 'claim_reference', 'version', 'iban_country', 'iban_valid', 'iban_mark', 'changed_at')
    .select({ destroyed: 'data_keys.destroyed_at' })
  return new Map(rows.map((row) => [row.claim_reference, markedFromRow(row)]))
}

/** A version of an account, as a document or payment once named it. @throws Error when there is none. */
export async function bankAccountVersion(db: Database, id: number): Promise<KeptAccount> {
  const [account] = await bankAccountVersions(db, [id])
  if (!account) throw new Error(`no bank account ${id}`)
  return account
}

/** Versions of accounts by id, as documents or payments once named them; ids that do not exist are left out. */
export async function bankAccountVersions(db: Database, ids: readonly number[]): Promise<KeptAccount[]> {
  const rows = await accountRows(db).whereIn('id', [...ids])
  return rows.map((row) => accountFromRow(houseKeysOf(db), row))
}

/** Every account that these participants ever gave, with its claim; for an export of what is held. */
export async function bankAccountsOfAll(
  db: Database,
  participants: readonly number[],
): Promise<(KeptAccount & { readonly reference: string })[]> {
  const rows = await accountRows(db)
    .whereIn('bank_accounts.participant_id', [...participants])
    .orderBy('id')
  return rows.map((row) => ({ ...accountFromRow(houseKeysOf(db), row), reference: row.claim_reference }))
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

type AccountRow = {
  id: number
  participant_id: number
  claim_reference: string
  version: number
  sealed: string
  changed_by: string
  changed_at: string
  /** The participant's data key; null once it was destroyed. */
  wrapped: string | null
}

const accountRows = (db: Database) =>
  db<AccountRow>('bank_accounts')
    .leftJoin('data_keys', 'data_keys.participant_id', 'bank_accounts.participant_id')
    .select<AccountRow[]>('bank_accounts.*', 'data_keys.wrapped')

/** What a sealed account is bound to: elsewhere it does not open. */
const placeOf = (participantId: number, reference: string, version: number): string =>
  `bank-account ${participantId} ${reference} ${version}`

// An account is sealed by the first and read by the second of these two, and nowhere else.
const sealedAccount = ({ holder, iban }: BankAccount, place: string, key: SealingKey): string =>
  seal(JSON.stringify({ holder, iban }), place, key)

function accountFromRow(house: HouseKeys, row: AccountRow): KeptAccount {
  const { participant_id: participantId, claim_reference: reference, version, sealed } = row
  const key = openDataKey(house, participantId, row.wrapped)
  const place = placeOf(participantId, reference, version)
  const text = key && unseal(sealed, place, key).toString()
  const account = text === undefined ? erased : (JSON.parse(text) as BankAccount)
  return {
    id: row.id,
    version,
    ...account,
    changedBy: row.changed_by,
    changedAt: Temporal.Instant.from(row.changed_at),
  }
}

const erased: BankAccount = { holder: '', iban: '' }

type MarkedRow = {
  id: number
  claim_reference: string
  version: number
  iban_country: string | null
  iban_valid: 'yes' | 'no' | null
  iban_mark: string | null
  changed_at: string
  destroyed: string | null
}

/** What was erased reads as no number, whatever a restored copy still says of it. */
const markedFromRow = (row: MarkedRow): MarkedAccount => ({
  id: row.id,
  version: row.version,
  changedAt: row.changed_at,
  ...(row.destroyed === null && row.iban_valid !== null
    ? { country: row.iban_country ?? '', valid: row.iban_valid, mark: row.iban_mark ?? '' }
    : { country: '', valid: 'no', mark: '' }),
})

/** Written by the statement that writes the number, so that they never disagree. */
function marksOf(house: HouseKeys, { iban }: BankAccount) {
  const { country, valid } = ibanFacts(iban)
  return { iban_country: country, iban_valid: valid, iban_mark: house.mark(iban) }
}

const accountsAtOnce = 200

/**
 * Seals what was written before accounts were sealed, some at a time: stopped anywhere, the next start goes on. Gives
 * how many there were.
 */
export async function sealOldAccounts(db: Database, at: Temporal.Instant): Promise<number> {
  let count = 0
  for (;;) {
    const done = await inTransaction(db, async (trx) => {
      const rows: (AccountRow & BankAccount)[] = await trx('bank_accounts')
        .whereNull('sealed')
        .orderBy('id')
        .limit(accountsAtOnce)
      for (const { id, participant_id: participantId, claim_reference: reference, ...row } of rows) {
        const key = await dataKeyFor(trx, participantId, at)
        const sealed = sealedAccount(row, placeOf(participantId, reference, row.version), key)
        await trx('bank_accounts')
          .where({ id })
          .update({ sealed, holder: '', iban: '', ...marksOf(houseKeysOf(trx), row) })
      }
      return rows.length
    })
    count += done
    if (done < accountsAtOnce) return count
  }
}

/** Marks the accounts that were sealed before accounts had marks, some at a time, as `sealOldAccounts` does. */
export async function markOldAccounts(db: Database): Promise<number> {
  const house = houseKeysOf(db)
  let count = 0
  for (;;) {
    const done = await inTransaction(db, async (trx) => {
      const rows = await accountRows(trx)
        .whereNull('iban_mark')
        .whereNotNull('sealed')
        .whereNotNull('data_keys.wrapped')
        .orderBy('id')
        .limit(accountsAtOnce)
      for (const row of rows)
        await trx('bank_accounts')
          .where({ id: row.id })
          .update(marksOf(house, accountFromRow(house, row)))
      return rows.length
    })
    count += done
    if (done < accountsAtOnce) return count
  }
}
