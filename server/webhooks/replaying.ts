/** Acts: messages sent again, one or all of a period, each under its own id. */
import type { Temporal } from 'temporal-polyfill'
import type { Clock } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import { inTransaction, type Database, type Transaction } from '../database.ts'
import { endpointById } from './endpoint-store.ts'
import { messageById, messagesWithin, settleMessage } from './message-store.ts'
import { enqueueSending, type TellingDesk } from './telling.ts'

type Office = { readonly db: Database; readonly clock: Clock } & Pick<TellingDesk, 'enqueue'>

/** So many are sent again by one act; a receiver that slept longer asks for shorter periods. */
export const replayedAtMost = 5000

/** @throws Refusal `webhook-unknown` when its endpoint ended, `webhook-message-unknown`. */
export const replayMessage = (office: Office, id: string): Promise<void> =>
  inTransaction(office.db, async (trx) => {
    const message = await messageById(trx, id)
    if (!message) throw refuse('not-found', 'webhook-message-unknown')
    await endpointById(trx, message.endpointId, 'live')
    await again(office, trx, id)
  })

/** Gives how many. @throws Refusal `webhook-period` when it ends before it begins, or holds too many. */
export const replayPeriod = (
  office: Office,
  endpointId: number,
  period: { readonly from: Temporal.Instant; readonly to: Temporal.Instant },
): Promise<number> =>
  inTransaction(office.db, async (trx) => {
    await endpointById(trx, endpointId, 'live')
    const ids = await messagesWithin(trx, endpointId, period, replayedAtMost + 1)
    if (ids.length > replayedAtMost)
      throw refuse('invalid', 'webhook-period', { limit: replayedAtMost }, '/to')
    for (const id of ids) await again(office, trx, id)
    return ids.length
  })

async function again(office: Office, trx: Transaction, id: string): Promise<void> {
  const now = office.clock.now()
  await settleMessage(trx, id, 'waiting', now)
  await enqueueSending(office, trx, id, now)
}
