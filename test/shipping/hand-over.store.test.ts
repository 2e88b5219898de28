/** The moment title passes (R40), a parcel that is too heavy after all (R35), and what is told before a date (R22). */
import type { Claim } from '../../server/claims/claim.ts'
import { advance } from '../../server/claims/advance.ts'
import { clocksOf } from '../../server/claims/clock-store.ts'
import { claimOf } from '../../server/claims/store.ts'
import { submit } from '../../server/claims/submission.ts'
import { inTransaction } from '../../server/database.ts'
import { documentsOf } from '../../server/documents/store.ts'
import { forewarn } from '../../server/forewarning.ts'
import { mailsAbout } from '../../server/mail/store.ts'
import { attemptPickup, type Visit } from '../../server/shipping/attempt.ts'
import { reweigh } from '../../server/shipping/reweigh.ts'
import { shipmentsOf } from '../../server/shipping/store.ts'
import { openLog } from '../../server/web/log.ts'
import { enforceDeadlines } from '../../server/worker.ts'
import { openDesk, prepared, type TestDesk } from '../claims/desk.ts'
import { openTestDatabase } from '../database.ts'
import { books, heavy, openDepots, pickupFor, staff } from './pickups.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openDesk(await openTestDatabase(), '2019-04-01')
  await openDepots(desk)
})
afterEach(() => desk.db.destroy())

const visited = async (claim: Claim, visit: Partial<Visit> = {}): Promise<Claim> => {
  const { id } = await pickupFor(desk, claim)
  return inTransaction(desk.db, (trx) =>
    attemptPickup({ ...desk, db: trx }, trx, id, { outcome: 'done', by: staff, ...visit }),
  )
}

const mails = async ({ reference }: Pick<Claim, 'reference'>) => mailsAbout(desk.db, reference)

const clockStates = async ({ reference }: Claim): Promise<string[]> => {
  const { id } = await claimOf(desk.db, reference)
  return (await clocksOf(desk.db, id)).map(({ clock, state }) => `${clock} ${state}`).toSorted()
}

const numbersOf = async ({ reference }: Claim): Promise<string[]> =>
  (await shipmentsOf(desk.db, reference)).flatMap(({ parcels }) => parcels.map(({ sscc }) => sscc))

describe('a hand-over', () => {
  test('gives a receipt with every serial number and who signed, in one mail', async () => {
    const claim = await heavy(desk)
    await books(desk, claim.reference, { date: '2019-04-03' })
    desk.setClock('2019-04-03')
    const signed = { signedBy: 'Åse Jørgensen', signature: '1,1 2,2' }
    await visited(claim, { parcels: await numbersOf(claim), signed })
    const receipt = (await documentsOf(desk.db, claim.reference)).at(-1)
    expect(receipt).toMatchObject({
      kind: 'hand-over-receipt',
      facts: { ...signed, reference: claim.reference },
    })
    const { parcels } = (receipt?.facts ?? { parcels: [] }) as unknown as {
      parcels: { devices: { serial: string }[] }[]
    }
    expect(parcels.flatMap(({ devices }) => devices.map(({ serial }) => serial))).toEqual(
      claim.application.units.map(({ device }) => device?.serial),
    )
    expect((await mails(claim)).at(-1)).toMatchObject({
      name: 'handed-over',
      attachments: [{ document: receipt?.id }],
    })
  })

  test('of some parcels passes title over those; for the others another day is asked for', async () => {
    const claim = await heavy(desk)
    await books(desk, claim.reference, { date: '2019-04-03' })
    desk.setClock('2019-04-03')
    const [first = ''] = await numbersOf(claim)
    const { units } = await visited(claim, { parcels: [first] })
    expect(units.map(({ custody }) => custody)).toEqual(['handed-over', 'labelled', 'labelled'])
    expect((await pickupFor(desk, claim)).state).toBe('missed')
    await books(desk, claim.reference, { date: '2019-04-05' })
    for (const gone of ['095212340000099999', first])
      await expect(visited(claim, { parcels: [gone] })).rejects.toMatchObject({
        faults: [{ code: 'parcel-not-here', path: '/parcels' }],
      })
    expect(await clockStates(claim)).toEqual(['pickup-by running', 'ship-by running'])
    const { units: all } = await visited(claim)
    expect(all.map(({ custody }) => custody)).toEqual(Array(3).fill('handed-over'))
    expect(await clockStates(claim)).toEqual(['pickup-by met', 'ship-by met'])
  })

  test('of some parcels only keeps those; what stayed behind is void by itself at the breach (R22, R40)', async () => {
    const claim = await underR22()
    await books(desk, claim.reference, { date: '2019-04-03' })
    const [first = ''] = await numbersOf(claim)
    await visited(claim, { parcels: [first] })
    await books(desk, claim.reference, { date: '2019-05-16' })
    desk.setClock('2019-05-17')
    await enforceDeadlines({ ...desk, log: openLog('silent') })
    const { state, units } = await claimOf(desk.db, claim.reference)
    expect(state).toBe('approved')
    expect(units.map(({ custody, offer }) => `${custody} ${offer}`)).toEqual([
      'handed-over proposed',
      'short-shipped declined',
      'short-shipped declined',
    ])
    expect((await pickupFor(desk, claim)).state).toBe('cancelled')
    expect((await mails(claim)).at(-1)).toMatchObject({
      name: 'left-behind',
      facts: { on: '2019-05-16', combinations: [{}, {}] },
    })
    expect((await names(claim)).filter((name) => name === 'pickup-cancelled')).toEqual([])
  })

  test('that only the carrier told of ends the agreed visit too', async () => {
    const claim = await heavy(desk)
    await books(desk, claim.reference, { date: '2019-04-03' })
    const by = { kind: 'carrier', name: 'own' } as const
    await advance(desk, claim.reference, { kind: 'hand-over', by, units: [1, 2, 3], at: desk.clock.now() })
    expect((await pickupFor(desk, claim)).state).toBe('done')
    expect((await mails(claim)).at(-1)?.name).toBe('handed-over')
  })
})

const light = async (): Promise<Claim> => {
  const { reference } = await submit(desk, await prepared(desk, '9'), { kind: 'visitor' })
  return advance(desk, reference, { kind: 'approve', by: staff })
}

describe('a parcel that is too heavy after all (R35)', () => {
  test('is fetched: the old label is void, one mail has the new one, and a day can be chosen', async () => {
    const claim = await light()
    const [old] = await numbersOf(claim)
    const told = (await mails(claim)).length
    await reweigh(desk, claim.reference, { weightGrams: 34_000, by: staff })
    expect(await shipmentsOf(desk.db, claim.reference)).toMatchObject([
      {
        way: 'pick-up',
        weightGrams: 34_000,
        revision: 2,
        parcels: [{ state: 'labelled', weightGrams: 34_000 }],
      },
    ])
    expect(await desk.db('parcels').where({ sscc: old }).pluck('state')).toEqual(['void'])
    const news = (await mails(claim)).slice(told)
    expect(news).toMatchObject([
      { name: 'too-heavy', facts: { weightGrams: 34_000, oldCode: old, day: 'choose', by: '2019-05-01' } },
    ])
    expect(news[0]?.attachments).toHaveLength(1)
    await books(desk, claim.reference, { date: '2019-04-03' })
  })

  test.each([
    [30_000, 'within-drop-off-limit'],
    [12_000, 'within-drop-off-limit'],
  ])('%i g are none', async (weightGrams, code) => {
    const { reference } = await light()
    await expect(reweigh(desk, reference, { weightGrams, by: staff })).rejects.toMatchObject({
      faults: [{ code }],
    })
  })

  test('changes nothing of what is fetched already', async () => {
    const { reference } = await heavy(desk)
    await expect(reweigh(desk, reference, { weightGrams: 60_000, by: staff })).rejects.toMatchObject({
      faults: [{ code: 'nothing-to-weigh' }],
    })
  })
})

/** The ship-by clock (R21) has run out and the claim was sent in again: only R22 counts. */
const underR22 = async (): Promise<Claim> => {
  const claim = await heavy(desk)
  await desk.db('clocks').where({ clock: 'ship-by' }).delete()
  return claim
}

const names = async (claim: Pick<Claim, 'reference'>) => (await mails(claim)).map(({ name }) => name)
const reminders = async (claim: Pick<Claim, 'reference'>): Promise<string[]> =>
  (await mails(claim)).flatMap(({ name, facts }) => {
    const { what, on, daysLeft } = facts as { what?: string; on?: string; daysLeft?: number }
    return name === 'deadline-reminder' ? [`${what} ${on} ${daysLeft}`] : []
  })

/** What the worker would do at ten on each of these days. */
const passing = async (...days: readonly string[]): Promise<void> => {
  for (const day of days) {
    desk.setClock(day)
    await forewarn(desk)
    await forewarn(desk)
  }
}

describe('before a date', () => {
  test('its participant is reminded 15, 5 and 1 working days before, each once (R22)', async () => {
    const claim = await underR22()
    // Due on 2019-05-16, after Easter, Great Prayer Day and before Ascension Day.
    await passing(
      '2019-04-24',
      '2019-04-25',
      '2019-04-26',
      '2019-05-08',
      '2019-05-09',
      '2019-05-14',
      '2019-05-15',
    )
    expect(await reminders(claim)).toEqual([
      'pick-up 2019-05-16 21',
      'pick-up 2019-05-16 7',
      'pick-up 2019-05-16 1',
    ])
  })

  test('a clock that jumps over several tells the last one only', async () => {
    const claim = await underR22()
    await passing('2019-05-15', '2019-05-16')
    expect(await reminders(claim)).toEqual(['pick-up 2019-05-16 1'])
  })

  test('nobody is written to in the night, nor about a day that is agreed', async () => {
    const claim = await underR22()
    desk.setClock('2019-05-08T22:30:00Z')
    await forewarn(desk)
    expect(await reminders(claim)).toEqual([])
    await books(desk, claim.reference, { date: '2019-05-14' })
    await passing('2019-05-09')
    expect(await reminders(claim)).toEqual([])
  })

  test('the carrier’s visit is announced on the working day before, once for each day that is agreed', async () => {
    const claim = await heavy(desk)
    await books(desk, claim.reference, { date: '2019-04-08' })
    await passing('2019-04-04', '2019-04-05', '2019-04-06')
    expect((await names(claim)).filter((name) => name === 'pickup-reminder')).toHaveLength(1)
  })

  test('and when it has passed the claim is void: the visit is called off, also in the calendar (R22)', async () => {
    const claim = await underR22()
    await books(desk, claim.reference, { date: '2019-05-16' })
    // It jumps over the last day, back behind it and on: once is once. Before midnight in Copenhagen nothing is over.
    for (const now of ['2019-05-16T21:59:59Z', '2019-05-18', '2019-05-10', '2019-05-21']) {
      desk.setClock(now)
      await enforceDeadlines({ ...desk, log: openLog('silent') })
      expect((await claimOf(desk.db, claim.reference)).state).toBe(
        now.startsWith('2019-05-16') ? 'approved' : 'void',
      )
    }
    expect((await names(claim)).filter((name) => name === 'void')).toHaveLength(1)
    expect((await claimOf(desk.db, claim.reference)).state).toBe('void')
    expect((await pickupFor(desk, claim)).state).toBe('cancelled')
    const last = (await mails(claim)).at(-1)
    expect(last).toMatchObject({ name: 'void', facts: { missed: 'pick-up', on: '2019-05-16' } })
    const [attached] = last?.attachments ?? []
    const cancelled = (await documentsOf(desk.db, claim.reference)).find(
      ({ id }) => id === attached?.document,
    )
    expect(cancelled?.facts).toMatchObject({ method: 'CANCEL' })
    expect((await names(claim)).filter((name) => name === 'pickup-cancelled')).toEqual([])
  })
})
