/** The mail with a carrier's own labels (R32), for carriers that take no others. Told when the last one of a shipment is there. */
import { claimOf } from '../claims/store.ts'
import type { Transaction } from '../database.ts'
import { documentOf } from '../documents/store.ts'
import { postMail, type PostOffice } from '../mail/store.ts'
import { programmeVersion } from '../programmes/store.ts'
import { ordersFor } from '../shipping/carriers/order-store.ts'
import { shipmentOf } from '../shipping/store.ts'
import { letterAbout, type LetterDesk } from './letter.ts'

/** One mail for all parcels of a shipment, with every label that holds; none while one of them is still asked for. */
export async function mailCarrierLabels(
  desk: LetterDesk & PostOffice,
  trx: Transaction,
  shipmentId: number,
): Promise<void> {
  const shipment = await shipmentOf(trx, shipmentId)
  const orders = (await ordersFor(trx, [shipmentId])).filter(({ kind }) => kind === 'parcel')
  if (!shipment || orders.some(({ state }) => state === 'waiting' || state === 'sending')) return
  const labels = orders.flatMap(({ state, labelDocument }) =>
    state === 'placed' ? (labelDocument ?? []) : [],
  )
  if (labels.length === 0) return
  const claim = await claimOf(trx, shipment.claimReference)
  const programme = await programmeVersion(trx, claim.programmeVersion)
  const attachments = await Promise.all(
    labels.map(async (document) => ({ document, name: (await documentOf(trx, document)).name })),
  )
  const facts = { parcels: labels.length, way: shipment.way }
  await postMail(trx, desk, letterAbout(desk, { claim, programme }, 'carrier-label', { facts, attachments }))
}
