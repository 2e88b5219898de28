/** Deadlines as the worker finds them: when they start, what meets them, and what happens when nobody does (R92). */
import type { Actor } from '../server/base/actor.ts'
import { advance } from '../server/claims/advance.ts'
import { clocksOf } from '../server/claims/clock-store.ts'
import type { Claim } from '../server/claims/claim.ts'
import { entriesOf } from '../server/claims/journal-store.ts'
import type { Move } from '../server/claims/moves.ts'
import { claimOf } from '../server/claims/store.ts'
import { resubmit, submit } from '../server/claims/submission.ts'
import { inTransaction } from '../server/database.ts'
import { mailsAbout } from '../server/mail/store.ts'
import { receiveScan } from '../server/shipping/receiving.ts'
import { openLog } from '../server/web/log.ts'
import { enforceDeadlines } from '../server/worker.ts'
import { openDesk, prepared, type TestDesk } from './claims/desk.ts'
import { openTestDatabase } from './database.ts'

const visitor: Actor = { kind: 'visitor' }
const by: Actor = { kind: 'staff', id: 1, roles: ['reviewer', 'auditor', 'dispatcher'] }

let desk: TestDesk
beforeEach(async () => {
  desk = await openDesk(await openTestDatabase(), '2019-04-01')
})
afterEach(() => desk.db.destroy())

const enforce = (): Promise<void> => enforceDeadlines({ ...desk, log: openLog('silent') })
const make = (reference: string, move: Move): Promise<Claim> => advance(desk, reference, move)

async function approved(tail = '1'): Promise<string> {
  const { reference } = await submit(desk, await prepared(desk, tail), visitor)
  await make(reference, { kind: 'approve', by })
  return reference
}

const now = (reference: string): Promise<Claim> => claimOf(desk.db, reference)

/** `ship-by 2019-05-01 running`, in the order of their due days. */
const clocks = async (reference: string): Promise<string[]> =>
  (await clocksOf(desk.db, (await now(reference)).id)).map(
    ({ clock, dueOn, state }) => `${clock} ${dueOn.toString()} ${state}`,
  )

const mailNames = async (reference: string): Promise<string[]> =>
  (await mailsAbout(desk.db, reference)).map(({ name }) => name)

const scan = (scanned: string) =>
  receiveScan({ ...desk, tokenKeys: new Map() }, { scanned, condition: 'sound', by })

test.each([
  ['2019-04-01', 'ship-by 2019-05-01 running', 'pickup-by 2019-05-16 running'],
  // Great Prayer Day is a holiday in it (R22).
  ['2021-03-31', 'ship-by 2021-04-30 running', 'pickup-by 2021-05-19 running'],
])('approved on %s: %s, %s (R21-R23)', async (day, shipBy, pickupBy) => {
  desk.setClock(day)
  expect(await clocks(await approved())).toEqual([shipBy, pickupBy])
})

test('a hand-over meets both clocks, a receipt starts the payment’s, and the end stops what still runs (R45)', async () => {
  const reference = await approved()
  desk.setClock('2019-04-10')
  await scan(reference)
  const met = ['ship-by 2019-05-01 met', 'pickup-by 2019-05-16 met']
  expect(await clocks(reference)).toEqual([...met, 'pay-by 2019-05-25 running'])
  const finding = { audit: 1, verdict: 'not-working', category: 'tower', condition: 'not-working' } as const
  await make(reference, { kind: 'inspect', by, unit: 1, reasons: ['does-not-work'], ...finding })
  await make(reference, { kind: 'answer', by, unit: 1, offerNo: 2, answer: 'decline' })
  expect((await now(reference)).state).toBe('closed')
  expect(await clocks(reference)).toEqual([
    'answer-by 2019-04-24 stopped',
    ...met,
    'pay-by 2019-05-25 stopped',
  ])
})

test('the due day counts to its last second in the programme’s time zone; then the claim is incomplete (R21, R92)', async () => {
  const reference = await approved()
  desk.setClock('2019-05-01T21:59:59Z')
  await enforce()
  expect((await now(reference)).state).toBe('approved')
  desk.setClock('2019-05-01T22:00:00Z')
  await enforce()
  await enforce()
  expect((await now(reference)).state).toBe('incomplete')
  expect(await clocks(reference)).toEqual(['ship-by 2019-05-01 breached', 'pickup-by 2019-05-16 running'])
  const [mail] = (await mailsAbout(desk.db, reference)).slice(-1)
  expect(mail).toMatchObject({
    name: 'application-incomplete',
    facts: { missing: [{ code: 'not-shipped-in-time' }] },
  })
  expect((await entriesOf(desk.db, reference)).slice(-2)).toMatchObject([
    { kind: 'lapsed', actor: 'system:deadlines' },
    { kind: 'asked' },
  ])
})

/** Sent in again after the ship-by date, approved again, and again not handed over. */
const voided = async (): Promise<string> => {
  const reference = await approved()
  desk.setClock('2019-05-02')
  await enforce()
  const { application } = await now(reference)
  const bankAccount = { holder: 'Jørgensen & Søn A/S', iban: 'DK5000400440116243' }
  await resubmit(desk, reference, { ...application, bankAccount }, visitor)
  await make(reference, { kind: 'approve', by })
  expect((await now(reference)).state).toBe('approved')
  desk.setClock('2019-05-17')
  await enforce()
  return reference
}

describe('a claim that nobody picked up', () => {
  test('is void, its owner is told, and no clock runs on (R22)', async () => {
    const reference = await voided()
    expect((await now(reference)).state).toBe('void')
    expect((await mailNames(reference)).at(-1)).toBe('void')
    expect(await clocks(reference)).toEqual([
      'ship-by 2019-05-01 breached',
      'pickup-by 2019-05-16 breached',
      // R21: begun anew with the application that was sent in again.
      'ship-by 2019-06-01 stopped',
    ])
  })

  test('and whose parcel comes late is received and recorded, but promised nothing (R22, R97)', async () => {
    const reference = await voided()
    const told = await mailNames(reference)
    expect(await scan(reference)).toMatchObject({ verdict: 'void', waiting: [] })
    expect(await now(reference)).toMatchObject({ state: 'void', units: [{ custody: 'at-centre' }] })
    expect((await entriesOf(desk.db, reference)).at(-1)?.kind).toBe('received')
    expect(await desk.db('scans').where({ claim_reference: reference, verdict: 'void' })).toHaveLength(1)
    expect(await mailNames(reference)).toEqual(told)
    expect((await clocks(reference)).filter((clock) => clock.endsWith('running'))).toEqual([])
    const finding = { audit: 1, verdict: 'match', category: 'tower', condition: 'working-good' } as const
    await make(reference, { kind: 'inspect', by, unit: 1, reasons: [], ...finding })
    expect((await entriesOf(desk.db, reference)).at(-1)?.kind).toBe('found-after-end')
    expect((await now(reference)).units).toMatchObject([{ offer: 'proposed', settlement: 'none' }])
  })
})

test('an offer that nobody answered expires and forfeits nothing: a late yes still counts (R42, R43)', async () => {
  const reference = await approved()
  desk.setClock('2019-04-10')
  await scan(reference)
  const finding = {
    audit: 1,
    verdict: 'condition-differs',
    category: 'tower',
    condition: 'working-worn',
  } as const
  await make(reference, { kind: 'inspect', by, unit: 1, reasons: ['condition-differs'], ...finding })
  expect((await now(reference)).units[0]?.offered?.answerBy?.toString()).toBe('2019-04-24')
  desk.setClock('2019-04-25')
  await enforce()
  expect((await now(reference)).units[0]).toMatchObject({ offer: 'expired', custody: 'at-centre' })
  await make(reference, { kind: 'answer', by, unit: 1, offerNo: 2, answer: 'accept' })
  expect((await now(reference)).units[0]).toMatchObject({ offer: 'accepted', settlement: 'proposed' })
})

test('a hand-over that is just being written counts: the claim is not void after title has passed (R22, R40)', async () => {
  const reference = await approved()
  desk.setClock('2019-05-17')
  let enforcing: Promise<void> | undefined
  await inTransaction(desk.db, async (trx) => {
    await advance({ ...desk, db: trx }, reference, {
      kind: 'hand-over',
      by,
      units: [1],
      at: desk.clock.now(),
    })
    enforcing = enforce()
    // On PostgreSQL the deadlines are read meanwhile, and the claim is waited for.
    await new Promise((resolve) => setTimeout(resolve, 200))
  })
  await enforcing
  expect(await now(reference)).toMatchObject({ state: 'approved', units: [{ custody: 'handed-over' }] })
  expect((await entriesOf(desk.db, reference)).map(({ kind }) => kind)).not.toContain('lapsed')
})
