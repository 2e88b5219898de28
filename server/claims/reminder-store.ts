/** Rows of what is told before a deadline (R22): one for each reminder that the programme's clock asks for. */
import { Temporal } from 'temporal-polyfill'
import type { Database, Transaction } from '../database.ts'

/** A reminder that is due, of a clock that ran when it was written. */
export type DueReminder = {
  readonly reference: string
  readonly claimId: number
  readonly clock: string
  readonly dueOn: Temporal.PlainDate
}

type ReminderRow = {
  id: number
  claim_id: number
  clock: string
  due_on: string
  remind_on: string
  state: 'waiting' | 'told' | 'needless'
}

/** Writes down when to remind of a deadline; what stands already stays. */
export async function planReminders(
  trx: Transaction,
  claimId: number,
  clock: string,
  { dueOn, days }: { readonly dueOn: Temporal.PlainDate; readonly days: readonly Temporal.PlainDate[] },
): Promise<void> {
  if (days.length === 0) return
  const row = { claim_id: claimId, clock, due_on: dueOn.toString(), state: 'waiting' } as const
  await trx<ReminderRow>('clock_reminders')
    .insert(days.map((day) => ({ ...row, remind_on: day.toString() })))
    .onConflict(['claim_id', 'clock', 'due_on', 'remind_on'])
    .ignore()
}

/** Deadlines of which somebody is to be reminded by `today`, each once however many reminders were missed. */
export async function dueReminders(
  db: Database,
  today: Temporal.PlainDate,
  limit: number,
): Promise<DueReminder[]> {
  const rows = await db('clock_reminders')
    .join('claims', 'claims.id', 'clock_reminders.claim_id')
    .where('clock_reminders.state', 'waiting')
    .andWhere('remind_on', '<=', today.toString())
    .groupBy('claims.reference', 'claim_id', 'clock', 'due_on')
    .orderBy('due_on')
    .limit(limit)
    .select<(Pick<ReminderRow, 'claim_id' | 'clock' | 'due_on'> & { reference: string })[]>(
      'claims.reference',
      'claim_id',
      'clock',
      'due_on',
    )
  return rows.map(({ reference, claim_id: claimId, clock, due_on }) => ({
    reference,
    claimId,
    clock,
    dueOn: Temporal.PlainDate.from(due_on),
  }))
}

/** Ends what is due of one deadline by `today`; gives how many reminders that were. */
export const endReminders = (
  trx: Transaction,
  { claimId, clock, dueOn }: DueReminder,
  today: Temporal.PlainDate,
  state: 'told' | 'needless',
): Promise<number> =>
  trx<ReminderRow>('clock_reminders')
    .where({ claim_id: claimId, clock, due_on: dueOn.toString(), state: 'waiting' })
    .andWhere('remind_on', '<=', today.toString())
    .update({ state })
