/** The pick-up of one claim for staff: what was agreed and confirmed, every visit, and the days it can be moved to. */
import { money } from '../base/money.ts'
import { claimOf } from '../claims/store.ts'
import type { Context } from '../context.ts'
import { programmeVersion } from '../programmes/store.ts'
import { attemptsOf } from '../shipping/attempt-store.ts'
import { offerFor } from '../shipping/offering.ts'
import { pickupOf } from '../shipping/pickup-store.ts'
import { attemptOutcomes } from '../shipping/pickup.ts'
import { stillHere } from '../shipping/still-here.ts'
import { shipmentsOf } from '../shipping/store.ts'
import { claimHref } from './claim-links.ts'
import { pickupHref, planHref } from './pickup-links.ts'

/** The values of `templates/pages/desk/pickup.njk`, but for the form. @throws Refusal `not-found` for an unknown claim. */
export async function claimPickupView(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  reference: string,
): Promise<object> {
  const claim = await claimOf(db, reference)
  const programme = await programmeVersion(db, claim.programmeVersion)
  const shipment = (await shipmentsOf(db, reference)).at(-1)
  const pickup = shipment && (await pickupOf(db, shipment.id))
  const { slots, lastDay, zone, reason } = await offerFor(db, claim, programme, clock.now())
  const { company, contactName, email, phone, address } = claim.application.participant
  const attempts = pickup ? await attemptsOf(db, pickup.id) : []
  return {
    reference,
    href: claimHref(reference),
    back: planHref(pickup?.state === 'scheduled' ? pickup.slot.date.toString() : undefined),
    company,
    address: [address.street, `${address.postcode} ${address.city}`],
    contact: [contactName, email, phone].filter(Boolean).join(', '),
    way: shipment?.way,
    weightGrams: shipment?.weightGrams ?? 0,
    waiting: shipment ? stillHere(claim, shipment).length : 0,
    lastDay: lastDay.toString(),
    zone: zone && `${zone.depot.name}: ${zone.name}`,
    reason,
    timeZone: programme.timeZone,
    action: pickupHref(reference),
    outcomes: attemptOutcomes,
    windows: (programme.pickup?.windows ?? []).map(({ from, to }) => ({
      value: from,
      text: `${from}–${to}`,
    })),
    free: [...new Set(slots.map(({ date }) => date.toString()))].slice(0, 10),
    ...(pickup && {
      pickup: {
        id: pickup.id,
        state: pickup.state,
        date: pickup.slot.date.toString(),
        from: pickup.slot.from,
        to: pickup.slot.to,
        details: pickup.details,
      },
    }),
    attempts: attempts.map(({ outcome, fault, onDate, at, note, costMinor, parcels, evidence }) => ({
      outcome,
      fault,
      on: onDate,
      at,
      note,
      parcels: parcels.length,
      photos: evidence.map((id) => ({
        href: `/desk/evidence/${id}`,
        thumbnail: `/desk/evidence/${id}/thumbnail`,
      })),
      ...(costMinor !== undefined && { cost: money(costMinor, programme.currency) }),
    })),
  }
}
