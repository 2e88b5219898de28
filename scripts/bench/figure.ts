/** What every benchmark measures with and how its figures are told. Knows no benchmark. */

/** One figure beside its yardstick: the same measure of something known, taken in the same run, so that machines compare. */
export type Figure = {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly baseline?: number
  readonly atMost?: number
  readonly atLeast?: number
  /** Bounds for value ⁄ baseline. */
  readonly ratioAtMost?: number
  readonly ratioAtLeast?: number
}

/** A benchmark: a file of this folder that exports `measure`. One that takes minutes gives each figure when it is known. */
export type Benchmark = { readonly measure: () => Promise<readonly Figure[]> | AsyncIterable<Figure> }

/** A figure as one JSON line holds it. */
export type Report = {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly baseline: number | null
  readonly ratio: number | null
  readonly target: string | null
  readonly ok: boolean
}

/** Judges a figure by its bounds; one without bounds is always good. */
export function reportOf(figure: Figure): Report {
  const { name, value, unit, baseline } = figure
  const ratio = baseline === undefined ? null : value / baseline
  const bounds = [
    {
      text: `at most ${figure.atMost} ${unit}`,
      bound: figure.atMost,
      met: value <= (figure.atMost ?? value),
    },
    {
      text: `at least ${figure.atLeast} ${unit}`,
      bound: figure.atLeast,
      met: value >= (figure.atLeast ?? value),
    },
    {
      text: `at most ${figure.ratioAtMost} times`,
      bound: figure.ratioAtMost,
      met: ratio !== null && ratio <= (figure.ratioAtMost ?? ratio),
    },
    {
      text: `at least ${figure.ratioAtLeast} times`,
      bound: figure.ratioAtLeast,
      met: ratio !== null && ratio >= (figure.ratioAtLeast ?? ratio),
    },
  ].filter(({ bound }) => bound !== undefined)
  return {
    name,
    value: rounded(value),
    unit,
    baseline: baseline === undefined ? null : rounded(baseline),
    ratio: ratio === null ? null : rounded(ratio),
    target: bounds.map(({ text }) => text).join(', ') || null,
    ok: bounds.every(({ met }) => met),
  }
}

/** Three digits say what a figure of this kind can say. */
const rounded = (value: number): number => Number(value.toPrecision(3))

/** The middle of the values, which one slow run does not move. @throws RangeError for none */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = sorted[Math.floor((sorted.length - 1) / 2)]
  if (middle === undefined) throw new RangeError('no values')
  return middle
}

/** Median CPU milliseconds of `work`, all threads counted, after a tenth as many runs to warm up. */
export async function cpuMilliseconds(runs: number, work: () => unknown): Promise<number> {
  for (let run = 0; run < runs / 10; run += 1) await work()
  const spent: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const before = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(before)
    spent.push((user + system) / 1000)
  }
  return median(spent)
}
