import { Temporal } from 'temporal-polyfill'
import { houseKeysFrom, keyOf, makeSealingKey } from '../../server/base/sealing.ts'
import { inTransaction, openDatabase, type Database } from '../../server/database.ts'
import {
  bankAccountOf,
  bankAccountsOf,
  bankAccountVersions,
  outdatedAccounts,
  saveBankAccount,
  sealOldAccounts,
  type KeptAccount,
} from '../../server/parties/account-store.ts'
import { destroyDataKey, rewrapDataKeys } from '../../server/parties/data-key-store.ts'
import { saveParticipant } from '../../server/parties/store.ts'
import { makeTestDatabase, type TestDatabase } from '../database.ts'
import { participant } from './samples.ts'

const at = Temporal.Instant.from('2026-03-02T08:00:00Z')
const reference = 'TI-7K3M-92QF'
const [first, second] = [makeSealingKey('h1'), makeSealingKey('h2')]

let database: TestDatabase
let db: Database
beforeEach(async () => {
  database = await makeTestDatabase()
  db = openDatabase(database.url, houseKeysFrom([first], 'marking'))
})
afterEach(async () => {
  await db.destroy()
  await database.remove()
})

const save = (iban: string, by = 1, claim = reference): Promise<KeptAccount> =>
  inTransaction(db, async (trx) =>
    saveBankAccount(trx, {
      participantId: await saveParticipant(trx, participant, at),
      reference: claim,
      account: { holder: 'Jørgensen & Søn A/S', iban },
      by: { kind: 'staff', id: by, roles: [] },
      at,
    }),
  )

const rows = (): Promise<{ id: number; holder: string; iban: string; sealed: string | null }[]> =>
  db('bank_accounts').orderBy('id')

test('a changed account is a new version with its editor; the same one again is not (R46, R56)', async () => {
  expect(await bankAccountOf(db, reference)).toBeUndefined()
  const one = await save('DK5000400440116243', 1)
  expect(await save('DK5000400440116243', 2)).toEqual(one)
  const other = await save('DK9520000123456789', 2)
  expect(other).toMatchObject({ version: 2, changedBy: 'staff:2' })
  expect(await bankAccountOf(db, reference)).toEqual(other)
  expect(await bankAccountVersions(db, [one.id])).toEqual([one])
  expect(await outdatedAccounts(db, [one.id, other.id])).toEqual([one.id])
})

test('an account lies sealed, and opens in no row but its own', async () => {
  await save('DK5000400440116243')
  await save('DK9520000123456789', 1, 'TI-OTHER')
  const [one, other] = await rows()
  expect(JSON.stringify([one, other])).not.toMatch(/116243|456789|Jørgensen/)
  await db('bank_accounts').where({ id: other?.id }).update({ sealed: one?.sealed })
  await expect(bankAccountOf(db, 'TI-OTHER')).rejects.toThrow('authenticate')
})

test('accounts of before are sealed at the start; one that was killed in the middle goes on', async () => {
  const kept = await save('DK5000400440116243')
  const [{ participant_id: participantId }] = await db('bank_accounts').select('participant_id')
  const plain = (place: number): object => ({
    participant_id: participantId,
    claim_reference: `TI-${place}`,
    version: 1,
    holder: 'Søn A/S',
    iban: 'DK9520000123456789',
    changed_by: 'staff:1',
    changed_at: at.toString(),
  })
  await db('bank_accounts').insert(Array.from({ length: 250 }, (_, place) => plain(place)))
  // Killed in the second stretch: what it had begun is rolled back, the first stretch stays.
  let stretch = 0
  const killed = new Proxy(db, {
    get: (target, name, self) => {
      if (name === 'transaction' && ++stretch === 2) return () => Promise.reject(new Error('killed'))
      return Reflect.get(target, name, self) as unknown
    },
  })
  await expect(sealOldAccounts(killed, at)).rejects.toThrow('killed')
  expect((await rows()).filter(({ sealed }) => sealed === null)).toHaveLength(50)
  expect(await sealOldAccounts(db, at)).toBe(50)
  expect(await sealOldAccounts(db, at)).toBe(0)
  expect((await rows()).every(({ holder, iban }) => holder + iban === '')).toBe(true)
  const read = await bankAccountsOf(db, [reference, 'TI-7', 'TI-249'])
  expect(read.get(reference)).toEqual(kept)
  expect(read.get('TI-249')).toMatchObject({ holder: 'Søn A/S', iban: 'DK9520000123456789' })
})

test('the house key is turned without touching an account, and the old one is then of no use', async () => {
  const kept = await save('DK5000400440116243')
  const before = await rows()
  await db.destroy()
  db = openDatabase(database.url, houseKeysFrom([second, first], 'marking'))
  expect(await rewrapDataKeys(db)).toBe(1)
  expect(await rewrapDataKeys(db)).toBe(0)
  await db.destroy()
  db = openDatabase(database.url, houseKeysFrom([second], 'marking'))
  expect(await bankAccountOf(db, reference)).toEqual(kept)
  expect(await rows()).toEqual(before)
  const [{ wrapped }] = await db('data_keys').select('wrapped')
  expect(keyOf(String(wrapped))).toBe('h2')
})

test('with its key destroyed an account is read as empty, and nothing is sealed for that participant again', async () => {
  const { id } = await save('DK5000400440116243')
  const [{ participant_id: participantId }] = await db('bank_accounts').select('participant_id')
  await inTransaction(db, (trx) => destroyDataKey(trx, Number(participantId), at))
  expect(await bankAccountVersions(db, [id])).toMatchObject([{ id, holder: '', iban: '', version: 1 }])
  await expect(save('DK9520000123456789')).rejects.toThrow('was destroyed')
})
