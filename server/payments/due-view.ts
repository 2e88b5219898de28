/** What is owed and nearly or already late, the most urgent first, with the days that each side took (P1, R45). */
import { Temporal } from 'temporal-polyfill'
import { dateIn } from '../base/calendar.ts'
import type { Currency } from '../base/money.ts'
import { entriesOf } from '../claims/journal-store.ts'
import type { Database } from '../database.ts'
import { currentProgramme } from '../programmes/store.ts'
import { lastBankDay, urgencyOf, type Urgency } from './due.ts'
import { openPayables, programmesThatOwe } from './payable-store.ts'
import { daysBySide, type Side } from './turns.ts'

/** Calendar days before the last bank day from which a debt is at risk: a weekend, an approval, and a holiday. */
const warnDays = 7

// More would be no list any more; those due first come first.
const listedAtMost = 500

export type DueDebt = {
  readonly number: string
  readonly reference: string
  readonly amountMinor: number
  readonly currency: Currency
  readonly payBy: Temporal.PlainDate
  /** The last day on which the bank can book in time. */
  readonly lastDay: Temporal.PlainDate
  readonly urgency: Exclude<Urgency, 'in-time'>
  /** The run that has it. */
  readonly inRun?: string
  readonly days: Readonly<Record<Side, number>>
}

/** What is owed with the day by which it has to leave, the most urgent first (R45). */
export async function dueDebts(db: Database, now: Temporal.Instant): Promise<DueDebt[]> {
  const perProgramme = await Promise.all(
    (await programmesThatOwe(db)).map((programmeId) => dueIn(db, programmeId, now)),
  )
  return perProgramme
    .flat()
    .toSorted((one, other) => Temporal.PlainDate.compare(one.lastDay, other.lastDay))
    .slice(0, listedAtMost)
}

async function dueIn(db: Database, programmeId: string, now: Temporal.Instant): Promise<DueDebt[]> {
  const { programme } = await currentProgramme(db, programmeId)
  const today = dateIn(now, programme.timeZone)
  const bankCountry = programme.payment.account?.iban.slice(0, 2) ?? programme.countries[0] ?? ''
  const debts: DueDebt[] = []
  for (const payable of await openPayables(db, programmeId, listedAtMost)) {
    const lastDay = lastBankDay(payable.payBy, bankCountry)
    const urgency = urgencyOf(lastDay, today, warnDays)
    // They come by their due day: whatever follows has more time than this one.
    if (urgency === 'in-time') break
    const { number, reference, amountMinor, currency, payBy, inRun } = payable
    const events = (await entriesOf(db, reference)).map(({ kind, at, facts }) => ({
      kind,
      facts,
      on: dateIn(Temporal.Instant.from(at), programme.timeZone),
    }))
    const days = daysBySide(events, today)
    const debt = { number, reference, amountMinor, currency, payBy, lastDay, urgency, days }
    debts.push({ ...debt, ...(inRun !== undefined && { inRun }) })
  }
  return debts
}
