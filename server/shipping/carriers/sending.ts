/**
 * Brings one order to its carrier's server, for the worker. Before it is asked a second time it is looked up: a call
 * whose answer was lost may well have succeeded, and nobody wants two vans. Writes down that it leaves before it leaves.
 */
import type { Clock } from '../../base/calendar.ts'
import type { Database, Transaction } from '../../database.ts'
import { orderDocument } from '../../documents/store.ts'
import { isLastAttempt } from '../../jobs/job.ts'
import type { Completion, Handler } from '../../jobs/queue.ts'
import type { Caller } from './call.ts'
import type { Connection } from './capabilities.ts'
import { gathered, type Gathered } from './gathering.ts'
import { reviveEvents } from './inbox-store.ts'
import {
  callOffParcel,
  callOffVisit,
  findParcel,
  findVisit,
  orderParcel,
  orderVisit,
  readCalledOff,
  readFoundParcel,
  readFoundVisit,
  readParcel,
  readVisit,
  type Placed,
} from './karrio.ts'
import { sendCallOff } from './ordering.ts'
import { noteCalledOff, noteSent, orderOf, settleOrder, type CarrierOrder } from './order-store.ts'

export type SendingOffice = {
  readonly db: Database
  readonly clock: Clock
  /** Undefined for a connection that is not set up. */
  readonly callerOf: (connection: Connection) => Caller | undefined
  readonly vault: { put(bytes: Buffer): Promise<string> }
  /** Tells the participant of the labels that came for a shipment. */
  readonly tellLabels: (trx: Transaction, shipmentId: number) => Promise<void>
}

/** The job `carrier-order`. @throws Error when another attempt may help. */
export const carrierOrderJob =
  (office: SendingOffice): Handler =>
  async (payload, job) => {
    const order = await orderOf(office.db, Number(payload['order']))
    if (!order) return undefined
    const caller = office.callerOf(order.connection)
    if (!caller) return settled(office, order, { outcome: 'refused', reason: 'connection-not-set-up' })
    switch (order.state) {
      case 'waiting':
      case 'sending':
        return place(office, caller, order, isLastAttempt(job))
      case 'calling-off':
        return callOff(office, caller, order)
      case 'placed':
      case 'refused':
      case 'called-off':
        return undefined
    }
  }

async function place(
  office: SendingOffice,
  caller: Caller,
  order: CarrierOrder,
  isLast: boolean,
): Promise<Completion> {
  const what = await gathered(office.db, order)
  if (!what) return settled(office, order, { outcome: 'refused', reason: 'nothing-to-carry' })
  const found = order.state === 'sending' ? await lookUp(caller, what) : undefined
  if (!found) await noteSent(office.db, order.id, office.clock.now())
  const placed = found ?? (await ask(caller, what))
  if (placed.outcome === 'later') {
    if (isLast) return settled(office, order, { outcome: 'refused', reason: 'carrier-busy' })
    throw new Error('the carrier asks for patience')
  }
  return settled(office, order, placed, { ...what, bytes: await labelFor(caller, placed) })
}

async function ask(caller: Caller, { consignment, visit, carrier }: Gathered): Promise<Placed> {
  if (carrier.connection !== 'karrio') return { outcome: 'refused', reason: 'connection-not-called' }
  return consignment
    ? readParcel(await caller(orderParcel(consignment, carrier)))
    : readVisit(await caller(orderVisit(visit, carrier)))
}

const lookUp = async (caller: Caller, { consignment, visit }: Gathered): Promise<Placed | undefined> =>
  consignment
    ? readFoundParcel(await caller(findParcel(consignment.key)), consignment.key)
    : readFoundVisit(await caller(findVisit(visit.date)), visit.key)

/** The carrier's own label: without it the box is not taken, so the order is not done before it is here. */
async function labelFor(caller: Caller, placed: Placed): Promise<Buffer | undefined> {
  if (placed.outcome !== 'placed' || placed.labelPath === undefined) return undefined
  const { status, body } = await caller({ method: 'GET', path: placed.labelPath })
  if (status >= 300 || !Buffer.isBuffer(body) || !body.subarray(0, 5).equals(Buffer.from('%PDF-')))
    throw new Error('the carrier has no label yet')
  return body
}

type Label = Pick<Gathered, 'reference' | 'locale'> & { readonly bytes: Buffer | undefined }

async function settled(
  { clock, vault, tellLabels }: SendingOffice,
  order: CarrierOrder,
  placed: Exclude<Placed, { outcome: 'later' }>,
  label?: Label,
): Promise<Completion> {
  const sha256 = label?.bytes && (await vault.put(label.bytes))
  return async (trx) => {
    const now = clock.now()
    if (placed.outcome === 'refused') {
      await settleOrder(trx, order.id, { state: 'refused', reason: placed.reason }, now)
      return
    }
    const { carrierReference, trackingNumber } = placed
    const labelDocument =
      label && sha256
        ? await orderDocument(
            trx,
            { now: () => now },
            {
              kind: 'carrier-label',
              claimReference: label.reference,
              locale: label.locale,
              name: `carrier-label-${order.key}.pdf`,
              mediaType: 'application/pdf',
              facts: { sha256 },
            },
          )
        : undefined
    const isUnwanted = await settleOrder(
      trx,
      order.id,
      { state: 'placed', carrierReference, trackingNumber, labelDocument },
      now,
    )
    if (isUnwanted) await sendCallOff({ clock }, trx, order.id)
    else if (labelDocument !== undefined) await tellLabels(trx, order.shipmentId)
    // A webhook may be quicker than the answer to our own order.
    if (trackingNumber !== undefined) await reviveEvents(trx, trackingNumber)
  }
}

/** One of which we never had an answer is looked up, so that no van comes for nothing. */
async function callOff(
  office: SendingOffice,
  caller: Caller,
  order: CarrierOrder,
): Promise<Completion | undefined> {
  const reference = order.carrierReference ?? (await referenceOf(office, caller, order))
  const now = office.clock.now()
  if (reference === undefined) return (trx) => noteCalledOff(trx, order.id, now)
  const call = order.kind === 'parcel' ? callOffParcel(reference) : callOffVisit(reference, 'cancelled')
  const answer = readCalledOff(await caller(call))
  if (answer.outcome === 'later') throw new Error('the carrier asks for patience')
  return (trx) => noteCalledOff(trx, order.id, now, answer.reason)
}

async function referenceOf(
  { db }: SendingOffice,
  caller: Caller,
  order: CarrierOrder,
): Promise<string | undefined> {
  const what = await gathered(db, order)
  const found = what && (await lookUp(caller, what))
  if (found?.outcome === 'later') throw new Error('the carrier asks for patience')
  return found?.outcome === 'placed' ? found.carrierReference : undefined
}
