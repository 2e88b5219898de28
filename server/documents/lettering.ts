/** Text as codes of the fonts of one document: which parts of the typefaces it uses, each named once. Knows no page. */
import { frozenPart, ownPart, type FontPart } from './font-parts.ts'
import { runsOf, type Face, type Fonts, type Typeface } from './fonts.ts'
import type { PdfFile } from './pdf-file.ts'

/** Letters of one font: its name, their codes in hexadecimal digits, their width in thousandths of the size. */
export type Spelt = { readonly part: FontPart; codes: string; width: number }

export type Lettering = {
  /** @throws Error when a letter has no glyph: the gate `printable` was not asked before. */
  readonly spell: (face: Face, text: string) => readonly Spelt[]
  /** Takes in a part that somebody else spelt with. */
  readonly use: (part: FontPart) => void
  /** Writes all fonts used; gives the entries of the font resources. */
  readonly writeTo: (file: PdfFile) => string
}

/** The fonts of one document, in the order in which it needs them. */
export function openLettering(fonts: Fonts): Lettering {
  const used = new Set<FontPart>()
  const own = new Map<Typeface, FontPart>()
  const partFor = (typeface: Typeface, codePoint: number): FontPart => {
    const frozen = frozenPart(typeface, codePoint)
    if (frozen) return frozen
    const part = own.get(typeface) ?? ownPart(typeface)
    own.set(typeface, part)
    return part
  }
  return {
    spell: (face, text) => {
      const spelt: Spelt[] = []
      for (const { typeface, glyphs } of runsOf(fonts, face, text)) {
        for (const glyph of glyphs) {
          const part = partFor(typeface, glyph.codePoint)
          let run = spelt.at(-1)
          if (run?.part !== part) spelt.push((run = { part, codes: '', width: 0 }))
          run.codes += part.code(glyph)
          run.width += glyph.advance
        }
      }
      for (const { part } of spelt) used.add(part)
      return spelt
    },
    use: (part) => used.add(part),
    writeTo: (file) => [...used].map((part) => `/${part.name} ${part.writeTo(file)} 0 R`).join(' '),
  }
}
