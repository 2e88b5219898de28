/** What the floor lead's page and the API tell of the last days: looks, their report, and how old the queue is (R45). Reads; words and charts are for others. */
import { Temporal } from 'temporal-polyfill'
import { dateIn, type Clock } from '../base/calendar.ts'
import type { Database } from '../database.ts'
import type { Programme } from '../programmes/programme.ts'
import { currentProgrammes } from '../programmes/store.ts'
import { listStaff } from '../staff/store.ts'
import { ageGroups, floorReport, type Count, type FloorLook, type FloorReport } from './floor.ts'
import { looksSince, waitingDates } from './store.ts'

export type FloorReader = { readonly db: Database; readonly clock: Clock }

/** Spans that can be asked for, in days. */
export const spans = [7, 30, 90] as const
export type Span = (typeof spans)[number]

/** One look of a span, with what the export tells beyond the report. */
export type SpanLook = FloorLook & {
  readonly condition: string
  readonly foundCategory: string
  /** Name of the auditor; undefined where the account is gone. */
  readonly auditor: string | undefined
}

/** The days of a span that ends today, ISO, and its looks, oldest first; a look of the day before may be among them. */
export async function looksOf(
  { db, clock }: FloorReader,
  span: Span,
): Promise<{ days: string[]; looks: SpanLook[] }> {
  const zone = (await currentProgrammes(db))[0]?.programme.timeZone ?? 'UTC'
  const today = dateIn(clock.now(), zone)
  const days = Array.from({ length: span }, (_, place) =>
    today.subtract({ days: span - 1 - place }).toString(),
  )
  // A day more, because the zone may be ahead of UTC.
  const looks = await looksSince(db, clock.now().subtract({ hours: (span + 1) * 24 }))
  const names = new Map((await listStaff(db)).map(({ id, name }) => [id, name]))
  return {
    days,
    looks: looks.map((look) => ({
      ...look,
      foundCategory: look.finding.category,
      auditor: names.get(look.auditorId),
      on: dateIn(Temporal.Instant.from(look.auditedAt), zone).toString(),
    })),
  }
}

export type FloorFigures = {
  readonly report: FloorReport
  /** Devices that wait, by days since their receipt. */
  readonly ages: readonly Count[]
  /** The shortest time that a programme gives from receipt to payment. */
  readonly daysToPay: number
  /** Names by id of staff. */
  readonly names: ReadonlyMap<number, string>
  readonly programmes: readonly Programme[]
}

/** Everything that the floor lead is told of a span. */
export async function floorFigures(reader: FloorReader, span: Span): Promise<FloorFigures> {
  const { days, looks } = await looksOf(reader, span)
  const programmes = (await currentProgrammes(reader.db)).map(({ programme }) => programme)
  const { waiting, daysToPay } = await queueOf(reader, programmes)
  const names = new Map((await listStaff(reader.db)).map(({ id, name }) => [id, name]))
  return {
    report: floorReport(looks, days),
    ages: ageGroups(waiting, daysToPay),
    daysToPay,
    names,
    programmes,
  }
}

/** Days that each device has waited since its receipt, and the days that there are (R45). */
async function queueOf(
  { db, clock }: FloorReader,
  programmes: readonly Programme[],
): Promise<{ waiting: number[]; daysToPay: number }> {
  const paying = programmes.flatMap(({ clocks }) => clocks).filter(({ stop }) => stop === 'paid')
  const dates = await waitingDates(db, [...new Set(paying.map(({ id }) => id))])
  const today = dateIn(clock.now(), 'UTC')
  return {
    waiting: dates.map(({ startedOn }) => Math.max(0, Temporal.PlainDate.from(startedOn).until(today).days)),
    daysToPay: Math.min(...paying.map(({ amount }) => amount), 365),
  }
}
