/**
 * The typefaces that documents are set in, and which of them can print a given letter. Read once from
 * `templates/fonts`; never from the network. Knows glyphs and widths; knows no page and no PDF.
 * Standard PDF fonts print Polish, Greek and Chinese as garbage without an error, so nothing is set in them.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { create, type Font } from 'fontkit'

export type Face = 'regular' | 'bold'

/** A letter as a typeface prints it. `advance` is in thousandths of the font size. */
export type Glyph = { readonly id: number; readonly codePoint: number; readonly advance: number }

/** A glyph as it stands in a line. `kerning` is what is taken back behind it; both in thousandths of the font size. */
export type ShapedGlyph = {
  readonly id: number
  readonly codePoints: readonly number[]
  readonly advance: number
  readonly kerning: number
}

/** One font file. `name` is unique among the open ones. */
export type Typeface = {
  readonly name: string
  readonly font: Font
  /** Undefined when the file has no such letter. */
  readonly glyph: (codePoint: number) => Glyph | undefined
  readonly shape: (text: string) => readonly ShapedGlyph[]
}

/** For each face the files to try, in order. */
export type Fonts = Readonly<Record<Face, readonly Typeface[]>>

/** Letters next to each other that one typeface prints. `width` is in thousandths of the font size. */
export type Run = {
  readonly typeface: Typeface
  readonly text: string
  readonly glyphs: readonly Glyph[]
  readonly width: number
}

/** The 6,763 characters of GB/T 2312 and their punctuation, cut out of Noto Sans SC. */
const chinese = 'NotoSansSC-Regular.ttf'

const files: Record<Face, readonly string[]> = {
  regular: ['NotoSans-Regular.ttf', chinese],
  // One weight of Chinese: a second would be two more megabytes in every copy of the house.
  bold: ['NotoSans-Bold.ttf', chinese],
}

/** Reads the fonts. @throws Error when `directory` lacks one. */
export function openFonts(directory: string): Fonts {
  const opened = new Map<string, Typeface>()
  const open = (name: string): Typeface => {
    const typeface = opened.get(name) ?? openTypeface(name, readFileSync(join(directory, name)))
    opened.set(name, typeface)
    return typeface
  }
  return { regular: files.regular.map(open), bold: files.bold.map(open) }
}

/** @throws Error when the bytes are a font collection: a collection does not say which face is meant. */
function openTypeface(name: string, bytes: Buffer): Typeface {
  const font = create(bytes)
  if (!('layout' in font)) throw new Error(`${name} holds several fonts`)
  rememberOutlines(font)
  const known = new Map<number, Glyph | undefined>()
  const look = (codePoint: number): Glyph | undefined => {
    if (!font.hasGlyphForCodePoint(codePoint)) return undefined
    const { id, advanceWidth } = font.glyphForCodePoint(codePoint)
    return { id, codePoint, advance: (advanceWidth * 1000) / font.unitsPerEm }
  }
  const glyph = (codePoint: number): Glyph | undefined => {
    const found = known.get(codePoint)
    if (found || known.has(codePoint)) return found
    known.set(codePoint, look(codePoint))
    return known.get(codePoint)
  }
  return { name, font, glyph, shape: shapingWith(font) }
}

/** A subset of the font reads each outline anew; one that was read serves every further document. */
function rememberOutlines(font: Font): void {
  const outlineOf = '_decode' // fontkit's own name for it
  type Outlined = ReturnType<Font['getGlyph']> & { [outlineOf]?: () => unknown }
  const find = font.getGlyph.bind(font)
  const remembered = new WeakSet<Outlined>()
  font.getGlyph = (id, codePoints) => {
    const glyph: Outlined = find(id, codePoints)
    const read = glyph[outlineOf]?.bind(glyph)
    if (!read || remembered.has(glyph)) return glyph
    let outline: unknown
    glyph[outlineOf] = () => (outline ??= read())
    remembered.add(glyph)
    return glyph
  }
}

const wordsAtMost = 5000

/** Shapes text with kerning and ligatures, word by word; a word is shaped once and not again for every document. */
function shapingWith(font: Font): Typeface['shape'] {
  const words = new Map<string, readonly ShapedGlyph[]>()
  const scale = 1000 / font.unitsPerEm
  const shaped = (word: string): readonly ShapedGlyph[] => {
    const { glyphs, positions } = font.layout(word)
    return glyphs.map(({ id, codePoints, advanceWidth }, place) => ({
      id,
      codePoints,
      advance: advanceWidth * scale,
      kerning: (advanceWidth - (positions[place]?.xAdvance ?? advanceWidth)) * scale,
    }))
  }
  const remembered = (word: string): readonly ShapedGlyph[] => {
    const found = words.get(word)
    if (found) return found
    if (words.size >= wordsAtMost) words.clear()
    const glyphs = shaped(word)
    words.set(word, glyphs)
    return glyphs
  }
  return (text) => text.split(/(?<= )/).flatMap(remembered)
}

/**
 * The text as it is set: composed letters (é, not e + ´), any white space as a plain space, and without the marks that
 * print nothing, so that a direction mark pasted with an address neither refuses it nor prints a box.
 */
export const settable = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\p{White_Space}+/gu, (space) => (space === '\u00a0' || space === '\u202f' ? '\u00a0' : ' '))
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu, '')

export type Printable = { readonly ok: true } | { readonly ok: false; readonly missing: readonly string[] }

/** Whether every letter can be printed in both faces; else the letters that cannot, each once. Asked at application time. */
export function printable(fonts: Fonts, text: string): Printable {
  const letters = new Set(settable(text))
  const missing = [...letters].filter((letter) => {
    const codePoint = letter.codePointAt(0) ?? 0
    return !(['regular', 'bold'] as const).every((face) => typefaceFor(fonts, face, codePoint))
  })
  return missing.length === 0 ? { ok: true } : { ok: false, missing }
}

/**
 * The text with a `?` for each letter that no typeface prints: for words of people that were not asked about their letters
 * when they typed them, and for which no paper may wait. Pages show them whole.
 */
export function legible(fonts: Fonts, text: string): string {
  const found = printable(fonts, text)
  return found.ok
    ? text
    : found.missing.reduce((left, letter) => left.replaceAll(letter, '?'), settableLines(text))
}

/** As `settable`, each line by itself. */
const settableLines = (text: string): string => text.split(/\r?\n/).map(settable).join('\n')

const typefaceFor = (fonts: Fonts, face: Face, codePoint: number): Typeface | undefined =>
  fonts[face].find((typeface) => typeface.glyph(codePoint))

/**
 * Settable text with `?` for each letter that no typeface has. What a participant types is refused where it is typed; a
 * reason that staff gave must not keep a document with a number from being drawn.
 */
export const standIns = (fonts: Fonts, face: Face, text: string): string =>
  [...text].map((letter) => (typefaceFor(fonts, face, letter.codePointAt(0) ?? 0) ? letter : '?')).join('')

/**
 * Splits settable text where the typeface changes.
 * @throws Error when a letter has no glyph: the gate `printable` was not asked before. The text itself is not repeated.
 */
export function runsOf(fonts: Fonts, face: Face, text: string): Run[] {
  const runs: { typeface: Typeface; text: string; glyphs: Glyph[]; width: number }[] = []
  for (const letter of text) {
    const { typeface, glyph } = glyphFor(fonts, face, letter)
    let run = runs.at(-1)
    if (run?.typeface !== typeface) runs.push((run = { typeface, text: '', glyphs: [], width: 0 }))
    run.text += letter
    run.glyphs.push(glyph)
    run.width += glyph.advance
  }
  return runs
}

/** @throws Error as `runsOf` does. */
function glyphFor(fonts: Fonts, face: Face, letter: string): { typeface: Typeface; glyph: Glyph } {
  const codePoint = letter.codePointAt(0) ?? 0
  for (const typeface of fonts[face]) {
    const glyph = typeface.glyph(codePoint)
    if (glyph) return { typeface, glyph }
  }
  throw new Error(`no glyph for U+${codePoint.toString(16).padStart(4, '0')}`)
}

const millimetresPerPoint = 25.4 / 72

/** Width in millimetres of settable text at a font size in points. */
export function widthOf(fonts: Fonts, face: Face, size: number, text: string): number {
  let thousandths = 0
  for (const letter of text) thousandths += glyphFor(fonts, face, letter).glyph.advance
  return (thousandths / 1000) * size * millimetresPerPoint
}
