/** What the floor lead's page shows: throughput, age of the queue, differences, agreement; each as a chart and a table. */
import { Temporal } from 'temporal-polyfill'
import { ageGroups, floorReport, type Count, type FloorLook, type FloorReport } from '../audit/floor.ts'
import { looksSince, waitingDates } from '../audit/store.ts'
import { dateIn } from '../base/calendar.ts'
import type { Context } from '../context.ts'
import { textIn } from '../programmes/schema/words.ts'
import { currentProgrammes } from '../programmes/store.ts'
import { listStaff } from '../staff/store.ts'
import type { Texts } from '../texts/texts.ts'
import { drawChart, type ChartShape } from '../web/chart.ts'

type Reader = Pick<Context, 'db' | 'clock'>

/** Spans that can be asked for, in days. */
export const spans = [7, 30, 90] as const
export type Span = (typeof spans)[number]

/** The days of a span that ends today, ISO, and its looks with their days, oldest first. */
export async function looksOf(
  { db, clock }: Reader,
  span: Span,
): Promise<{ days: string[]; looks: (FloorLook & { condition: string; foundCategory: string })[] }> {
  const zone = (await currentProgrammes(db))[0]?.programme.timeZone ?? 'UTC'
  const today = dateIn(clock.now(), zone)
  const days = Array.from({ length: span }, (_, place) =>
    today.subtract({ days: span - 1 - place }).toString(),
  )
  // A day more, because the zone may be ahead of UTC.
  const looks = await looksSince(db, clock.now().subtract({ hours: (span + 1) * 24 }))
  return {
    days,
    looks: looks.map((look) => ({
      ...look,
      foundCategory: look.finding.category,
      on: dateIn(Temporal.Instant.from(look.auditedAt), zone).toString(),
    })),
  }
}

/** The values of `templates/pages/desk/floor.njk`. */
export async function floorView(context: Reader, span: Span, texts: Texts): Promise<object> {
  const { db } = context
  const { days, looks } = await looksOf(context, span)
  const report = floorReport(looks, days)
  const programmes = (await currentProgrammes(db)).map(({ programme }) => programme)
  const { waiting, daysToPay } = await queueOf(
    context,
    programmes.flatMap(({ clocks }) => clocks),
  )
  const reasons = report.byReason.map(({ label, count }) => ({
    label: texts.text(`reasons.${label}`),
    count,
  }))
  const nameOf = (id: string): string => {
    const category = programmes.flatMap(({ categories }) => categories).find((one) => one.id === id)
    return category ? textIn(category.name, texts.locale) : id
  }
  return {
    span,
    spans,
    sections: [
      await section(
        texts,
        'throughput',
        'standing',
        report.perDay.map((one) => ({ ...one, label: shortDay(one.label) })),
      ),
      await section(texts, 'age', 'standing', ageGroups(waiting, daysToPay)),
      await section(texts, 'reason', 'lying', reasons),
      await section(texts, 'make', 'lying', report.byMake),
    ],
    daysToPay,
    auditors: await auditorsOf(context, report, texts),
    categories: report.byCategory.map(({ category, kappa, ...rest }) => ({
      ...rest,
      category: nameOf(category),
      kappa: kappa === undefined ? '–' : kappa.toFixed(2),
    })),
  }
}

/** `2026-03-02` as `2/3`: thirty of them stand below a chart. */
const shortDay = (iso: string): string => iso.slice(5).split('-').toReversed().map(Number).join('/')

async function section(
  texts: Texts,
  name: string,
  shape: ChartShape,
  counts: readonly Count[],
): Promise<object> {
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  const title = texts.text(`audit.floor.${name}.title`)
  const chart =
    total === 0
      ? ''
      : await drawChart(shape, {
          title,
          labels: shape === 'lying' ? '' : texts.text(`audit.floor.${name}.label`),
          values: texts.text('audit.floor.devices'),
          points: counts.map(({ label, count }) => ({ label, value: count })),
        })
  return { name, title, label: texts.text(`audit.floor.${name}.label`), chart, counts, total }
}

type PayClock = { readonly id: string; readonly stop: string; readonly amount: number }

/** Days that each device has waited since its receipt, and the days that there are (R45). */
async function queueOf(
  { db, clock }: Reader,
  clocks: readonly PayClock[],
): Promise<{ waiting: number[]; daysToPay: number }> {
  const paying = clocks.filter(({ stop }) => stop === 'paid')
  const dates = await waitingDates(db, [...new Set(paying.map(({ id }) => id))])
  const today = dateIn(clock.now(), 'UTC')
  return {
    waiting: dates.map(({ startedOn }) => Math.max(0, Temporal.PlainDate.from(startedOn).until(today).days)),
    daysToPay: Math.min(...paying.map(({ amount }) => amount), 365),
  }
}

async function auditorsOf({ db }: Reader, { perAuditor }: FloorReport, texts: Texts): Promise<object[]> {
  const staff = await listStaff(db)
  return perAuditor.map(({ auditorId, ...counts }) => ({
    ...counts,
    name: staff.find(({ id }) => id === auditorId)?.name ?? texts.text('audit.floor.former'),
  }))
}
