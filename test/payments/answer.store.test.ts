import { Temporal } from 'temporal-polyfill'
import fc from 'fast-check'
import type { Actor } from '../../server/base/actor.ts'
import { inTransaction, type Database } from '../../server/database.ts'
import { saveBankAccount } from '../../server/parties/account-store.ts'
import { saveParticipant } from '../../server/parties/store.ts'
import { takeBankAnswer } from '../../server/payments/answer-store.ts'
import type { TakenAnswer } from '../../server/payments/booking-store.ts'
import { approveRun, exportRun } from '../../server/payments/moves-store.ts'
import { createRun, runOf } from '../../server/payments/store.ts'
import { suspended } from '../../server/payments/suspense-store.ts'
import { fileOf } from '../../scripts/walk/bank-file.ts'
import { openTestDatabase } from '../database.ts'
import { detail, entry, notificationFile, statementFile, statusFile, statusOf } from './bank-answers.ts'
import { account, debtor, now, payable, terms } from './examples.ts'

const clerk: Actor = { kind: 'staff', id: 2, roles: ['finance'] }

/** A run of two payments of 100.00 and 200.00 that the bank has. */
async function sentRun(db: Database): Promise<number> {
  return inTransaction(db, async (trx) => {
    const address = { street: 'Østerbrogade 12', postcode: '2100', city: 'København Ø', country: 'DK' }
    const participant = {
      name: 'Søn A/S',
      address,
      contactName: 'Asta',
      email: 'a@example.dk',
      vatStatus: 'exempt',
    } as const
    const participantId = await saveParticipant(trx, participant, now)
    const payables = []
    for (const n of [1, 2]) {
      const reference = `TI-${n}`
      const by: Actor = { kind: 'participant', reference }
      const kept = await saveBankAccount(trx, {
        participantId,
        reference,
        account,
        by,
        at: account.changedAt,
      })
      payables.push({
        ...payable,
        number: `SB-${n}`,
        reference,
        amountMinor: n * 10_000,
        account: { ...account, ...kept },
      })
    }
    const executeOn = Temporal.PlainDate.from('2026-11-23')
    const by: Actor = { kind: 'staff', id: 1, roles: ['finance'] }
    const { id } = await createRun(trx, { payables, terms, debtor, executeOn, by, at: now })
    await approveRun(trx, id, clerk, now)
    await exportRun(trx, id, { by: { kind: 'staff', id: 9, roles: ['finance'] }, at: now })
    return id
  })
}

const take = (db: Database, bytes: Buffer): Promise<TakenAnswer> =>
  inTransaction(db, async (trx) => {
    const taken: TakenAnswer[] = []
    for await (const stretch of takeBankAnswer(trx, { file: fileOf(bytes), by: clerk, at: now }))
      taken.push(stretch)
    return {
      moves: taken.flatMap(({ moves }) => moves),
      questions: taken.flatMap(({ questions }) => questions),
    }
  })
const statesOf = async (db: Database, run: number) =>
  (await runOf(db, run)).payments.map(({ state }) => state)

const accepted = statusFile({ group: 'ACSP' })
const booked = statementFile(
  '1000.00',
  '700.00',
  entry('300.00', 'DBIT', detail('SB-1', '100.00', 'DBIT') + detail('SB-2', '200.00', 'DBIT')),
)
const returned = notificationFile(
  entry('100.00', 'CRDT', detail('SB-1', '100.00', 'CRDT', '<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>')),
)

let db: Database
beforeEach(async () => {
  db = await openTestDatabase()
})
afterEach(() => db.destroy())

test('sent, accepted, executed, and one comes back: the claim that it is about is named (B2, B3)', async () => {
  const run = await sentRun(db)
  await take(db, accepted)
  expect(await statesOf(db, run)).toEqual(['accepted', 'accepted'])
  expect((await take(db, booked)).moves.map(({ reference, move }) => [reference, move])).toEqual([
    ['TI-1', 'book'],
    ['TI-2', 'book'],
  ])
  expect((await take(db, returned)).moves).toEqual([
    {
      endToEndId: 'SB-1',
      move: 'return',
      on: '2026-12-15',
      reason: 'AC04',
      reference: 'TI-1',
      payable: 'SB-1',
      id: 1,
      run,
      was: 'executed',
      accountId: 1,
      amountMinor: 10_000,
      currency: 'DKK',
    },
  ])
  expect(await statesOf(db, run)).toEqual(['returned', 'executed'])
})

test('the same file again changes nothing; the same movement in another file neither (B1)', async () => {
  const run = await sentRun(db)
  const told = notificationFile(entry('100.00', 'DBIT', detail('SB-1', '100.00', 'DBIT')))
  expect((await take(db, told)).moves).toHaveLength(1)
  expect(await take(db, told)).toEqual({ moves: [], questions: [] })
  expect((await take(db, booked)).moves.map(({ endToEndId }) => endToEndId)).toEqual(['SB-2'])
  expect(await statesOf(db, run)).toEqual(['executed', 'executed'])
})

test('what does not match to the øre lies in suspense (B4, B5)', async () => {
  const run = await sentRun(db)
  await take(db, notificationFile(entry('99.99', 'DBIT', detail('SB-1', '99.99', 'DBIT'))))
  await take(db, notificationFile(entry('5.00', 'CRDT', detail('SB-77', '5.00', 'CRDT'))))
  const waiting = (await suspended(db, 10)).map(({ question, amountMinor }): [string, number] => [
    question,
    amountMinor,
  ])
  expect(new Map(waiting)).toEqual(
    new Map([
      ['other-amount', -9999],
      ['unknown-reference', 500],
    ]),
  )
  expect(await statesOf(db, run)).toEqual(['sent', 'sent'])
})

test('a statement that does not add up, or another message, leaves nothing behind', async () => {
  const run = await sentRun(db)
  const wrong = statementFile('1000.00', '900.01', entry('100.00', 'DBIT', detail('SB-1', '100.00', 'DBIT')))
  await expect(take(db, wrong)).rejects.toThrow('statement-does-not-add-up')
  const other = Buffer.from(accepted.toString().replace('pain.002.001.10', 'pain.008.001.02'))
  await expect(take(db, other)).rejects.toThrow('bank-message-unknown')
  expect(await db('bank_files')).toEqual([])
  expect(await statesOf(db, run)).toEqual(['sent', 'sent'])
})

test('in whatever order the files come, the end is the same (B1)', async () => {
  const rejected = statusFile({ listed: statusOf('SB-2', 'RJCT', 'AC01') })
  const onlyFirst = notificationFile(entry('100.00', 'DBIT', detail('SB-1', '100.00', 'DBIT')))
  const files = [accepted, rejected, onlyFirst, returned]
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), async (order) => {
      const own = await openTestDatabase()
      const run = await sentRun(own)
      for (const index of order) await take(own, files[index] ?? accepted)
      const states = await statesOf(own, run)
      await own.destroy()
      expect(states).toEqual(['returned', 'rejected'])
    }),
    { numRuns: 8 },
  )
}, 60_000)
