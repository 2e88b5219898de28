/** Mails about the carrier's visits: agreed, called off, in vain (R34, R37-R39). Told from the pick-up as it then is. */
import { Temporal } from 'temporal-polyfill'
import type { Happened } from '../claims/advance.ts'
import { isLiving } from '../claims/claim.ts'
import { factIn } from '../claims/journal.ts'
import { dateIn } from '../base/calendar.ts'
import { money } from '../base/money.ts'
import { documentsOf } from '../documents/store.ts'
import type { MailFacts } from '../mail/mails.ts'
import { feeFor, type FaultSide } from '../programmes/fees.ts'
import type { Programme } from '../programmes/programme.ts'
import { lastDayOf, offerFor } from '../shipping/offering.ts'
import { pickupOf, type Pickup } from '../shipping/pickup-store.ts'
import { overLimit } from '../shipping/reweigh.ts'
import { stillHere } from '../shipping/still-here.ts'
import type { Shipment } from '../shipping/store.ts'
import { codesIn, combinationOf, type Composer } from './letter.ts'
import { attached, byLink, latestShipment, mailedLabel } from './shipping.ts'

/** R34, R37: day, window and door, with the calendar entry and the collection labels. */
export const pickupArranged: Composer<'pickup-arranged'> = async (desk, happened) => {
  const found = await pickupIn(happened)
  if (!found) return undefined
  const { shipment, pickup } = found
  const { company, address } = happened.claim.application.participant
  return {
    facts: {
      because: factIn(happened.entry, 'because') as MailFacts['pickup-arranged']['because'],
      ...windowOf(pickup),
      address: [company, address.street, `${address.postcode} ${address.city}`],
      parcels: stillHere(happened.claim, shipment).length,
      weightGrams: shipment.weightGrams,
      ...byLink(desk, happened),
    },
    attachments: await attached(happened, [
      pickup.invitationDocument,
      mailedLabel(happened.programme, shipment),
    ]),
  }
}

/** With the cancellation for the calendar. What is void, whole or in part, hears of it in the mail that says so. */
export const pickupCancelled: Composer<'pickup-cancelled'> = async (_desk, happened) => {
  const found = await pickupIn(happened)
  const isLeft = found && happened.claim.units.some(({ custody }) => custody === 'short-shipped')
  if (!found || isLeft || happened.claim.state === 'void') return undefined
  const { pickup } = found
  return {
    facts: { ...windowOf(pickup), by: await lastDay(happened) },
    attachments: await attached(happened, [pickup.invitationDocument]),
  }
}

/** R38, R39: only where a person has to choose another day; where the carrier has agreed one, that mail says it all. */
export const pickupMissed: Composer<'pickup-missed'> = async (_desk, happened) => {
  const { claim, entry } = happened
  const found = await pickupIn(happened)
  const outcome = (['not-ready', 'carrier-failed', 'refused-hazard'] as const).find(
    (one) => one === factIn(entry, 'outcome'),
  )
  if (!found || !outcome || !isLiving(claim) || found.pickup.state === 'scheduled') return undefined
  const fee = visitFee(happened.programme, entry)
  const charge = fee && money(fee.amountMinor, happened.programme.currency)
  return {
    facts: { outcome, on: factIn(entry, 'date'), by: await lastDay(happened), ...(charge && { charge }) },
  }
}

/** R39: what the visit of this entry costs its participant, without VAT; undefined for every other side at fault (R38). */
export const visitFee = (
  programme: Programme,
  { facts }: Happened['entry'],
): { readonly amountMinor: number } | undefined =>
  feeFor(programme, 'second-visit', {
    side: facts['fault'] as FaultSide,
    costMinor: facts['costMinor'] === undefined ? undefined : Number(facts['costMinor']),
  })

/** The carrier comes on the next working day. */
export const pickupReminder: Composer<'pickup-reminder'> = async (_desk, happened) => {
  const found = await pickupIn(happened)
  if (happened.entry.facts['pickup'] === undefined || !found) return undefined
  return { facts: { ...windowOf(found.pickup), parcels: stillHere(happened.claim, found.shipment).length } }
}

/** R35: one mail that says it all: the label before is void, the new one is attached, a day has to be chosen. */
export const tooHeavy: Composer<'too-heavy'> = async (desk, happened) => {
  const { trx, claim, programme, entry } = happened
  const shipment = await latestShipment(happened)
  if (factIn(entry, 'reason') !== overLimit || !shipment) return undefined
  const offer = await offerFor(trx, claim, programme, Temporal.Instant.from(entry.at))
  return {
    facts: {
      weightGrams: shipment.weightGrams,
      weightLimitGrams: programme.dropOffLimitGrams ?? 0,
      oldCode: codesIn(entry.facts['replaces']).join(', '),
      day: offer.slots.length > 0 ? 'choose' : 'by-us',
      by: offer.lastDay.toString(),
      ...byLink(desk, happened),
    },
    attachments: await attached(happened, [mailedLabel(programme, shipment)]),
  }
}

/** R40: with the sealed receipt that lists every serial number. What is only inferred from its arrival has no receipt. */
export const handedOver: Composer<'handed-over'> = async (_desk, happened) => {
  const { trx, claim, programme, entry } = happened
  if (entry.facts['inferredFrom'] !== undefined) return undefined
  const receipt = (await documentsOf(trx, claim.reference)).findLast(
    ({ kind }) => kind === 'hand-over-receipt',
  )
  if (!receipt) return undefined
  const at = Temporal.Instant.from(factIn(entry, 'at') || entry.at)
  const units = Array.isArray(entry.facts['units']) ? entry.facts['units'].map(Number) : []
  return {
    facts: {
      on: dateIn(at, programme.timeZone).toString(),
      combinations: claim.units
        .filter(({ position }) => units.includes(position))
        .map((unit) => combinationOf(claim, unit)),
    },
    attachments: await attached(happened, [receipt.id]),
  }
}

const windowOf = ({ slot }: Pickup) => ({ on: slot.date.toString(), from: slot.from, to: slot.to })

const lastDay = async ({ trx, claim, programme, entry }: Happened): Promise<string> =>
  (await lastDayOf(trx, claim, programme, Temporal.Instant.from(entry.at))).toString()

async function pickupIn(happened: Happened): Promise<{ shipment: Shipment; pickup: Pickup } | undefined> {
  const shipment = await latestShipment(happened)
  const pickup = shipment && (await pickupOf(happened.trx, shipment.id))
  return shipment && pickup && { shipment, pickup }
}
