/** Clocks that pause, are extended, begin anew and never keep another one waiting (R21, R23, R43, R45, R92). */
import { Temporal } from 'temporal-polyfill'
import type { Actor } from '../server/base/actor.ts'
import { advance } from '../server/claims/advance.ts'
import { clocksOf } from '../server/claims/clock-store.ts'
import { entriesOf } from '../server/claims/journal-store.ts'
import type { Move } from '../server/claims/moves.ts'
import { claimOf } from '../server/claims/store.ts'
import { submit } from '../server/claims/submission.ts'
import { waitsOf } from '../server/claims/wait-store.ts'
import { mailsAbout } from '../server/mail/store.ts'
import { receiveScan } from '../server/shipping/receiving.ts'
import { openLog } from '../server/web/log.ts'
import { enforceDeadlines } from '../server/worker.ts'
import { openDesk, prepared, type TestDesk } from './claims/desk.ts'
import { openTestDatabase } from './database.ts'
import { units } from './programmes/samples.ts'

const visitor: Actor = { kind: 'visitor' }
const by: Actor = { kind: 'staff', id: 1, roles: ['reviewer', 'auditor', 'dispatcher'] }

let desk: TestDesk
beforeEach(async () => {
  desk = await openDesk(await openTestDatabase(), '2019-04-01')
})
afterEach(() => desk.db.destroy())

const enforce = (): Promise<void> => enforceDeadlines({ ...desk, log: openLog('silent') })
const make = async (reference: string, move: Move): Promise<unknown> => advance(desk, reference, move)

async function approved(tail = '1', count = 1): Promise<string> {
  const { reference } = await submit(
    desk,
    await prepared(desk, tail, count > 1 ? { units: units(count) } : {}),
    visitor,
  )
  await make(reference, { kind: 'approve', by })
  return reference
}

/** `pay-by 2019-05-25 running since 2019-04-10`, in the order of their due days. */
const clocks = async (reference: string): Promise<string[]> =>
  (await clocksOf(desk.db, (await claimOf(desk.db, reference)).id)).map(
    ({ clock, dueOn, state, pausedOn }) =>
      `${clock} ${dueOn.toString()} ${state}${pausedOn ? ` paused ${pausedOn.toString()}` : ''}`,
  )

const differs = (unit: number): Move => ({
  kind: 'inspect',
  by,
  unit,
  audit: unit,
  verdict: 'condition-differs',
  category: 'tower',
  condition: 'working-worn',
  reasons: ['condition-differs'],
})

const received = async (reference: string): Promise<void> => {
  await receiveScan({ ...desk, tokenKeys: new Map() }, { scanned: reference, condition: 'sound', by })
}

test('the days in which the participant has to answer do not count for the payment (R45)', async () => {
  const reference = await approved()
  desk.setClock('2019-04-10')
  await received(reference)
  expect(await clocks(reference)).toContain('pay-by 2019-05-25 running')
  desk.setClock('2019-04-12')
  await make(reference, differs(1))
  expect(await clocks(reference)).toContain('pay-by 2019-05-25 running paused 2019-04-12')
  desk.setClock('2019-04-22')
  await make(reference, { kind: 'answer', by, unit: 1, offerNo: 2, answer: 'dispute' })
  // Ten days were the participant's; a disputed offer is ours to look at again (R42).
  expect(await clocks(reference)).toContain('pay-by 2019-06-04 running')
  const { id } = await claimOf(desk.db, reference)
  const spans = (await waitsOf(desk.db, id)).map(({ reason, beganAt, endedAt }) =>
    [reason, beganAt, endedAt].map(String),
  )
  expect(spans).toEqual([['participant-answer', '2019-04-12T08:00:00Z', '2019-04-22T08:00:00Z']])
})

test('a paused clock does not lapse, however late it is (R45, R92)', async () => {
  const reference = await approved()
  await make(reference, { kind: 'set-aside', by })
  desk.setClock('2019-04-20')
  await make(reference, { kind: 'set-aside', by })
  // The carrier's clock waits for customer service (R38), the other one does not.
  desk.setClock('2019-06-20')
  await enforce()
  expect(await clocks(reference)).toEqual([
    'ship-by 2019-05-01 breached',
    'pickup-by 2019-05-16 running paused 2019-04-01',
  ])
  await make(reference, { kind: 'take-up', by })
  expect(await clocks(reference)).toContain('pickup-by 2019-08-01 running')
})

test('days that staff grant are a recorded act with its reason, and add up (R23)', async () => {
  const reference = await approved()
  const extend = { kind: 'extend', by, clock: 'ship-by', days: 5, reason: 'carrier-was-late' } as const
  await make(reference, extend)
  await make(reference, { ...extend, days: 2, reason: 'participant-asked' })
  expect(await clocks(reference)).toContain('ship-by 2019-05-08 running')
  const [, , entry] = (await entriesOf(desk.db, reference)).slice(-3)
  expect(entry).toMatchObject({
    kind: 'extended',
    actor: 'staff:1',
    facts: {
      clock: 'ship-by',
      days: 2,
      reason: 'participant-asked',
      from: '2019-05-06',
      dueOn: '2019-05-08',
    },
  })
  const moved = (await mailsAbout(desk.db, reference)).filter(({ name }) => name === 'deadline-moved')
  expect(moved.map(({ facts }) => facts)).toEqual([
    { deadline: 'Send enhederne', from: '2019-05-01', on: '2019-05-06', why: 'carrier-was-late' },
    { deadline: 'Send enhederne', from: '2019-05-06', on: '2019-05-08', why: 'participant-asked' },
  ])
  desk.setClock('2019-05-07')
  await enforce()
  expect((await claimOf(desk.db, reference)).state).toBe('approved')
  await expect(make(reference, { ...extend, clock: 'pay-by' })).rejects.toMatchObject({
    faults: [{ code: 'clock-not-running' }],
  })
})

test('an offer that was made later expires on its own day (R43)', async () => {
  const reference = await approved('3', 2)
  desk.setClock('2019-04-10')
  await received(reference)
  await make(reference, differs(1))
  desk.setClock('2019-04-15')
  await make(reference, differs(2))
  desk.setClock('2019-04-25')
  await enforce()
  const offers = async (): Promise<string[]> =>
    (await claimOf(desk.db, reference)).units.map(({ offer }) => offer)
  expect(await offers()).toEqual(['expired', 'proposed'])
  expect(await clocks(reference)).toEqual(
    expect.arrayContaining(['answer-by 2019-04-24 breached', 'answer-by 2019-04-29 running']),
  )
  desk.setClock('2019-04-30')
  await enforce()
  expect(await offers()).toEqual(['expired', 'expired'])
})

test('a deadline that cannot lapse keeps no other one waiting, and is tried again tomorrow', async () => {
  const stuck = await approved('4')
  const good = await approved('5')
  // An edition that cannot be found any more: nothing of this claim can be decided.
  const { id } = await claimOf(desk.db, stuck)
  await desk.db('clocks').where({ claim_id: id, clock: 'ship-by' }).update({ due_on: '2019-04-02' })
  await desk.db('claims').where({ id }).update({ application: 'broken' })
  desk.setClock('2019-05-02')
  await enforce()
  expect((await claimOf(desk.db, good)).state).toBe('incomplete')
  const failed = async (): Promise<unknown> =>
    desk.db('clocks').where({ claim_id: id, clock: 'ship-by' }).first('state', 'failed_on')
  expect(await failed()).toEqual({ state: 'running', failed_on: '2019-05-02' })
  desk.setClock('2019-05-03')
  await enforce()
  expect(await failed()).toEqual({ state: 'running', failed_on: '2019-05-03' })
})

test('a clock that counts from the purchase runs from its day, and not at all without it (R92)', async () => {
  const { loadProgrammes } = await import('../server/programmes/store.ts')
  const { programmeText } = await import('./programmes/samples.ts')
  const text = programmeText('dk-workstation-trade-in').replace('start: submitted', 'start: purchased')
  await loadProgrammes(desk.db, desk.clock, [{ file: 'dk-workstation-trade-in.yaml', text }])
  const { reference } = await submit(desk, await prepared(desk, '6'), visitor)
  expect(await clocks(reference)).toEqual(['ship-by 2019-03-31 running'])
  const sample = await prepared(desk, '7')
  const undated = await submit(desk, { ...sample, purchase: { ...sample.purchase, boughtOn: '' } }, visitor)
  expect(await clocks(undated.reference)).toEqual([])
  expect(Temporal.Instant.compare(undated.submittedAt, desk.clock.now())).toBe(0)
})
