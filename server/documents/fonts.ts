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

/** One font file. `name` is unique among the open ones. */
export type Typeface = {
  readonly name: string
  readonly font: Font
  /** Undefined when the file has no such letter. */
  readonly glyph: (codePoint: number) => Glyph | undefined
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

const files: Record<Face, readonly string[]> = {
  regular: ['NotoSans-Regular.ttf'],
  bold: ['NotoSans-Bold.ttf'],
}

/** Reads the fonts. @throws Error when `directory` lacks one. */
export function openFonts(directory: string): Fonts {
  const open = (name: string): Typeface => openTypeface(name, readFileSync(join(directory, name)))
  return { regular: files.regular.map(open), bold: files.bold.map(open) }
}

/** @throws Error when the bytes are a font collection: a collection does not say which face is meant. */
function openTypeface(name: string, bytes: Buffer): Typeface {
  const font = create(bytes)
  if (!('layout' in font)) throw new Error(`${name} holds several fonts`)
  const known = new Map<number, Glyph | undefined>()
  const look = (codePoint: number): Glyph | undefined => {
    if (!font.hasGlyphForCodePoint(codePoint)) return undefined
    const { id, advanceWidth } = font.glyphForCodePoint(codePoint)
    return { id, codePoint, advance: (advanceWidth * 1000) / font.unitsPerEm }
  }
  const glyph = (codePoint: number): Glyph | undefined => {
    if (!known.has(codePoint)) known.set(codePoint, look(codePoint))
    return known.get(codePoint)
  }
  return { name, font, glyph }
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

const typefaceFor = (fonts: Fonts, face: Face, codePoint: number): Typeface | undefined =>
  fonts[face].find((typeface) => typeface.glyph(codePoint))

/**
 * Splits settable text where the typeface changes.
 * @throws Error when a letter has no glyph: the gate `printable` was not asked before. The text itself is not repeated.
 */
export function runsOf(fonts: Fonts, face: Face, text: string): Run[] {
  const runs: { typeface: Typeface; text: string; glyphs: Glyph[]; width: number }[] = []
  for (const letter of text) {
    const codePoint = letter.codePointAt(0) ?? 0
    const typeface = typefaceFor(fonts, face, codePoint)
    const glyph = typeface?.glyph(codePoint)
    if (!typeface || !glyph) throw new Error(`no glyph for U+${codePoint.toString(16).padStart(4, '0')}`)
    let run = runs.at(-1)
    if (run?.typeface !== typeface) runs.push((run = { typeface, text: '', glyphs: [], width: 0 }))
    run.text += letter
    run.glyphs.push(glyph)
    run.width += glyph.advance
  }
  return runs
}

const millimetresPerPoint = 25.4 / 72

/** Width in millimetres of settable text at a font size in points. */
export const widthOf = (fonts: Fonts, face: Face, size: number, text: string): number =>
  (runsOf(fonts, face, text).reduce((sum, run) => sum + run.width, 0) / 1000) * size * millimetresPerPoint
