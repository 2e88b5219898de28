/**
 * How long what is held is kept, by country and kind (GDPR art. 5(1)(e)): the table as data, and the day on which a period
 * ends. Names no country and no law: those stand in the table. Pure.
 */
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'

/** Of claims that ended, in the order in which they go. */
export const claimKinds = ['unpaid', 'photo', 'evidence', 'mail', 'claim', 'books'] as const
export type ClaimKind = (typeof claimKinds)[number]

const kinds = ['draft', 'upload', 'log', ...claimKinds] as const
export type Kind = (typeof kinds)[number]

const anywhere = 'anywhere'

const period = z.strictObject({
  /** ISO 8601 duration of whole days, months or years. */
  keep: z.string().regex(/^P[1-9]\d{0,2}[DMY]$/, { abort: true }),
  from: z.enum(['last-change', 'end', 'calendar-year', 'financial-year', 'year-of-financial-year']),
  /** Law and paragraph, or the reason of the house. */
  source: z.string().trim().min(10).max(200),
  /** What a lawyer has yet to say about this row. */
  ask: z.string().trim().min(10).max(200).optional(),
})

/** How long one kind is kept in one country. */
export type Period = z.infer<typeof period>

/** The whole of `templates/retention.yaml`. */
export const retentionFile = z
  .strictObject({
    /** Month and day. */
    financialYearEnds: z.string().regex(/^(0[1-9]|1[0-2])-([0-2]\d|3[01])$/, { abort: true }),
    periods: z.record(
      z.enum(kinds),
      z
        .record(z.string().regex(/^([A-Z]{2}|anywhere)$/), period)
        .refine((rows) => anywhere in rows, { error: 'anywhere-missing', abort: true }),
    ),
  })
  .superRefine((table, file) => {
    for (const country of countriesIn(table))
      for (const [sooner, later] of order)
        if (isLonger(table, periodOf(table, sooner, country), periodOf(table, later, country)))
          file.addIssue({
            path: ['periods', sooner, country],
            code: 'custom',
            params: { code: 'period-too-long', facts: { kind: sooner, country, other: later } },
          })
  })
export type Retention = z.infer<typeof retentionFile>

/** Countries that have a row, and `anywhere`. */
export const countriesIn = ({ periods }: Retention): readonly string[] => [
  ...new Set(Object.values(periods).flatMap((rows) => Object.keys(rows))),
]

/** What belongs to a claim goes with it at the latest, and no claim outlives its books. */
const order = [
  ['photo', 'claim'],
  ['evidence', 'claim'],
  ['mail', 'claim'],
  ['claim', 'books'],
] as const satisfies readonly (readonly [ClaimKind, ClaimKind])[]

// Ends of years lie furthest from this day, so that what is longer here is longer on most days.
const measuredOn = Temporal.PlainDate.from('2025-01-01')

const isLonger = (table: Retention, one: Period, other: Period): boolean =>
  Temporal.PlainDate.compare(keptUntil(table, one, measuredOn), keptUntil(table, other, measuredOn)) > 0

/** The row for this kind and country, or that for anywhere. */
export function periodOf({ periods }: Retention, kind: Kind, country: string): Period {
  const row = periods[kind][country] ?? periods[kind][anywhere]
  if (!row) throw new Error(`no period for ${kind}`)
  return row
}

/** The last day on which it is kept, under the law of all these countries: the longest period counts. */
export function lastDay(
  table: Retention,
  kind: Kind,
  countries: readonly string[],
  on: Temporal.PlainDate,
): Temporal.PlainDate {
  const laws = countries.length > 0 ? countries : [anywhere]
  const days = laws.map((country) => keptUntil(table, periodOf(table, kind, country), on))
  return days.reduce((longest, day) => (Temporal.PlainDate.compare(day, longest) > 0 ? day : longest))
}

/** The last day of one period that is counted from what happened on this day. */
export const keptUntil = (
  { financialYearEnds }: Pick<Retention, 'financialYearEnds'>,
  { keep, from }: Pick<Period, 'keep' | 'from'>,
  on: Temporal.PlainDate,
): Temporal.PlainDate => beginningOf(from, financialYearEnds, on).add(Temporal.Duration.from(keep))

function beginningOf(from: Period['from'], yearEnds: string, on: Temporal.PlainDate): Temporal.PlainDate {
  switch (from) {
    case 'last-change':
    case 'end':
      return on
    case 'calendar-year':
      return endOfYear(on)
    case 'financial-year':
      return endOfFinancialYear(yearEnds, on)
    case 'year-of-financial-year':
      return endOfYear(endOfFinancialYear(yearEnds, on))
  }
}

const endOfYear = (on: Temporal.PlainDate): Temporal.PlainDate => on.with({ month: 12, day: 31 })

function endOfFinancialYear(yearEnds: string, on: Temporal.PlainDate): Temporal.PlainDate {
  const [month = 12, day = 31] = yearEnds.split('-').map(Number)
  const end = on.with({ month, day })
  return Temporal.PlainDate.compare(end, on) < 0 ? on.add({ years: 1 }).with({ month, day }) : end
}

/** What of a claim goes next: nothing when all of it is gone that ever goes. */
export function nextToGo(
  table: Retention,
  { isPaid, gone, countries, lastOn }: Ended,
): { readonly kind: ClaimKind; readonly lastDay: Temporal.PlainDate } | undefined {
  const left = claimKinds
    .filter((kind) => (kind === 'unpaid') !== isPaid && !gone.includes(kind))
    .map((kind) => ({ kind, lastDay: lastDay(table, kind, countries, lastOn) }))
  return left.toSorted((one, other) => Temporal.PlainDate.compare(one.lastDay, other.lastDay))[0]
}

/** A claim that ended: `gone` what was erased of it, `lastOn` the day on which the last thing happened to it. */
export type Ended = {
  readonly isPaid: boolean
  readonly gone: readonly ClaimKind[]
  readonly countries: readonly string[]
  readonly lastOn: Temporal.PlainDate
}
