/**
 * Reconciliation with carriers' servers, for the worker: orders that stayed in doubt are brought again (which looks them
 * up first), and parcels of which nothing was heard for long are asked for. What is told comes into the same inbox as
 * what carriers send by themselves.
 */
import type { Clock } from '../../base/calendar.ts'
import { inTransaction, type Database } from '../../database.ts'
import type { Handler } from '../../jobs/queue.ts'
import { enqueue } from '../../jobs/store.ts'
import { capabilities, connections } from './capabilities.ts'
import { keepEvents } from './inbox-store.ts'
import { askTracker, isLater } from './karrio.ts'
import { readTracker } from './karrio-tracking.ts'
import { orderOf, ordersInDoubt, silentParcels } from './order-store.ts'
import { send } from './ordering.ts'
import type { SendingOffice } from './sending.ts'

type Desk = { readonly db: Database; readonly clock: Clock }

const called = connections.filter((one) => capabilities[one].orders === 'call')
const polled = connections.filter((one) => capabilities[one].tracking.includes('poll'))

/** Orders older than an hour that nobody knows the end of are brought again; gives how many. */
export async function settleDoubts(desk: Desk): Promise<number> {
  const doubtful = await ordersInDoubt(desk.db, called, desk.clock.now().subtract({ hours: 1 }), 200)
  await inTransaction(desk.db, async (trx) => {
    for (const { id } of doubtful) await send(desk, trx, id)
  })
  return doubtful.length
}

/** Parcels that nobody spoke of for two days are asked for; gives how many. */
export async function askForSilent(desk: Desk): Promise<number> {
  const silent = await silentParcels(desk.db, polled, desk.clock.now().subtract({ hours: 48 }), 200)
  await inTransaction(desk.db, async (trx) => {
    for (const { order } of silent)
      await enqueue(trx, {
        kind: 'carrier-tracking',
        key: String(order),
        payload: { order },
        dueAt: desk.clock.now(),
      })
  })
  return silent.length
}

/** The job `carrier-tracking`. @throws Error when another attempt may help. */
export const carrierTrackingJob =
  ({ db, clock, callerOf }: Pick<SendingOffice, 'db' | 'clock' | 'callerOf'>): Handler =>
  async (payload) => {
    const order = await orderOf(db, Number(payload['order']))
    const caller = order && callerOf(order.connection)
    if (!caller || order.trackingNumber === undefined) return undefined
    const { status, body } = await caller(askTracker(order.trackingNumber))
    if (isLater(status)) throw new Error('the carrier asks for patience')
    // A tracker that the server does not have, or not yet, tells nothing.
    if (status >= 300) return undefined
    const events = readTracker(body)
    return async (trx) => {
      await keepEvents(trx, order.connection, events, clock.now())
    }
  }
