/** Examples of the way home: labels, pick-ups, what carriers tell, the receiving desk. */
import { dateIn } from '../../server/base/calendar.ts'
import type { CarrierEvent } from '../../server/shipping/carriers/event.ts'
import { openCase } from '../../server/shipping/case-store.ts'
import { keepEvents } from '../../server/shipping/carriers/inbox-store.ts'
import type { TrackingKind } from '../../server/shipping/tracking.ts'
import { takesPhoto, type SlotView } from '../walk/people.ts'
import { applies } from './claims.ts'
import type { Stage } from './stage.ts'

/** From the label to the shelf. */
export async function walkShipping(stage: Stage): Promise<void> {
  const { desk, house } = stage
  const posted = await applies(stage)
  const path = `/claims/${posted.reference}`
  await desk('POST', `${path}/approval`, { note: 'Seen the invoice.' })
  await desk('POST', `${path}/labels`, { reason: 'label-lost' })
  await desk('GET', `${path}/labels`)
  const [shipment] = await desk<{ parcels: { sscc: string }[] }[]>('GET', `${path}/shipments`)
  const [document] = await desk<{ id: number }[]>('GET', `${path}/documents`)
  await desk('GET', `${path}/documents/${document?.id}`)
  const batch = await desk<{ id: number }>('POST', '/label-batches', { references: [posted.reference] })
  await house.work()
  await desk('GET', `/label-batches/${batch.id}`)
  await desk('GET', `/label-batches/${batch.id}/file`)
  const sscc = shipment?.parcels[0]?.sscc ?? ''
  await walkCarriers(stage, sscc, path)
  await walkPickups(stage)
  const { id } = await desk<{ id: number }>('POST', '/scans', { scanned: sscc, weightGrams: 12_100 })
  await desk('GET', '/scans')
  await desk('POST', `/scans/${id}/reversal`)
  await desk('POST', '/scans', { scanned: sscc })
  await walkShelf(stage)
}

/** What a carrier told: scanned, lost, and one thing of a parcel that nobody knows. */
async function walkCarriers({ house, desk }: Stage, sscc: string, path: string): Promise<void> {
  const { db, clock } = house.context
  const at = clock.now().toString({ smallestUnit: 'millisecond' })
  const told = (eventId: string, number: string, kind: TrackingKind): CarrierEvent => ({
    eventId,
    number,
    kind,
    occurredAt: at,
    place: 'Aarhus',
  })
  await db.transaction((trx) =>
    keepEvents(
      trx,
      'own-contract',
      [
        told('e-0', sscc, 'handed-over'),
        told('e-1', sscc, 'in-transit'),
        told('e-3', '357000000000000019', 'in-transit'),
      ],
      clock.now(),
    ),
  )
  await house.work()
  const [parcel] = await db('parcels').where({ sscc }).pluck<number[]>('id')
  const opened = { openedOn: dateIn(clock.now(), 'UTC'), dueOn: dateIn(clock.now(), 'UTC').add({ days: 14 }) }
  await db.transaction((trx) => openCase(trx, parcel ?? 0, 'lost', opened))
  await desk('GET', `${path}/tracking`)
  const [one] = await desk<{ id: number }[]>('GET', '/carrier-cases')
  await desk('POST', `/carrier-cases/${one?.id}/closing`, {
    outcome: 'found',
    note: 'It lay in another depot.',
  })
  const [event] = await desk<{ id: number }[]>('GET', '/carrier-events')
  await desk('POST', `/carrier-events/${event?.id}/retries`)
}

async function walkPickups(stage: Stage): Promise<void> {
  const { desk, house } = stage
  const heavy = await applies(stage, 4)
  const path = `/claims/${heavy.reference}`
  await desk('POST', `${path}/approval`, {})
  const owner = await stage.owner(heavy)
  const { slots } = await owner<{ slots: SlotView[] }>('GET', `${path}/pickup-slots`)
  const details = {
    contactName: 'Mia Krogh',
    contactPhone: '+45 70 00 00 00',
    parcels: 4,
    groundFloor: 'yes',
    ready: 'yes',
  }
  const [first, later] = slots
  await owner('POST', `${path}/pickup`, { date: first?.date, from: first?.from, ...details })
  await owner('POST', `${path}/pickup/cancellation`)
  await owner('POST', `${path}/pickup`, { date: later?.date, from: later?.from, ...details })
  const [pickup] = await desk<{ id: number; date: string }[]>('GET', '/pickups')
  await desk('GET', '/carrier-orders')
  const manifest = await desk<{ id: number }>('POST', '/carrier-manifests', { connection: 'own-contract' })
  await house.work()
  await desk('GET', '/carrier-manifests')
  await desk('GET', `/carrier-manifests/${manifest.id}/file`)
  await desk('GET', `/carrier-manifests/${manifest.id}/paper`)
  await house.context.db('carrier_orders').limit(1).update({ state: 'refused', reason: 'address' })
  const [order] = await desk<{ id: number }[]>('GET', '/carrier-orders')
  await desk('POST', `/carrier-orders/${order?.id}/retries`)
  house.setClock(pickup?.date ?? '')
  await desk('POST', `/pickups/${pickup?.id}/attempts`, {
    outcome: 'done',
    note: 'Four parcels, all closed.',
  })
  const moved = await applies(stage, 4)
  await desk('POST', `/claims/${moved.reference}/approval`, {})
  const free = await desk<{ slots: SlotView[] }>('GET', `/claims/${moved.reference}/pickup-slots`)
  const [slot] = free.slots
  const appointment = { date: slot?.date, from: slot?.from }
  await desk('POST', `/claims/${moved.reference}/pickup/appointments`, appointment)
  const light = await applies(stage)
  await desk('POST', `/claims/${light.reference}/approval`, {})
  await desk('POST', `/claims/${light.reference}/weighings`, { weightGrams: 31_000 })
}

/** A box that nobody can tell, and whose it was. */
async function walkShelf(stage: Stage): Promise<void> {
  const { desk, people } = stage
  const lost = await applies(stage)
  await desk('POST', `/claims/${lost.reference}/approval`, {})
  const photo = await takesPhoto(people.desk, 7, 'audit-overview')
  const { id } = await desk<{ id: number }>('POST', '/unidentified', {
    kind: 'no-label',
    shelf: 'U-04',
    photos: [photo],
  })
  await desk('GET', '/unidentified')
  await desk('POST', `/unidentified/${id}/match`, { reference: lost.reference })
}
