/**
 * Breaks text into lines that fit a width, and shrinks it when there are too many. Every line is measured: PDF clips
 * nothing, so an unmeasured name runs over the next box. Millimetres and points in, lines out; draws nothing.
 */
import { settable, standIns, widthOf, type Face, type Fonts } from './fonts.ts'

/** How a text is set. Sizes are in points, widths in millimetres. */
export type Setting = {
  readonly width: number
  readonly size: number
  /** The size below which it is not shrunk; default 70 % of `size`, and never under 5 pt. */
  readonly smallest?: number
  readonly face?: Face
  /** At most so many lines; default no limit. */
  readonly lines?: number
  /** At most so many millimetres in all; default no limit. */
  readonly height?: number
  /** Line distance in sizes; default 1.25. */
  readonly leading?: number
}

export type SetText = {
  readonly lines: readonly string[]
  /** Points. */
  readonly size: number
  readonly face: Face
  /** Millimetres from line to line. */
  readonly leading: number
  /** Millimetres of all lines. */
  readonly height: number
}

const stepPoints = 0.25
const legiblePoints = 5
const millimetresPerPoint = 25.4 / 72

/**
 * Sets text into lines; `\n` begins a new one. First at the wanted size, then smaller, at last breaking words anywhere.
 * @throws Error when even that is too much: the application's length limits are wrong. The text itself is not repeated.
 */
export function setText(fonts: Fonts, text: string, setting: Setting): SetText {
  const known = settings.get(fonts) ?? new Map<string, SetText>()
  settings.set(fonts, known)
  const { width, size, smallest, face, lines, height, leading } = setting
  const key = [width, size, smallest, face, lines, height, leading, text].join(' ')
  const found = known.get(key)
  if (found) return found
  if (known.size >= rememberedAtMost) known.clear()
  const set = freshlySet(fonts, text, setting)
  known.set(key, set)
  return set
}

/** A text is measured before it is drawn, and labels stand in every document: each is set once. */
const settings = new WeakMap<Fonts, Map<string, SetText>>()
const rememberedAtMost = 2000

function freshlySet(fonts: Fonts, text: string, setting: Setting): SetText {
  const { size, face = 'regular', lines: limit = Infinity, height = Infinity, leading = 1.25 } = setting
  const smallest = Math.min(size, setting.smallest ?? Math.max(legiblePoints, size * 0.7))
  const paragraphs = text.split('\n').map((paragraph) => standIns(fonts, face, settable(paragraph).trim()))
  for (const breaking of [keepWords, breakWords]) {
    for (let tried = size; tried >= smallest - 1e-9; tried -= stepPoints) {
      const measure = (line: string): number => widthOf(fonts, face, tried, line)
      const lines = paragraphs.flatMap((paragraph) => fill(paragraph, setting.width, measure, breaking))
      const distance = tried * leading * millimetresPerPoint
      if (lines.length > limit || distance * lines.length > height + 1e-6) continue
      if (lines.some((line) => measure(line) > setting.width + 1e-6)) continue
      return { lines, size: tried, face, leading: distance, height: distance * lines.length }
    }
  }
  throw new Error(`${text.length} characters do not fit ${limit} lines, ${setting.width} mm × ${height} mm`)
}

type Measure = (line: string) => number

/**
 * Between two Chinese letters a line may end though no space stands there, but never before a comma or a closing
 * bracket, nor after an opening one.
 */
const seams =
  /(?<=[\p{Script=Han}，。、；：？！）》])(?=[\p{Script=Han}\w（《“])|(?<=[\w”})/.%])(?=\p{Script=Han})/u

/** Greedy filling. A no-break space holds its neighbours together. */
function fill(
  paragraph: string,
  width: number,
  measure: Measure,
  breaking: (word: string, width: number, measure: Measure) => string[],
): string[] {
  if (measure(paragraph) <= width) return [paragraph]
  const pieces = paragraph.split(' ').flatMap((word) =>
    word
      .split(seams)
      .flatMap((part) => breaking(part, width, measure))
      .map((piece, place) => ({ piece, glue: place === 0 ? ' ' : '' })),
  )
  const lines: string[] = []
  for (const { piece, glue } of pieces) {
    const longer = lines.length > 0 ? `${lines.at(-1)}${glue}${piece}` : piece
    if (lines.length > 0 && measure(longer) <= width) lines[lines.length - 1] = longer
    else lines.push(piece)
  }
  return lines
}

const keepWords = (word: string): string[] => [word]

/** Cuts a word that is wider than the line. */
function breakWords(word: string, width: number, measure: Measure): string[] {
  const pieces: string[] = ['']
  for (const letter of word) {
    const longer = (pieces.at(-1) ?? '') + letter
    if (measure(longer) <= width || pieces.at(-1) === '') pieces[pieces.length - 1] = longer
    else pieces.push(letter)
  }
  return pieces
}
