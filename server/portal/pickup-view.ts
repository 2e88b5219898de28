/** What the page on which a participant picks a day shows: free days, what is agreed, what was confirmed. Decides nothing. */
import { Temporal } from 'temporal-polyfill'
import { declaredOf, type Claim } from '../claims/claim.ts'
import { claimOf } from '../claims/store.ts'
import type { Context } from '../context.ts'
import type { Programme } from '../programmes/programme.ts'
import { textIn } from '../programmes/schema/words.ts'
import { programmeVersion } from '../programmes/store.ts'
import { offerFor, type Offer } from '../shipping/offering.ts'
import { pickupOf, type Pickup } from '../shipping/pickup-store.ts'
import { pickupHazards, type PickupSlot } from '../shipping/pickup.ts'
import { changeableUntil } from '../shipping/slots.ts'
import { stillHere } from '../shipping/still-here.ts'
import { shipmentsOf, type Shipment } from '../shipping/store.ts'
import type { Texts } from '../texts/texts.ts'
import { typedOf, type Typed } from '../web/forms.ts'
import type { NextStep } from './next.ts'

type Reader = Pick<Context, 'db' | 'clock'>

/** Days that are shown at once; the later ones open by themselves. */
const daysAtOnce = 8

/** How the pick-up stands for its participant; undefined where nothing is fetched. */
export async function pickupStanding(
  { db, clock }: Reader,
  claim: Claim,
  programme: Programme,
  { shipment, pickup }: { readonly shipment: Shipment | undefined; readonly pickup: Pickup | undefined },
): Promise<{ readonly state: 'to-choose' | 'agreed' | 'by-us'; readonly on: string } | undefined> {
  if (shipment?.way !== 'pick-up' || claim.state !== 'approved') return undefined
  if (pickup?.state === 'scheduled') return { state: 'agreed', on: pickup.slot.date.toString() }
  const { slots, lastDay } = await offerFor(db, claim, programme, clock.now())
  return { state: slots.length > 0 ? 'to-choose' : 'by-us', on: lastDay.toString() }
}

/** True for the next steps in which a day can be chosen, moved or cancelled. */
export const hasPickupPage = ({ code }: NextStep): boolean => code === 'choose-pickup' || code === 'pickup'

/** The values of `templates/pages/pickup.njk`, but for the form. `path` is the address of the claim's page. */
export async function pickupView(
  { db, clock }: Reader,
  reference: string,
  path: string,
  texts: Texts,
): Promise<{ readonly view: object; readonly typed: Typed }> {
  const claim = await claimOf(db, reference)
  const programme = await programmeVersion(db, claim.programmeVersion)
  const shipment = (await shipmentsOf(db, reference)).at(-1)
  const pickup = shipment && (await pickupOf(db, shipment.id))
  const offer = await offerFor(db, claim, programme, clock.now())
  const { address, company } = claim.application.participant
  const agreed = pickup?.state === 'scheduled' ? pickup : undefined
  const days = daysIn(offer)
  const view = {
    reference,
    back: path,
    action: `${path}/pickup`,
    cancelAction: `${path}/pickup/cancellation`,
    contacts: programme.contacts,
    timeZone: programme.timeZone,
    place: programme.pickup ? textIn(programme.pickup.place, texts.locale) : '',
    address: [company, address.street, `${address.postcode} ${address.city}`],
    weightGrams: shipment?.weightGrams ?? 0,
    lastDay: offer.lastDay.toString(),
    reason: offer.reason,
    soon: days.slice(0, daysAtOnce),
    later: days.slice(daysAtOnce),
    hazards: pickupHazards,
    ...(agreed && programme.pickup && { agreed: agreedView(agreed, programme, clock.now()) }),
  }
  return { view, typed: typedFrom(claim, programme, { shipment, pickup, offer }) }
}

function agreedView({ slot }: Pickup, programme: Programme, now: Temporal.Instant): object {
  const { pickup: terms, timeZone } = programme
  const until = terms && changeableUntil(slot.date, terms, timeZone)
  return {
    ...textOf(slot),
    until: until?.toString(),
    isChangeable: until !== undefined && Temporal.Instant.compare(now, until) <= 0,
  }
}

const textOf = ({ date, from, to }: PickupSlot) => ({ date: date.toString(), from, to })

/** Days in order, each with its windows; a window's value is what the form sends. */
function daysIn({
  slots,
}: Offer): { date: string; windows: { value: string; from: string; to: string }[] }[] {
  const dates = [...new Set(slots.map(({ date }) => date.toString()))]
  return dates.map((date) => ({
    date,
    windows: slots
      .filter((slot) => slot.date.toString() === date)
      .map(({ from, to }) => ({ value: `${date}T${from}`, from, to })),
  }))
}

/** What the form begins with: what was confirmed before, else what the application says, and the first free slot. */
function typedFrom(
  claim: Claim,
  programme: Programme,
  {
    shipment,
    pickup,
    offer,
  }: {
    readonly shipment: Shipment | undefined
    readonly pickup: Pickup | undefined
    readonly offer: Offer
  },
): Typed {
  const { contactName, phone } = claim.application.participant
  const known = pickup?.details ?? {
    contactName,
    contactPhone: phone ?? '',
    parcels: shipment ? stillHere(claim, shipment).length : 1,
    hazards: hasBattery(claim, programme) ? (['built-in-battery'] as const) : [],
  }
  const { hazards, ...fields } = known
  const [first] = offer.slots
  const slot = pickup?.state === 'scheduled' ? pickup.slot : first
  return {
    ...typedOf(fields),
    hazards: [...hazards],
    ...(slot && { slot: `${slot.date.toString()}T${slot.from}` }),
  }
}

const hasBattery = (claim: Claim, { categories }: Programme): boolean =>
  claim.units.some((unit) =>
    categories
      .find(({ id }) => id === declaredOf(claim, unit).device?.category)
      ?.hazards.includes('lithium-battery-built-in'),
  )
