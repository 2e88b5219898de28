/**
 * Dates as invoices write them: 14.03.2020, 14-3-20, 2020-03-14, 14. marts 2020, March 14, 2020. Pure. Day before
 * month, as all countries of the programmes do; where only the other order makes a date, it is taken.
 */
import { Temporal } from 'temporal-polyfill'

/** Danish, English, German, Swedish, Norwegian, Dutch, French and Finnish names begin with these. */
const months: readonly (readonly string[])[] = [
  ['jan', 'tammi'],
  ['feb', 'fev', 'fév', 'helmi'],
  ['mar', 'mär', 'maa', 'mrt'],
  ['apr', 'avr', 'huhti'],
  ['maj', 'may', 'mai', 'mei', 'touko'],
  ['jun', 'juin', 'kesä'],
  ['jul', 'juil', 'heinä'],
  ['aug', 'aoû', 'aou', 'elo'],
  ['sep', 'syys'],
  ['okt', 'oct', 'loka'],
  ['nov', 'marras'],
  ['dec', 'dez', 'des', 'déc', 'joulu'],
]

const number = String.raw`\d{1,2}`
const year = String.raw`(?:20)?\d{2}`
const word = String.raw`\p{L}{3,12}`

const spellings: readonly [RegExp, (parts: readonly string[]) => Temporal.PlainDate | undefined][] = [
  [/(?<!\d)(20\d{2})[-./](\d{1,2})[-./](\d{1,2})(?!\d)/g, ([y, m, d]) => dateOf(y, m, d)],
  [
    new RegExp(String.raw`(?<![\d.-])(${number})\s?[-./]\s?(${number})\s?[-./]\s?(${year})(?![\d])`, 'g'),
    ([d, m, y]) => dateOf(y, m, d) ?? dateOf(y, d, m),
  ],
  [
    new RegExp(
      String.raw`(?<!\d)(${number})(?:\.|st|nd|rd|th)?\s+(?:de |of )?(${word})\.?,?\s+(${year})(?!\d)`,
      'giu',
    ),
    ([d, m, y]) => dateOf(y, monthOf(m), d),
  ],
  [
    new RegExp(String.raw`(${word})\.?\s+(${number})(?:st|nd|rd|th)?,?\s+(20\d{2})(?!\d)`, 'giu'),
    ([m, d, y]) => dateOf(y, monthOf(m), d),
  ],
]

/** A date and where in the text it begins. */
export type DateSeen = { readonly date: Temporal.PlainDate; readonly at: number }

/** All dates of a text, in its order. */
export const datesIn = (text: string): DateSeen[] =>
  spellings
    .flatMap(([spelling, read]) =>
      [...text.matchAll(spelling)].flatMap((match) => {
        const date = read(match.slice(1))
        return date ? [{ date, at: match.index }] : []
      }),
    )
    .toSorted((one, other) => one.at - other.at)

function dateOf(y = '', m = '', d = ''): Temporal.PlainDate | undefined {
  const parts = { year: Number(y.length === 2 ? `20${y}` : y), month: Number(m), day: Number(d) }
  if (parts.month < 1 || parts.month > 12 || parts.day < 1) return undefined
  const date = Temporal.PlainDate.from(parts)
  return date.day === parts.day ? date : undefined
}

function monthOf(name = ''): string {
  const small = name.toLowerCase()
  const place = months.findIndex((starts) => starts.some((start) => small.startsWith(start)))
  return String(place + 1)
}
