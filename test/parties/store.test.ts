import { Temporal } from 'temporal-polyfill'
import { inTransaction, type Database } from '../../server/database.ts'
import {
  bankAccountOf,
  bankAccountVersions,
  outdatedAccounts,
  participantOf,
  participantWithKey,
  saveBankAccount,
  saveParticipant,
} from '../../server/parties/store.ts'
import type { Participant } from '../../server/parties/party.ts'
import { openTestDatabase } from '../database.ts'

const participant: Participant = {
  name: 'Jørgensen & Søn A/S',
  address: { street: 'Østerbrogade 12', postcode: '2100', city: 'København Ø', country: 'DK' },
  contactName: 'Asta Jørgensen',
  email: 'asta@example.dk',
  vatStatus: 'registered',
  vatId: 'DK13585628',
}
const at = Temporal.Instant.from('2026-03-02T08:00:00Z')

let db: Database
beforeEach(async () => {
  db = await openTestDatabase()
})
afterEach(() => db.destroy())

test('a company that applies twice, at once and differently spelled, is one participant (R15)', async () => {
  const { vatId, ...unregistered } = participant
  const spelled = [
    participant,
    { ...participant, vatId: 'dk 13585628' },
    { ...unregistered, registrationNumber: '13585628' },
  ]
  const ids = await Promise.all(
    spelled.map((one) => inTransaction(db, (trx) => saveParticipant(trx, one, at))),
  )
  expect(new Set(ids).size).toBe(1)
  expect(await participantWithKey(db, `vat:${vatId}`)).toBe(ids[0])
})

test('a participant comes back as it was written', async () => {
  const id = await inTransaction(db, (trx) => saveParticipant(trx, participant, at))
  expect(await participantOf(db, id)).toEqual(participant)
})

test('a changed account is a new version with its editor; the same one again is not (R46, R56)', async () => {
  const save = (iban: string, by: number) =>
    inTransaction(db, async (trx) =>
      saveBankAccount(trx, {
        participantId: await saveParticipant(trx, participant, at),
        reference: 'TI-7K3M-92QF',
        account: { holder: 'Jørgensen & Søn A/S', iban },
        by: { kind: 'staff', id: by, roles: [] },
        at,
      }),
    )
  expect(await bankAccountOf(db, 'TI-7K3M-92QF')).toBeUndefined()
  const first = await save('DK5000400440116243', 1)
  expect(await save('DK5000400440116243', 2)).toEqual(first)
  const second = await save('DK9520000123456789', 2)
  expect(second).toMatchObject({ version: 2, changedBy: 'staff:2' })
  expect(await bankAccountOf(db, 'TI-7K3M-92QF')).toEqual(second)
  expect(await bankAccountVersions(db, [first.id])).toEqual([first])
  expect(await outdatedAccounts(db, [first.id, second.id])).toEqual([first.id])
})
