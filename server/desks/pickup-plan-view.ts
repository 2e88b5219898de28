/** A day as the dispatcher sees it: zones with their load, stops in order, and what is at risk. Reads; decides nothing. */
import { Temporal } from 'temporal-polyfill'
import { dateIn } from '../base/calendar.ts'
import { claimOf } from '../claims/store.ts'
import type { Context } from '../context.ts'
import type { Database } from '../database.ts'
import { currentProgrammes } from '../programmes/store.ts'
import { daysOf, zonesOf, type ZoneDay } from '../shipping/depot-store.ts'
import { visitsOn, type Zone } from '../shipping/depots.ts'
import { firstDayAgreed, scheduledPickups, type PickupOfClaim } from '../shipping/pickup-store.ts'
import { shipmentOf } from '../shipping/store.ts'
import { manifestHref, pickupHref, planHref } from './pickup-links.ts'
import { atRisk } from './pickup-risk-view.ts'

const stopsAtMost = 500
const daysAhead = 14

/** The values of `templates/pages/desk/pickups.njk`, but for the form. Without `day` it is the next on which somebody comes. */
export async function planView(
  context: Pick<Context, 'db' | 'clock' | 'tourPath'>,
  asked: string | undefined,
): Promise<object> {
  const { db, clock } = context
  const today = await pickupToday(db, clock.now())
  const date = Temporal.PlainDate.from(
    asked ?? (await firstDayAgreed(db, today.toString())) ?? today.toString(),
  )
  const day = date.toString()
  const zones = await zonesOf(db)
  const ids = zones.map(({ id }) => id)
  const known = await daysOf(db, ids, date, date)
  const stops = await stopsOn(db, stopsAtMost, day)
  return {
    day,
    previous: planHref(date.subtract({ days: 1 }).toString()),
    next: planHref(date.add({ days: 1 }).toString()),
    zones: zones
      .map((zone) => ({
        ...zoneView(zone, known),
        stops: stops.filter((stop) => stop.zone === zone.id),
        manifestHref: manifestHref(zone.id, day),
        tourHref: context.tourPath(zone.id, day),
      }))
      .filter(({ stops: own, isSet }) => own.length > 0 || isSet),
    byHand: stops.filter(({ zone }) => zone === undefined),
    zoneChoices: zones.map(({ id, name, depot }) => ({ value: id, text: `${depot.name}: ${name}` })),
    ahead: await aheadOf(db, zones, today),
    risks: await atRisk(context, zones),
  }
}

/**
 * Today where pick-ups are made: the day of the programmes that have them, the earlier one while it ends at one place and
 * has not begun at another.
 */
async function pickupToday(db: Database, now: Temporal.Instant): Promise<Temporal.PlainDate> {
  const zones = (await currentProgrammes(db)).flatMap(({ programme }) =>
    programme.pickup ? [programme.timeZone] : [],
  )
  const [earliest] = zones
    .map((zone) => dateIn(now, zone))
    .toSorted((one, other) => Temporal.PlainDate.compare(one, other))
  return earliest ?? dateIn(now, 'UTC')
}

function zoneView(zone: Zone, days: readonly ZoneDay[]) {
  const day = days.find((one) => one.zone === zone.id)
  const visits = visitsOn(zone, day)
  const booked = day?.booked ?? 0
  return {
    id: zone.id,
    name: zone.name,
    depot: zone.depot.name,
    booked,
    visits,
    percent: percentOf(booked, visits),
    isOver: booked > visits,
    isSet: day?.visits !== undefined,
    reason: day?.reason,
  }
}

const percentOf = (booked: number, visits: number): number =>
  visits === 0 ? (booked > 0 ? 100 : 0) : Math.min(100, Math.round((100 * booked) / visits))

/** The load of the days to come, all zones together; days on which nobody comes are left out. */
async function aheadOf(db: Database, zones: readonly Zone[], today: Temporal.PlainDate): Promise<object[]> {
  const ids = zones.map(({ id }) => id)
  const days = await daysOf(db, ids, today, today.add({ days: daysAhead }))
  const dates = [...new Set(days.map(({ date }) => date))].toSorted()
  return dates.map((date) => {
    const own = zones.map((zone) =>
      zoneView(
        zone,
        days.filter((one) => one.date === date),
      ),
    )
    const booked = own.reduce((total, zone) => total + zone.booked, 0)
    const busiest = Math.max(...own.map(({ percent }) => percent))
    return { date, href: planHref(date), booked, percent: busiest, isOver: own.some(({ isOver }) => isOver) }
  })
}

/** Stops of one day or of all days to come, in the order of their windows. */
export const stopsOn = async (db: Database, limit: number, day?: string): Promise<Stop[]> =>
  Promise.all((await scheduledPickups(db, limit, day)).map((one) => stopView(db, one)))

export type Stop = Awaited<ReturnType<typeof stopView>>

/** A stop as the plan shows it. */
async function stopView(
  db: Database,
  { id, claimReference, shipmentId, slot, zone, ...pickup }: PickupOfClaim,
) {
  const { application } = await claimOf(db, claimReference)
  const { company, address } = application.participant
  return {
    id,
    zone,
    reference: claimReference,
    href: pickupHref(claimReference),
    company,
    address: [address.street, `${address.postcode} ${address.city}`],
    date: slot.date,
    from: slot.from,
    to: slot.to,
    weightGrams: pickup.weightGrams,
    parcels: pickup.details?.parcels ?? (await shipmentOf(db, shipmentId))?.parcels.length ?? 0,
    hazards: pickup.details?.hazards ?? [],
  }
}
