import { Temporal } from 'temporal-polyfill'
import { inTransaction, type Database } from '../../server/database.ts'
import {
  agreementAt,
  signAgreement,
  withdrawAgreements,
  type Signature,
} from '../../server/parties/agreement-store.ts'
import { saveParticipant } from '../../server/parties/store.ts'
import { openTestDatabase } from '../database.ts'
import { participant } from './samples.ts'

const at = (time: string): Temporal.Instant => Temporal.Instant.from(`2026-03-02T${time}:00Z`)
const by = { kind: 'participant', reference: 'TI-7K3M-92QF' } as const

let db: Database
let signature: Signature
beforeEach(async () => {
  db = await openTestDatabase()
  const participantId = await inTransaction(db, (trx) => saveParticipant(trx, participant, at('08:00')))
  signature = {
    participantId,
    buyer: 'HRB 245394',
    reference: 'TI-7K3M-92QF',
    name: 'TI-DK v1',
    textSha256: 'a'.repeat(64),
    series: 'TI-SB',
    signedBy: 'Asta Jørgensen',
    signedFor: 'TechProtect GmbH',
    signedAt: at('09:00'),
  }
  await inTransaction(db, (trx) => signAgreement(trx, signature))
})
afterEach(() => db.destroy())

test.each([
  ['08:59', undefined],
  ['09:00', 'TI-DK v1'],
  ['12:00', 'TI-DK v1'],
])('at %s what is in force is %s (A1)', async (time, name) => {
  expect((await agreementAt(db, signature, at(time)))?.name).toBe(name)
})

test('signed twice it is one; with another buyer there is none', async () => {
  expect(await inTransaction(db, (trx) => signAgreement(trx, signature))).toBe(false)
  expect(await agreementAt(db, { ...signature, buyer: 'other' }, at('12:00'))).toBeUndefined()
})

test('a withdrawal ends it from then on, not for what was handed over before; a new signature holds again', async () => {
  const withdrawal = { by, at: at('10:00') }
  expect(await inTransaction(db, (trx) => withdrawAgreements(trx, signature, withdrawal))).toBe(1)
  expect(await inTransaction(db, (trx) => withdrawAgreements(trx, signature, withdrawal))).toBe(0)
  expect((await agreementAt(db, signature, at('09:59')))?.signedBy).toBe('Asta Jørgensen')
  expect(await agreementAt(db, signature, at('10:00'))).toBeUndefined()
  const again = { ...signature, reference: 'TI-AAAA-AAAA', signedAt: at('11:00') }
  await inTransaction(db, (trx) => signAgreement(trx, again))
  expect((await agreementAt(db, signature, at('11:30')))?.reference).toBe('TI-AAAA-AAAA')
})
