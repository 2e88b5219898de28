/** Customer service hears that days run short before the participant does, once for each claim and last day (R22, R38). */
import { advance } from '../../server/claims/advance.ts'
import type { Claim } from '../../server/claims/claim.ts'
import { inTransaction } from '../../server/database.ts'
import { mailsAbout } from '../../server/mail/store.ts'
import { warnOfScarceDays } from '../../server/scarce-days.ts'
import { cancelPickup } from '../../server/shipping/booking.ts'
import { setVisits } from '../../server/shipping/depot-store.ts'
import { openDesk, type TestDesk } from '../claims/desk.ts'
import { openTestDatabase } from '../database.ts'
import { books, heavy, openDepots, staff } from './pickups.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openDesk(await openTestDatabase(), '2019-04-01')
  await openDepots(desk)
})
afterEach(() => desk.db.destroy())

/** Why customer service was written to, in order, and the names of all mails. */
async function told({ reference }: Claim): Promise<{ why: string[]; names: string[] }> {
  const mails = await mailsAbout(desk.db, reference)
  const own = mails.filter(({ name }) => name === 'days-scarce')
  expect(new Set(own.map(({ to }) => to.address)).size).toBeLessThan(2)
  return {
    why: own.toSorted((one, other) => one.id - other.id).map(({ facts }) => (facts as { why: string }).why),
    names: mails.toSorted((one, other) => one.id - other.id).map(({ name }) => name),
  }
}

/** Closes every day of Aarhus from 1 April 2019 on, but for some. */
const closeDays = (open: readonly string[]): Promise<void> =>
  inTransaction(desk.db, async (trx) => {
    for (let day = 1; day <= 61; day += 1) {
      const date =
        day <= 30 ? `2019-04-${String(day).padStart(2, '0')}` : `2019-05-${String(day - 30).padStart(2, '0')}`
      const visits = open.includes(date) ? 5 : 0
      await setVisits(trx, { zone: 'jutland-east', date, visits, reason: 'strejke', by: 'staff:1' })
    }
  })

test('who waits for a day and finds none is told of after customer service was', async () => {
  await closeDays([])
  const claim = await heavy(desk)
  const { why, names } = await told(claim)
  expect(why).toEqual(['no-slot-left'])
  expect(names.indexOf('days-scarce')).toBeLessThan(names.indexOf('approved'))
})

test('days that others take, or that a dispatcher closes, are told of once, and anew when the last day moves', async () => {
  const claim = await heavy(desk)
  expect(await warnOfScarceDays(desk)).toBe(0)
  await closeDays(['2019-04-03', '2019-04-04', '2019-04-05'])
  const looks = await Promise.all([warnOfScarceDays(desk), warnOfScarceDays(desk)])
  expect(looks.filter((written) => written > 0)).toEqual([1])
  await closeDays([])
  desk.setClock('2019-04-09')
  expect(await warnOfScarceDays(desk)).toBe(0)
  expect(await told(claim)).toMatchObject({ why: ['few-days'] })
  const reason = 'carrier-was-late'
  await advance(desk, claim.reference, { kind: 'extend', clock: 'ship-by', days: 5, reason, by: staff })
  await closeDays([])
  await closeDays(['2019-05-01'])
  expect(await warnOfScarceDays(desk)).toBe(1)
  expect(await told(claim)).toMatchObject({ why: ['few-days', 'few-days'] })
})

test('a day that is agreed is no worry; one that was called off is', async () => {
  const claim = await heavy(desk)
  await books(desk, claim.reference, { date: '2019-04-08' })
  await closeDays([])
  expect(await warnOfScarceDays(desk)).toBe(0)
  await cancelPickup(desk, claim.reference, { by: staff })
  expect(await told(claim)).toMatchObject({ why: ['no-slot-left'] })
})

test('a postcode that no carrier reaches is told of at once (R10)', async () => {
  const claim = await heavy(desk, '1', '3700')
  const second = { kind: 'staff', id: 2, roles: ['reviewer'] } as const
  // What a rule refers to a person is approved by a second one.
  await advance(desk, claim.reference, { kind: 'approve', by: second })
  expect(await told(claim)).toMatchObject({ why: ['remote-area'] })
})
