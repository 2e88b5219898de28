/**
 * Charts as SVG that stands in the page: bars and lines of a few numbers, drawn on the server by Vega-Lite. Knows shapes
 * and colours; knows no claim. Nothing in it is styled inline, so that the policy of our pages holds, and its colours are
 * classes of the style sheet, so that dark pages stay readable. Beside every chart stands its table: a chart is never the
 * only way to a number.
 */
import type { TopLevelSpec } from 'vega-lite'
import type { Locale } from '../texts/texts.ts'
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
  /** Whose way of writing numbers; English where it is left out. */
  readonly locale?: Locale
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
// Names stand above lying bars: beside them they would leave a phone no room, or letters that nobody reads.
const lyingPixels = 340
const letterPixels = 13
const linePixels = 18
const barPixels = 16
const gapPixels = 12
const columnsPixels = 220

/** The SVG element of a chart, safe to stand in a page: what was given is escaped. Loads Vega at its first chart. */
export async function drawChart(shape: ChartShape, facts: ChartFacts): Promise<string> {
  const points = shape === 'lying' ? namesInLines(facts.points) : facts.points
  const vega = await import('vega')
  const { compile } = await import('vega-lite')
  const { spec } = compile(specOf(shape, { ...facts, points }), { logger: vega.logger(vega.Error) })
  const view = new vega.View(vega.parse(spec), { renderer: 'none', logger: vega.logger(vega.Error) })
  try {
    return framed(await view.toSVG(), shape, facts.title)
  } finally {
    view.finalize()
  }
}

const specOf = (shape: ChartShape, facts: ChartFacts): TopLevelSpec =>
  ({
    width: shape === 'lying' ? lyingPixels : widthPixels,
    // Of the whole row, however many bars stand in it.
    height: shape === 'lying' ? { step: rowOf(facts).step, for: 'position' } : columnsPixels,
    background: 'transparent',
    config: { ...theme, locale: { number: numbersOf(facts.locale ?? 'en') } },
    data: { values: facts.points.map((point) => ({ series: '', ...point })) },
    layer: [layerOf(shape, facts), ...limitOf(shape, facts)],
  }) as TopLevelSpec

// Vega draws without a canvas here and takes every letter to be as wide as an M.
const lettersOfLine = Math.floor(lyingPixels / (letterPixels * 0.8))

/** How a language parts its numbers, as Vega wants it said. */
function numbersOf(locale: Locale): object {
  const parts = new Intl.NumberFormat(locale, { useGrouping: 'always' }).formatToParts(1000.5)
  const said = (type: string): string => parts.find((part) => part.type === type)?.value ?? ''
  return { decimal: said('decimal'), thousands: said('group'), grouping: [3], currency: ['', ''] }
}

/** As many lines for each, the first ones empty, so that every name ends just above its bars. */
function namesInLines(points: readonly Point[]): readonly Point[] {
  const names = points.map(({ label }) => inLines(label))
  const most = Math.max(1, ...names.map((lines) => lines.length))
  return points.map((point, place) => {
    const lines = names[place] ?? []
    return { ...point, label: [...Array<string>(most - lines.length).fill(' '), ...lines].join('\n') }
  })
}

/** Long names go on in the next line; one without spaces, as Chinese has it, wherever the line ends. */
const inLines = (label: string): string[] =>
  label
    .split('\n')
    .flatMap(
      (line) => line.match(new RegExp(`.{1,${lettersOfLine}}(?= |$)|.{1,${lettersOfLine}}`, 'gu')) ?? [''],
    )
    .map((line) => line.trim())

const seriesOf = ({ points }: ChartFacts): number => new Set(points.map(({ series }) => series)).size

/** Of a lying chart's row: the lines of its name, its bars, and the gap to the next. */
function rowOf(facts: ChartFacts): { readonly lines: number; readonly bars: number; readonly step: number } {
  const lines = Math.max(1, ...facts.points.map(({ label }) => label.split('\n').length))
  const bars = Math.max(1, seriesOf(facts)) * barPixels
  return { lines: lines * linePixels, bars, step: lines * linePixels + bars + gapPixels }
}

/**
 * So many ticks give at most five spaces between them (two for long numbers), so every number stands beside the next and
 * none has to be left out, zero least of all.
 */
const ticksOf = ({ points }: ChartFacts): number =>
  points.some(({ value }) => Math.abs(value) >= 100_000) ? 2 : 4

function layerOf(shape: ChartShape, facts: ChartFacts): object {
  const { labels, values } = facts
  const several = seriesOf(facts) > 1
  const label = {
    field: 'label',
    type: 'ordinal',
    sort: null,
    title: labels || null,
    ...(shape === 'lying' && rowsWithNames(facts)),
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

/** Each name begins at the left edge. */
function rowsWithNames(facts: ChartFacts): object {
  const { bars, step, lines } = rowOf(facts)
  return {
    scale: { paddingInner: 1 - bars / step, paddingOuter: lines / step },
    axis: {
      labelExpr: "split(datum.label, '\\n')",
      labelAlign: 'left',
      labelBaseline: 'line-top',
      labelLineHeight: linePixels,
      labelOffset: -(bars / 2 + lines + 2),
      labelPadding: 0,
      labelLimit: lyingPixels,
      ticks: false,
      domain: false,
    },
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
    labelFontSize: letterPixels,
    titleFontSize: letterPixels,
    titleFontWeight: 'normal',
    tickMinStep: 1,
  },
  axisX: { labelAngle: 0, labelOverlap: true },
  legend: { labelColor: inkColour, labelFontSize: letterPixels, orient: 'top' },
} as const

/**
 * One picture with one name, for readers who do not see it: Vega names every mark by itself. Its letters take the
 * page's font and the ink of the style sheet. What needs more room than a phone has scrolls in its own box.
 */
function framed(svg: string, shape: ChartShape, title: string): string {
  const bare = svg
    .replace(/ (?:style|aria-[a-z]+|role)="[^"]*"/g, '')
    .replaceAll(`fill="${inkColour}"`, 'fill="currentColor"')
    .replaceAll(' font-family="inherit"', '')
  const box = /^<svg[^>]* viewBox="([^"]+)"/.exec(bare)?.[1] ?? '0 0 0 0'
  const name = svgText(title)
  const drawn = bare.replace(
    /^<svg[^>]*>/,
    `<svg class="chart chart-${shape}" role="img" aria-label="${name}" viewBox="${box}">`,
  )
  return shape === 'lying'
    ? drawn
    : `<div class="scrolls" tabindex="0" role="group" aria-label="${name}">${drawn}</div>`
}
