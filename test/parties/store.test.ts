import { Temporal } from 'temporal-polyfill'
import { inTransaction, type Database } from '../../server/database.ts'
import { participantOf, participantWithKey, saveParticipant } from '../../server/parties/store.ts'
import { openTestDatabase } from '../database.ts'
import { participant } from './samples.ts'

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
