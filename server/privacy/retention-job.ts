/** The daily job that lets go what was kept long enough: a step a job, so that none outlives its lease. */
import { inTransaction } from '../database.ts'
import type { Handler } from '../jobs/queue.ts'
import { enqueue } from '../jobs/store.ts'
import { expireSome, type Expiring } from './expiring.ts'

const kind = 'carry-out-retention'

/** Orders the job of a day (ISO date). Ordered twice it does nothing twice: what is gone is gone. */
export const orderRetention = ({ db, clock }: Expiring, day: string): Promise<void> =>
  inTransaction(db, (trx) => enqueue(trx, { kind, key: day, payload: { day, step: 1 }, dueAt: clock.now() }))

/** Does one step and orders the next one in the transaction that ends this one. Files leave the disk in the hourly round. */
export const retentionJob =
  (house: Expiring): Handler =>
  async ({ day = '', step = 1, lastDay = '', reference = '' }) => {
    const { next } = await expireSome(house, { lastDay: String(lastDay), reference: String(reference) })
    if (!next) return
    const payload = { day, step: Number(step) + 1, ...next }
    return (trx) => enqueue(trx, { kind, key: `${day} ${payload.step}`, payload, dueAt: house.clock.now() })
  }
