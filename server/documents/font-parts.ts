/**
 * Typefaces as objects of a PDF. A script's letters are cut out of the font and packed once, and every document that
 * needs one of them carries the same frozen part: cutting and packing took most of the time of a label. Letters outside
 * of these scripts are cut out for their document alone. Knows fonts and PDF objects; knows no page.
 */
import type { Font } from 'fontkit'
import type { Glyph, Typeface } from './fonts.ts'
import { packedWell, type PdfFile } from './pdf-file.ts'

/** Some letters of one typeface, as one font of a PDF file. */
export type FontPart = {
  /** By which pages name it; the same in every document for a frozen part. */
  readonly name: string
  /** The same in every document. */
  readonly isFrozen: boolean
  /** Four hexadecimal digits by which the content of a page names a letter. */
  readonly code: (glyph: Glyph) => string
  /** Writes the part into a file; gives the number of its font dictionary. */
  readonly writeTo: (file: PdfFile) => number
}

/** First and last code point of scripts of which a label usually needs several letters, or none. */
const scripts = [
  [0x0020, 0x00ff], // Latin: Danish, Swedish, German, French, Dutch
  [0x0100, 0x024f], // Latin extended: Polish, Czech, Romanian
  [0x0370, 0x03ff], // Greek
  [0x0400, 0x052f], // Cyrillic
] as const

/** The frozen part that holds a letter; undefined for a letter outside of the scripts. */
export function frozenPart(typeface: Typeface, codePoint: number): FontPart | undefined {
  const script = scripts.findIndex(([first, last]) => codePoint >= first && codePoint <= last)
  if (script === -1) return undefined
  const known = frozen.get(typeface) ?? []
  frozen.set(typeface, known)
  return (known[script] ??= freeze(typeface, script))
}

const frozen = new WeakMap<Typeface, FontPart[]>()

function freeze(typeface: Typeface, script: number): FontPart {
  const [first, last] = scripts[script] ?? [0, -1]
  const part = cutFrom(typeface, `F${script}`)
  for (let codePoint = first; codePoint <= last; codePoint += 1) {
    const glyph = typeface.glyph(codePoint)
    if (glyph) part.code(glyph)
  }
  const objects = part.objects()
  const name = `${typeface.name.replace(/\W/g, '')}.${script}`
  return { name, isFrozen: true, code: part.code, writeTo: (file) => write(objects, file) }
}

/** A part that takes in whatever letters its document asks for. */
export function ownPart(typeface: Typeface): FontPart {
  const part = cutFrom(typeface, 'OWN')
  const name = `${typeface.name.replace(/\W/g, '')}.own`
  return { name, isFrozen: false, code: part.code, writeTo: (file) => write(part.objects(), file) }
}

/** Bodies of the five objects of a font; they name each other when they get their numbers. */
type FontObjects = {
  readonly program: Buffer
  readonly toUnicode: Buffer
  readonly descriptor: (program: number) => string
  readonly descendant: (descriptor: number) => string
  readonly font: (descendant: number, toUnicode: number) => string
}

function write(objects: FontObjects, file: PdfFile): number {
  const descriptor = file.add(objects.descriptor(file.add(objects.program)))
  return file.add(objects.font(file.add(objects.descendant(descriptor)), file.add(objects.toUnicode)))
}

type Cut = { readonly code: FontPart['code']; readonly objects: () => FontObjects }

/** What fontkit offers and its types leave out. */
type Cuttable = {
  createSubset(): { includeGlyph(id: number): number; encode(): Uint8Array }
}

function cutFrom({ name, font }: Typeface, prefix: string): Cut {
  const subset = (font as unknown as Cuttable).createSubset()
  const letters: Glyph[] = []
  const codes = new Map<number, string>()
  return {
    code: (glyph) => {
      const known = codes.get(glyph.id)
      if (known) return known
      const code = subset.includeGlyph(glyph.id)
      const text = hex(code)
      letters[code] = glyph
      codes.set(glyph.id, text)
      return text
    },
    objects: () => {
      // Six letters before the name say that it is not the whole font (ISO 32000-1, 9.6.4).
      const tag = `${prefix}AAAAAA`.replace(/\d/g, (digit) => 'ABCDEFGHIJ'[Number(digit)] ?? '').slice(0, 6)
      return fontObjects(font, `${tag}+${name.replace(/\.\w+$/, '')}`, letters, Buffer.from(subset.encode()))
    },
  }
}

function fontObjects(font: Font, name: string, letters: readonly Glyph[], program: Buffer): FontObjects {
  const scale = 1000 / font.unitsPerEm
  const { minX, minY, maxX, maxY } = font.bbox
  const box = [minX, minY, maxX, maxY].map((edge) => Math.round(edge * scale)).join(' ')
  const [ascent, descent, capitals] = [font.ascent, font.descent, font.capHeight].map((height) =>
    Math.round(height * scale),
  )
  const advances = Array.from(letters, (letter) => Math.round((letter?.advance ?? 0) * 1000) / 1000).join(' ')
  return {
    program: packedWell(program, `/Length1 ${program.length} `),
    toUnicode: packedWell(unicodeMap(letters)),
    descriptor: (no) =>
      `<< /Type /FontDescriptor /FontName /${name} /Flags 4 /FontBBox [${box}] /ItalicAngle 0 /Ascent ${ascent} /Descent ${descent} /CapHeight ${capitals} /StemV 0 /FontFile2 ${no} 0 R >>`,
    descendant: (no) =>
      `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor ${no} 0 R /CIDToGIDMap /Identity /W [0 [${advances}]] >>`,
    font: (descendant, toUnicode) =>
      `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /Identity-H /DescendantFonts [${descendant} 0 R] /ToUnicode ${toUnicode} 0 R >>`,
  }
}

/** So that text can be searched and copied (ISO 32000-1, 9.10.3). At most 100 entries stand in one list. */
function unicodeMap(letters: readonly Glyph[]): string {
  const entries = Array.from(letters, (letter, code) =>
    letter ? `<${hex(code)}> <${utf16(letter.codePoint)}>` : '',
  ).filter((entry) => entry !== '')
  const lists = Array.from({ length: Math.ceil(entries.length / 100) }, (_, place) => {
    const list = entries.slice(place * 100, place * 100 + 100)
    return `${list.length} beginbfchar\n${list.join('\n')}\nendbfchar\n`
  })
  return `/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n${lists.join('')}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend`
}

const hex = (code: number): string => code.toString(16).padStart(4, '0')

const utf16 = (codePoint: number): string =>
  Buffer.from(String.fromCodePoint(codePoint), 'utf16le').swap16().toString('hex')
