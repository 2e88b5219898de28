/**
 * Charts as SVG that stands in the page: bars and lines of a few numbers, drawn on the server by Vega-Lite. Knows shapes
 * and colours; knows no claim. Nothing in it is styled inline, so that the policy of our pages holds, and its colours are
 * classes of the style sheet, so that dark pages stay readable. Beside every chart stands its table: a chart is never the
 * only way to a number.
 */
import type { TopLevelSpec } from 'vega-lite'
import { svgText } from './svg-text.ts'

/** One number of a chart. `series` tells several bars or lines apart. */
export type Point = {
  /** A line break begins a second line. */ readonly label: string
  readonly value: number
  readonly series?: string
}

export type ChartFacts = {
  /** What a reader who does not see it is told. */
  readonly title: string
  /** Names of the axes; empty for none. */
  readonly labels: string
  readonly values: string
  readonly points: readonly Point[]
  /** A level to compare with, such as the 45 days. */
  readonly limit?: { readonly value: number; readonly name: string }
}

/** `lying`: one bar a row, for names; `standing`: one bar a column, for days; `line`: a course over time. */
export type ChartShape = 'lying' | 'standing' | 'line'

const widthPixels = 520
// Names stand beside lying bars and need the room.
const lyingPixels = 340
const rowPixels = 26
const twoLinesPixels = 42
const columnsPixels = 220

/** The SVG element of a chart, safe to stand in a page: what was given is escaped. Loads Vega at its first chart. */
export async function drawChart(shape: ChartShape, facts: ChartFacts): Promise<string> {
  const vega = await import('vega')
  const { compile } = await import('vega-lite')
  const { spec } = compile(specOf(shape, facts), { logger: vega.logger(vega.Error) })
  const view = new vega.View(vega.parse(spec), { renderer: 'none', logger: vega.logger(vega.Error) })
  try {
    return framed(await view.toSVG(), facts.title)
  } finally {
    view.finalize()
  }
}

const specOf = (shape: ChartShape, facts: ChartFacts): TopLevelSpec =>
  ({
    width: shape === 'lying' ? lyingPixels : widthPixels,
    height: shape === 'lying' ? { step: stepOf(facts) } : columnsPixels,
    background: 'transparent',
    config: theme,
    data: { values: facts.points.map((point) => ({ series: '', ...point })) },
    layer: [layerOf(shape, facts), ...limitOf(shape, facts)],
  }) as TopLevelSpec

const stepOf = ({ points }: ChartFacts): number =>
  points.some(({ label }) => label.includes('\n')) ? twoLinesPixels : rowPixels

/**
 * So many ticks give at most five spaces between them (two for long numbers), so every number stands beside the next and
 * none has to be left out, zero least of all.
 */
const ticksOf = ({ points }: ChartFacts): number =>
  points.some(({ value }) => Math.abs(value) >= 100_000) ? 2 : 4

function layerOf(shape: ChartShape, facts: ChartFacts): object {
  const { labels, values, points } = facts
  const several = new Set(points.map(({ series }) => series)).size > 1
  const label = {
    field: 'label',
    type: 'ordinal',
    sort: null,
    title: labels || null,
    ...(shape === 'lying' && { axis: { labelExpr: "split(datum.label, '\\n')" } }),
  }
  const value = {
    field: 'value',
    type: 'quantitative',
    title: values || null,
    ...(shape === 'lying' && {
      scale: { nice: ticksOf(facts) },
      axis: { tickCount: ticksOf(facts), labelOverlap: false, labelFlush: false },
    }),
  }
  const [x, y] = shape === 'lying' ? [value, label] : [label, value]
  const colour = several && {
    color: { field: 'series', type: 'nominal', title: null, scale: { range: [...seriesColours] } },
  }
  const offset = several &&
    shape !== 'line' && { [shape === 'lying' ? 'yOffset' : 'xOffset']: { field: 'series' } }
  const mark = shape === 'line' ? { type: 'line', point: true, strokeWidth: 2.5 } : { type: 'bar' }
  return {
    mark: { ...mark, ...(!several && { color: seriesColours[0] }) },
    encoding: { x, y, ...colour, ...offset },
  }
}

function limitOf(shape: ChartShape, { limit }: ChartFacts): object[] {
  if (!limit) return []
  const axis = shape === 'lying' ? 'x' : 'y'
  return [
    {
      data: { values: [{ limit: limit.value }] },
      mark: { type: 'rule', strokeDash: [5, 4], strokeWidth: 2, color: limitColour },
      encoding: { [axis]: { field: 'limit', type: 'quantitative' } },
    },
  ]
}

/** Middle tones with 3:1 to a light and to a dark ground (WCAG 2.2, 1.4.11). */
const seriesColours = ['#2b8296', '#c07a0a', '#7d6bc0', '#5f7276'] as const
const limitColour = '#cf4a40'
const inkColour = '#6f8387'

const theme = {
  font: 'inherit',
  view: { stroke: null },
  axis: {
    labelColor: inkColour,
    titleColor: inkColour,
    tickColor: inkColour,
    domainColor: inkColour,
    gridColor: inkColour,
    gridOpacity: 0.25,
    labelFontSize: 13,
    titleFontSize: 13,
    titleFontWeight: 'normal',
    labelLimit: 330,
    tickMinStep: 1,
  },
  axisX: { labelAngle: 0, labelOverlap: true },
  legend: { labelColor: inkColour, labelFontSize: 13, orient: 'top' },
} as const

/**
 * One picture with one name, for readers who do not see it: Vega names every mark by itself. Its letters take the
 * page's font and the ink of the style sheet.
 */
function framed(svg: string, title: string): string {
  const bare = svg
    .replace(/ (?:style|aria-[a-z]+|role)="[^"]*"/g, '')
    .replaceAll(`fill="${inkColour}"`, 'fill="currentColor"')
    .replaceAll(' font-family="inherit"', '')
  const height = /^<svg[^>]* viewBox="([^"]+)"/.exec(bare)?.[1] ?? '0 0 0 0'
  return bare.replace(
    /^<svg[^>]*>/,
    `<svg class="chart" role="img" aria-label="${svgText(title)}" viewBox="${height}">`,
  )
}
