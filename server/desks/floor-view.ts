/** What the floor lead's page shows: throughput, age of the queue, differences, agreement; each as a chart and a table. */
import type { Count } from '../audit/floor.ts'
import { floorFigures, spans, type FloorReader, type Span } from '../audit/floor-figures-view.ts'
import { textIn } from '../programmes/schema/words.ts'
import type { Texts } from '../texts/texts.ts'
import { drawChart, type ChartShape } from '../web/chart.ts'

/** The values of `templates/pages/desk/floor.njk`. */
export async function floorView(context: FloorReader, span: Span, texts: Texts): Promise<object> {
  const { report, ages, daysToPay, names, programmes } = await floorFigures(context, span)
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
      await section(texts, 'age', 'standing', ages),
      await section(texts, 'reason', 'lying', reasons),
      await section(texts, 'make', 'lying', report.byMake),
    ],
    daysToPay,
    auditors: report.perAuditor.map(({ auditorId, ...counts }) => ({
      ...counts,
      name: names.get(auditorId) ?? texts.text('audit.floor.former'),
    })),
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
          locale: texts.locale,
          labels: shape === 'lying' ? '' : texts.text(`audit.floor.${name}.label`),
          values: texts.text('audit.floor.devices'),
          points: counts.map(({ label, count }) => ({ label, value: count })),
        })
  return { name, title, label: texts.text(`audit.floor.${name}.label`), chart, counts, total }
}
