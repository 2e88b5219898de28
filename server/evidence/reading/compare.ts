/**
 * What an application says against what its evidence shows (R27): found, not found, or something else in its place.
 * Advisory only, for the reviewer's eye beside the picture; never a reason to reject by itself. Pure.
 */
import type { Temporal } from 'temporal-polyfill'
import { datesIn } from './dates-in.ts'
import { alike, nameWords, numberFold, wordsOf } from './spellings.ts'

/** What is looked for, in the words of the application; leave out what nobody stated. */
export type LookedFor = {
  readonly serials?: readonly string[]
  readonly models?: readonly string[]
  readonly date?: Temporal.PlainDate
  readonly invoiceNumber?: string
  readonly seller?: string
  readonly buyer?: string
}

/** What was read from one page. */
export type PageRead = { readonly text: string; readonly barcodes: readonly string[] }

export type Fact = 'serial' | 'model' | 'date' | 'invoice-number' | 'seller' | 'buyer'

export type Finding = {
  readonly fact: Fact
  readonly expected: string
  readonly outcome: 'found' | 'not-found' | 'different'
  /** Where it was found or what stands in its place; pages count from 1. */
  readonly page?: number
  readonly seen?: string
}

type Sought = Pick<Finding, 'fact' | 'expected'>
type Sight = { readonly seen: string }

/** One finding for each stated fact, in the order in which a reviewer checks an invoice. */
export function compare(pages: readonly PageRead[], sought: LookedFor): Finding[] {
  const { serials = [], models = [], date, invoiceNumber, seller, buyer } = sought
  return [
    ...(seller ? [named(pages, 'seller', seller)] : []),
    ...(buyer ? [named(pages, 'buyer', buyer)] : []),
    ...(invoiceNumber ? [numbered(pages, 'invoice-number', invoiceNumber, invoiceLabel)] : []),
    ...(date ? [dated(pages, date)] : []),
    ...models.map((model) => modelled(pages, model)),
    ...serials.map((serial) => numbered(pages, 'serial', serial, serialLabel)),
  ]
}

// What stands behind these words is the number meant, so another one there is different, not merely absent.
const invoiceLabel =
  /(?:faktura|invoice|rechnung|facture|factuur|lasku)\w*[\s-]*(?:nr|no|number|nummer|numero|n°|#)?[\s.:#-]*([A-Z0-9][A-Z0-9/-]{2,30})/gi
const serialLabel =
  /(?:serie|serial|s\/n|sarja)\w*[\s-]*(?:nr|no|number|nummer|numero)?[\s.:#-]*([A-Z0-9][A-Z0-9-]{5,30})/gi
const dateLabel =
  /(?:faktura|invoice|rechnungs|factuur)[\s-]*(?:dato|datum|date)|(?:date de facture|laskun päiväys)/i

function numbered(pages: readonly PageRead[], fact: Fact, expected: string, label: RegExp): Finding {
  const folded = numberFold(expected)
  return look(
    pages,
    { fact, expected },
    ({ text, barcodes }) => {
      const line = [...text.split('\n'), ...barcodes].find((part) => numberFold(part).includes(folded))
      return folded.length > 2 && line !== undefined ? { seen: line.trim() } : undefined
    },
    ({ text }) => {
      const other = [...text.matchAll(label)]
        .map(([, number]) => number ?? '')
        .find((number) => /\d/.test(number))
      return other === undefined ? undefined : { seen: other }
    },
  )
}

function dated(pages: readonly PageRead[], date: Temporal.PlainDate): Finding {
  return look(
    pages,
    { fact: 'date', expected: date.toString() },
    ({ text }) =>
      datesIn(text).some((seen) => seen.date.equals(date)) ? { seen: date.toString() } : undefined,
    ({ text }) => {
      const dates = datesIn(text)
      const label = text.search(dateLabel)
      const [other = dates[0]] = dates.filter(({ at }) => label >= 0 && at > label)
      return other && { seen: other.date.toString() }
    },
  )
}

/** All words of the model stand on one line: `ThinkStation P520` in `Lenovo ThinkStation P520 Tower`. */
const modelled = (pages: readonly PageRead[], expected: string): Finding =>
  look(pages, { fact: 'model', expected }, ({ text }) => {
    const line = text.split('\n').find((part) => holdsAll(wordsOf(part), wordsOf(expected)))
    return line === undefined ? undefined : { seen: line.trim() }
  })

/** A name may run over two lines of a letterhead. */
const named = (pages: readonly PageRead[], fact: Fact, expected: string): Finding =>
  look(pages, { fact, expected }, ({ text }) => {
    const lines = text.split('\n')
    const pairs = lines.map((line, at) => `${line} ${lines[at + 1] ?? ''}`)
    const seen = [...lines, ...pairs].find((part) => holdsAll(wordsOf(part), nameWords(expected)))
    return seen === undefined ? undefined : { seen: seen.trim() }
  })

const holdsAll = (words: readonly string[], sought: readonly string[]): boolean =>
  sought.length > 0 && sought.every((word) => words.some((other) => alike(word, other)))

/** The first page that shows the fact, else the first that shows another in its place. */
function look(
  pages: readonly PageRead[],
  sought: Sought,
  find: (page: PageRead) => Sight | undefined,
  findOther: (page: PageRead) => Sight | undefined = () => undefined,
): Finding {
  for (const [outcome, eye] of [
    ['found', find],
    ['different', findOther],
  ] as const)
    for (const [place, page] of pages.entries()) {
      const sight = eye(page)
      if (sight) return { ...sought, outcome, page: place + 1, seen: sight.seen.slice(0, seenAtMost) }
    }
  return { ...sought, outcome: 'not-found' }
}

/** A line of an invoice; what is longer does not fit beside the picture. */
const seenAtMost = 120
