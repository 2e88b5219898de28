/**
 * An application that was completed and approved again may weigh something else, name another device or have a later
 * ship-by date. What was opened for the one before is then void: another shipment, other numbers, another label (R32-R35).
 */
import { canonicalJson } from '../base/canonical.ts'
import { advance, type Happened } from '../claims/advance.ts'
import { declaredOf } from '../claims/claim.ts'
import { dueDayAfter } from '../claims/due.ts'
import { documentOf } from '../documents/store.ts'
import { callOffPickups } from './attempt.ts'
import type { LabelFacts } from './label-facts.ts'
import { openFor, planFor, type ShippingDesk } from './opening.ts'
import { turnLabels } from './label-store.ts'
import { shipmentsOf, voidNumbers, waitingIn, type Shipment } from './store.ts'

/** Nothing while no box is labelled, or the shipment is still right. A drop-off may become a pick-up, and back (R34). */
export async function renewShipment(desk: ShippingDesk, happened: Happened): Promise<void> {
  const { trx, claim } = happened
  const labelled = claim.units.filter(({ custody }) => custody === 'labelled')
  const shipment = (await shipmentsOf(trx, claim.reference)).at(-1)
  const numbers = shipment ? waitingIn(shipment).map(({ sscc }) => sscc) : []
  if (!shipment || labelled.length === 0 || numbers.length === 0) return
  if (await isRight(happened, shipment)) return
  await callOffPickups(desk, happened)
  const renewed = await openFor(desk, happened, labelled)
  await turnLabels(trx, { shipmentId: shipment.id }, 'replace', desk.clock.now())
  await voidNumbers(trx, numbers, waitingIn(renewed)[0]?.sscc ?? '')
  await advance({ ...desk, db: trx }, claim.reference, {
    kind: 'label',
    by: { kind: 'system', part: 'shipping' },
    units: labelled.map(({ position }) => position),
    shipment: renewed.id,
    way: renewed.way,
    replaces: numbers,
    reason: 'application-changed',
  })
}

/** Weight and date are those of the application as it now is, and so are the sender and the devices that are printed. */
async function isRight(happened: Happened, shipment: Shipment): Promise<boolean> {
  const { trx, claim, programme } = happened
  const waiting = waitingIn(shipment).flatMap(({ units }) => units)
  const units = claim.units.filter(({ position }) => waiting.includes(position))
  const plan = planFor(claim, units, programme)
  const shipBy = (await dueDayAfter(happened, 'submitted')).toString()
  if (plan.way !== shipment.way || plan.weightGrams !== shipment.weightGrams) return false
  if (shipBy !== shipment.shipBy || shipment.labelDocument === undefined) return false
  const { facts } = await documentOf(trx, shipment.labelDocument)
  const { sender, parcels } = facts as unknown as LabelFacts
  const { company, address } = claim.application.participant
  const printed = parcels.flatMap(({ devices }) =>
    devices.map(({ name, serialTail }) => `${name} ${serialTail}`),
  )
  const declared = units.flatMap((unit) => {
    const { device } = declaredOf(claim, unit)
    return device ? [`${device.make} ${device.model} ${device.serial.slice(-4)}`] : []
  })
  return (
    canonicalJson(sender) === canonicalJson({ name: company, ...address }) &&
    canonicalJson(printed.toSorted()) === canonicalJson(declared.toSorted())
  )
}
