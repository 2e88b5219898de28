/** Participants who book, move and cancel at the same time, at random, and whether a day ever held more than it takes (R93). */
import { Refusal } from '../../server/base/refusal.ts'
import type { Database } from '../../server/database.ts'
import { inTransaction } from '../../server/database.ts'
import { bookPickup, cancelPickup, type BookingOffice } from '../../server/shipping/booking.ts'
import { setVisits } from '../../server/shipping/depot-store.ts'
import type { PickupDetails } from '../../server/shipping/pickup.ts'

/** What everybody here confirms. */
export const confirmed: PickupDetails = {
  contactName: 'Åse Jørgensen',
  contactPhone: '+45 70 00 00 00',
  parcels: 3,
  hazards: [],
  groundFloor: 'yes',
  ready: 'yes',
}

/** The few days that all fight for; each takes one to three visits. */
type Contest = {
  readonly references: readonly string[]
  readonly zone: string
  readonly days: readonly string[]
  readonly seed: number
}

/** Numbers that follow from a seed (Lehmer), so that a run that went wrong can be run again. */
const numbersFrom = (seed: number): ((below: number) => number) => {
  let state = (seed * 2_654_435_761 + 1) % 2_147_483_647 || 1
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

/** One run: everybody does one thing at once. Gives what is wrong afterwards, in words; nothing when all is well. */
export async function contend(office: BookingOffice, contest: Contest): Promise<string[]> {
  const { references, zone, days, seed } = contest
  const draw = numbersFrom(seed)
  const dayAt = (): string => days[draw(days.length)] ?? ''
  await inTransaction(office.db, async (trx) => {
    for (const date of days)
      await setVisits(trx, { zone, date, visits: 1 + draw(3), reason: 'contest', by: 'contest' })
  })
  const before = await overOf(office.db, zone)
  const acts = references.map((reference) => {
    const by = { kind: 'participant', reference } as const
    const wish = { date: dayAt(), from: draw(2) === 0 ? '08:00' : '12:00', details: confirmed, by }
    if (draw(4) === 0) return cancelPickup(office, reference, { by })
    return bookPickup(office, reference, { ...wish, ifTaken: draw(2) === 0 ? 'next' : 'refuse' })
  })
  const ends = await Promise.allSettled(acts)
  const crashes = ends.flatMap((end) =>
    end.status === 'rejected' && !(end.reason instanceof Refusal) ? [String(end.reason)] : [],
  )
  const grown = (await overOf(office.db, zone)).filter(
    ({ date, over }) => over > (before.find((one) => one.date === date)?.over ?? 0),
  )
  return [
    ...crashes,
    ...grown.map(({ date, over }) => `${date} holds ${over} more than it takes`),
    ...(await miscounted(office.db, zone)),
  ]
}

/** Days that hold more than they take: lowering a day leaves its bookings, but nothing may add to them. */
async function overOf(db: Database, zone: string): Promise<{ date: string; over: number }[]> {
  const rows = await db('zone_days')
    .where({ zone_id: zone })
    .whereNotNull('visits')
    .select<{ on_date: string; booked: number; visits: number }[]>('on_date', 'booked', 'visits')
  return rows.map(({ on_date: date, booked, visits }) => ({ date, over: Math.max(0, booked - visits) }))
}

/** The count of a day is that of its agreed pick-ups. */
async function miscounted(db: Database, zone: string): Promise<string[]> {
  const counted = await db('zone_days')
    .where({ zone_id: zone })
    .select<{ on_date: string; booked: number }[]>('on_date', 'booked')
  const agreed = await db('pickups').where({ zone_id: zone, state: 'scheduled' }).pluck<string[]>('on_date')
  return counted.flatMap(({ on_date: date, booked }) => {
    const real = agreed.filter((one) => one === date).length
    return real === booked ? [] : [`${date} counts ${booked} for ${real} pick-ups`]
  })
}
