/**
 * What an approval sets in motion (R32-R34): parcels with their numbers, and the labels. When the shipment is too heavy
 * to post its participant then picks a day (`booking.ts`). Rows and orders only; drawing comes later.
 */
import type { Temporal } from 'temporal-polyfill'
import { dateIn, type Clock } from '../base/calendar.ts'
import { advance, type Follow, type Happened } from '../claims/advance.ts'
import { declaredOf, type Claim, type Unit } from '../claims/claim.ts'
import { dueDayAfter } from '../claims/due.ts'
import { nextNumber, type Transaction } from '../database.ts'
import { orderDocument } from '../documents/store.ts'
import { auditCentreOf, type Programme } from '../programmes/programme.ts'
import { textIn } from '../programmes/schema/words.ts'
import type { Locale, Texts } from '../texts/texts.ts'
import type { LabelFacts } from './label-facts.ts'
import { labelExpiry } from './label-life.ts'
import { issueLabel } from './label-store.ts'
import type { PickupSlot } from './pickup.ts'
import { planShipment, type ShipmentPlan } from './shipment.ts'
import { ssccOf } from './sscc.ts'
import { openShipment, setLabelDocument, waitingIn, type Shipment } from './store.ts'

export type ShippingDesk = {
  readonly clock: Clock
  readonly follow: Follow
  readonly gs1CompanyPrefix: string
  readonly texts: (locale: Locale) => Texts
}

/** Nothing travels in a programme of money only; what is labelled already is `renewing.ts`'s business. */
export async function openShipmentFor(desk: ShippingDesk, happened: Happened): Promise<void> {
  const { trx, claim } = happened
  const waiting = claim.units.filter(({ custody }) => custody === 'with-participant')
  if (waiting.length === 0) return
  const shipment = await openFor(desk, happened, waiting)
  await advance({ db: trx, clock: desk.clock, follow: desk.follow }, claim.reference, {
    kind: 'label',
    by: { kind: 'system', part: 'shipping' },
    units: waiting.map(({ position }) => position),
    shipment: shipment.id,
    way: shipment.way,
  })
}

/** Opens a shipment of these units and orders its labels. */
export async function openFor(
  desk: ShippingDesk,
  happened: Happened,
  units: readonly Unit[],
): Promise<Shipment> {
  const { trx, claim, programme } = happened
  const plan = planFor(claim, units, programme)
  const shipment = await openShipment(trx, claim.reference, plan, {
    shipBy: await dueDayAfter(happened, 'submitted'),
    now: desk.clock.now(),
    numberParcel: () => numberParcel(trx, desk.gs1CompanyPrefix),
  })
  await orderLabel(desk, happened, shipment, undefined)
  return shipment
}

/** How these units travel by the weights that are declared now (R34, R35). */
export function planFor(claim: Claim, units: readonly Unit[], programme: Programme): ShipmentPlan {
  const devices = units.map((unit) => ({
    unit: unit.position,
    weightGrams: declaredOf(claim, unit).device?.weightGrams ?? 0,
  }))
  return planShipment(devices, programme.dropOffLimitGrams ?? 0)
}

/** What labels are made for: the claim in its transaction. */
export type Labelled = Pick<Happened, 'trx' | 'claim' | 'programme'>

/** Orders the label document of a shipment as it stands, and ties it to the shipment. */
export async function orderLabel(
  desk: Pick<ShippingDesk, 'clock'>,
  labelled: Labelled,
  shipment: Shipment,
  slot: PickupSlot | undefined,
): Promise<void> {
  const { trx, claim, programme } = labelled
  const suffix = shipment.revision > 1 ? `-${shipment.revision}` : ''
  const document = await orderDocument(trx, desk.clock, {
    kind: 'return-label',
    claimReference: claim.reference,
    locale: claim.application.locale,
    name: `label-${claim.reference}${suffix}.pdf`,
    mediaType: 'application/pdf',
    facts: labelFacts(labelled, shipment, slot, dateIn(desk.clock.now(), programme.timeZone)),
  })
  await setLabelDocument(trx, shipment.id, document)
  const { id: shipmentId, revision, shipBy } = shipment
  const label = { shipmentId, revision, documentId: document, expiresOn: labelExpiry(shipBy) }
  await issueLabel(trx, label, desk.clock.now())
}

/** GS1 serial references are counted without gaps in one series for the house. */
export const numberParcel = async (trx: Transaction, companyPrefix: string): Promise<string> =>
  ssccOf(companyPrefix, await nextNumber(trx, `sscc ${companyPrefix}`))

function labelFacts(
  { claim, programme }: Labelled,
  shipment: Shipment,
  slot: PickupSlot | undefined,
  issuedOn: Temporal.PlainDate,
): LabelFacts {
  const { participant, locale } = claim.application
  const centre = auditCentreOf(programme)
  const devices = claim.units.flatMap((unit) => {
    const { device } = declaredOf(claim, unit)
    const category = programme.categories.find(({ id }) => id === device?.category)
    return device ? [{ unit: unit.position, device, category }] : []
  })
  const packing = devices.flatMap(
    ({ category }) => category?.packing.map((text) => textIn(text, locale)) ?? [],
  )
  return {
    way: shipment.way,
    reference: claim.reference,
    programme: textIn(programme.name, locale),
    issuedOn: issuedOn.toString(),
    shipBy: shipment.shipBy,
    ...(slot && { pickup: { on: slot.date.toString(), from: slot.from, to: slot.to } }),
    sender: { name: participant.company, ...participant.address },
    recipient: { name: centre.name, ...centre.address },
    parcels: waitingIn(shipment).map(({ no, sscc, units, weightGrams }) => {
      const inside = devices.filter(({ unit }) => units.includes(unit))
      return {
        no,
        sscc,
        weightGrams: weightGrams ?? 0,
        devices: inside.map(({ device }) => ({
          name: `${device.make} ${device.model}`,
          serialTail: device.serial.slice(-4),
        })),
        hazards: [...new Set(inside.flatMap(({ category }) => category?.hazards ?? []))],
      }
    }),
    revision: shipment.revision,
    packing: [...new Set(packing)],
    ...(programme.label.symbols.length > 0 && { symbols: programme.label.symbols }),
    contact: { email: programme.contacts.email, phone: programme.contacts.phone },
  }
}
