/** Closes the day's list for a carrier that is told by file: everything that waits goes on it, once. The worker brings it. */
import type { Clock } from '../../base/calendar.ts'
import { refuse } from '../../base/refusal.ts'
import { enqueue } from '../../jobs/store.ts'
import { inTransaction, nextNumber, type Database } from '../../database.ts'
import type { Connection } from './capabilities.ts'
import { gathered } from './gathering.ts'
import { keepManifest, type Manifest } from './manifest-store.ts'
import { ordersIn, settleOrder } from './order-store.ts'
import { preAdvice, type Advice } from './pre-advice.ts'

/** Lines of one file; what is beyond waits for the next. */
const linesAtMost = 2000

/** @throws Refusal `conflict` / `nothing-to-list`; then no number is drawn. */
export const closeManifest = (
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  connection: Connection,
  by: string,
): Promise<Manifest> =>
  inTransaction(db, async (trx) => {
    const number = `PA-${String(await nextNumber(trx, `pre-advice ${connection}`)).padStart(6, '0')}`
    // The number's lock keeps a second person from listing the same orders.
    const orders = await ordersIn(trx, ['waiting', 'calling-off'], linesAtMost, connection)
    const advices: Advice[] = []
    const placed: number[] = []
    const calledOff: number[] = []
    const now = clock.now()
    for (const order of orders) {
      if (order.state === 'calling-off') {
        advices.push({ kind: 'cancel', key: order.key })
        calledOff.push(order.id)
        continue
      }
      const what = await gathered(trx, order)
      if (!what) {
        await settleOrder(trx, order.id, { state: 'refused', reason: 'nothing-to-carry' }, now)
        continue
      }
      placed.push(order.id)
      advices.push(
        what.consignment
          ? { kind: 'parcel', consignment: what.consignment }
          : { kind: 'visit', visit: what.visit },
      )
    }
    if (advices.length === 0) throw refuse('conflict', 'nothing-to-list')
    const content = preAdvice(number, advices)
    const kept = { connection, number, closedBy: by, content, at: now, placed, calledOff }
    const manifest = await keepManifest(trx, kept)
    const payload = { manifest: manifest.id }
    await enqueue(trx, { kind: 'carrier-advice', key: number, payload, dueAt: now })
    return manifest
  })
