/**
 * How billing documents look on paper: A4, two languages side by side, pages that break between blocks. Millimetres.
 * Knows type and colour; what stands in a document is said in `sections.ts`.
 */
import type { Box, Colour, Placing, Sheet } from '../documents/sheet.ts'
import type { Words } from './words.ts'

export const ink: Colour = '#16242e'
export const slate: Colour = '#5b6973'
export const accent: Colour = '#0f5c6e'
export const rule: Colour = '#c8d1d6'
export const panel: Colour = '#f1f4f5'
export const warning: Colour = '#fbf1d9'
export const warningInk: Colour = '#6a4700'

export const left = 18
export const width = 174
export const right = left + width
export const top = 18
/** Below this line only the foot of the page stands. */
export const bottom = 275

const labelSize = 7.5

export type Page = { readonly sheet: Sheet; readonly words: Words }

/** Something that stays on one page. `draw` begins at `y`. */
export type Block = { readonly height: number; readonly draw: (y: number) => void }

/** Blocks on pages; a table's head is repeated where it goes on. */
export type Flow = readonly (Block & { readonly head?: Block })[]

/** Sorts blocks onto pages, none of which is overfull. The first page begins at `start`. */
export function paginate(flow: Flow, start: number): { readonly block: Block; readonly y: number }[][] {
  const pages: { block: Block; y: number }[][] = [[]]
  let y = start
  for (const block of flow) {
    if (y + block.height > bottom) {
      pages.push([])
      y = top
      if (block.head) {
        pages.at(-1)?.push({ block: block.head, y })
        y += block.head.height
      }
    }
    pages.at(-1)?.push({ block, y })
    y += block.height
  }
  return pages
}

/** A coloured box, under whatever is set on it. */
export const tint = ({ sheet }: Page, box: Box, colour: Colour): void => sheet.fill(box, colour)

/**
 * A message in both languages on one line, the second one paler: `Sælger  Seller`. Long ones are set smaller together.
 * Gives the `y` below it.
 */
export function label(
  { sheet, words }: Page,
  key: string,
  { x, y, width: room }: { readonly x: number; readonly y: number; readonly width: number },
): number {
  const own = words.own.text(`invoice.${key}`)
  const second = words.english?.text(`invoice.${key}`) ?? own
  const english = second === own ? '' : second
  const ownWidth = sheet.widthOf(own, { size: labelSize, face: 'bold' })
  const wanted = ownWidth + 1.5 + sheet.widthOf(english, { size: labelSize })
  const scale = Math.min(1, room / wanted)
  const size = labelSize * scale
  const below = sheet.text(own, { x, y, width: room, size, lines: 1, face: 'bold', colour: accent })
  const used = ownWidth * scale + 1.5 * scale
  if (english)
    sheet.text(english, { x: x + used, y, width: room - used + 0.1, size, lines: 1, colour: slate })
  return below
}

/** The same with the second language under the first, for narrow columns. Gives the `y` below both. */
export function stackedLabel(
  { sheet, words }: Page,
  key: string,
  at: { readonly x: number; readonly y: number; readonly width: number; readonly align?: 'left' | 'right' },
): number {
  const own = words.own.text(`invoice.${key}`)
  const english = words.english?.text(`invoice.${key}`)
  const below = sheet.text(own, { ...at, size: labelSize, lines: 1, face: 'bold', colour: accent })
  // The same word in both languages is written once, and keeps its place in the row.
  if (english === undefined) return below
  const again = english === own ? '' : english
  return sheet.text(again, { ...at, y: below - 0.3, size: labelSize - 1, lines: 1, colour: slate })
}

/** A paragraph in both languages, one under the other. */
export function paragraph({ sheet, words }: Page, say: (texts: Words['own']) => string, at: Placing): number {
  const below = sheet.text(say(words.own), { ...at, colour: at.colour ?? ink })
  const english = words.english && say(words.english)
  if (!english || english === say(words.own)) return below
  return sheet.text(english, { ...at, y: below + 0.4, size: at.size - 1, colour: slate })
}

/** What `paragraph` will take. */
export function paragraphHeight(
  { sheet, words }: Page,
  say: (texts: Words['own']) => string,
  at: { readonly size: number; readonly width: number; readonly face?: 'regular' | 'bold' },
): number {
  const own = sheet.heightOf(say(words.own), at)
  const english = words.english && say(words.english)
  if (!english || english === say(words.own)) return own
  return own + 0.4 + sheet.heightOf(english, { ...at, size: at.size - 1 })
}
