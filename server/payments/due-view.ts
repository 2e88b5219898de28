/** What is owed and nearly or already late, the most urgent first, with the days that each side took (P1, R45). */
import { Temporal } from 'temporal-polyfill'
import { dateIn } from '../base/calendar.ts'
import type { Currency } from '../base/money.ts'
import { entriesOf } from '../claims/journal-store.ts'
import type { Database } from '../database.ts'
import type { OpenDebt } from './debt-store.ts'
import { lastBankDay, urgencyOf, type Urgency } from './due.ts'
import { programmesThatOwe } from './payable-store.ts'
import { outlayOf, type Outlay } from './paying.ts'
import { daysBySide, type Side } from './turns.ts'

/** Calendar days before the last bank day from which a debt is at risk: a weekend, an approval, and a holiday. */
const warnDays = 7

// More would be no list any more; those due first come first.
const listedAtMost = 500

/** A debt that is due, as far as that is told without its history. */
export type Due = Pick<OpenDebt, 'number' | 'reference' | 'amountMinor' | 'currency' | 'inRun'> & {
  readonly payBy: Temporal.PlainDate
  /** The last day on which the bank can book in time. */
  readonly lastDay: Temporal.PlainDate
  readonly urgency: Exclude<Urgency, 'in-time'>
  readonly today: Temporal.PlainDate
  readonly timeZone: string
}

export type DueDebt = {
  readonly number: string
  readonly reference: string
  readonly amountMinor: number
  readonly currency: Currency
  readonly payBy: Temporal.PlainDate
  readonly lastDay: Temporal.PlainDate
  readonly urgency: Exclude<Urgency, 'in-time'>
  /** The run that has it. */
  readonly inRun?: string
  readonly days: Readonly<Record<Side, number>>
}

/** What is owed with the day by which it has to leave, the most urgent first (R45). */
export async function dueDebts(db: Database, now: Temporal.Instant): Promise<DueDebt[]> {
  const programmes = await programmesThatOwe(db)
  const outlays = await Promise.all(programmes.map((programmeId) => outlayOf(db, programmeId, now)))
  return withDays(db, dueOf(outlays, now))
}

/** What of all that is owed has to leave, the most urgent first: at most 500. */
export const dueOf = (outlays: readonly Outlay[], now: Temporal.Instant): Due[] =>
  outlays
    .flatMap((outlay) => dueIn(outlay, now))
    .toSorted((one, other) => Temporal.PlainDate.compare(one.lastDay, other.lastDay))
    .slice(0, listedAtMost)

function dueIn({ programme, debts }: Outlay, now: Temporal.Instant): Due[] {
  const { timeZone } = programme
  const today = dateIn(now, timeZone)
  const bankCountry = programme.payment.account?.iban.slice(0, 2) ?? programme.countries[0] ?? ''
  // Many debts share a day, and its holidays are asked for once.
  const lastDays = new Map<string, Temporal.PlainDate>()
  const due: Due[] = []
  for (const { number, reference, amountMinor, currency, inRun, ...debt } of debts.slice(0, listedAtMost)) {
    const payBy = Temporal.PlainDate.from(debt.payBy)
    const lastDay = lastDays.get(debt.payBy) ?? lastBankDay(payBy, bankCountry)
    lastDays.set(debt.payBy, lastDay)
    const urgency = urgencyOf(lastDay, today, warnDays)
    // They come by their due day: whatever follows has more time than this one.
    if (urgency === 'in-time') break
    due.push({ number, reference, amountMinor, currency, inRun, payBy, lastDay, urgency, today, timeZone })
  }
  return due
}

/** With the days that each side took, which the journal tells: only for what is shown. */
export const withDays = (db: Database, due: readonly Due[]): Promise<DueDebt[]> =>
  Promise.all(
    due.map(async ({ today, timeZone, inRun, ...debt }) => {
      const events = (await entriesOf(db, debt.reference)).map(({ kind, at, facts }) => ({
        kind,
        facts,
        on: dateIn(Temporal.Instant.from(at), timeZone),
      }))
      return { ...debt, days: daysBySide(events, today), ...(inRun !== undefined && { inRun }) }
    }),
  )
