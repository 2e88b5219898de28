import { Temporal } from 'temporal-polyfill'
import { inTransaction, type Database } from '../../server/database.ts'
import { recordVatCheck, vatAnswerFor, type VatAnswer } from '../../server/parties/vat-check-store.ts'
import { openTestDatabase } from '../database.ts'

let db: Database
beforeEach(async () => {
  db = await openTestDatabase()
})
afterEach(() => db.destroy())

const told = (answer: VatAnswer): Promise<void> =>
  inTransaction(db, (trx) =>
    recordVatCheck(trx, {
      vatId: 'DK13585628',
      answer,
      source: 'person',
      by: 'staff:7',
      at: Temporal.Instant.from('2026-03-02T09:00:00Z'),
      evidence: 'register',
    }),
  )

test.each<[VatAnswer[], VatAnswer]>([
  [[], 'pending'],
  [['pending'], 'pending'],
  [['valid'], 'valid'],
  [['valid', 'pending'], 'valid'],
  [['valid', 'invalid'], 'invalid'],
  [['invalid', 'valid'], 'valid'],
])('after %j a number is %s', async (answers, known) => {
  for (const answer of answers) await told(answer)
  expect(await vatAnswerFor(db, 'DK13585628')).toBe(known)
  expect(await vatAnswerFor(db, 'DK29403473')).toBe('pending')
})
