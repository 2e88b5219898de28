/** An edition on one page, for whoever runs programmes: dates, limits, deadlines and values in words. */
import { money } from '../base/money.ts'
import type { Texts } from '../texts/texts.ts'
import type { Programme } from './programme.ts'
import { dayOf, textIn } from './schema/words.ts'

/** One line each, headings included. */
export function summaryOf(programme: Programme, texts: Texts): string[] {
  const { locale, text } = texts
  const named = (row: { readonly name: Parameters<typeof textIn>[0] }): string => textIn(row.name, locale)
  const amount = (amountMinor: number): string => texts.money(money(amountMinor, programme.currency))
  const range = ({ from, to }: { from?: string | undefined; to?: string | undefined }): string =>
    text('programme-files.show.range', {
      from: from === undefined ? '…' : texts.date(dayOf(from)),
      to: to === undefined ? '…' : texts.date(dayOf(to)),
    })
  const line = (key: string, values: Parameters<typeof text>[1]): string =>
    text(`programme-files.show.${key}`, values)
  return [
    line('title', { name: named(programme), id: programme.id, edition: programme.edition }),
    line('places', {
      countries: programme.countries.join(', '),
      currency: programme.currency,
      zone: programme.timeZone,
    }),
    line('purchases', { range: range(programme.purchaseWindow) }),
    line('applications', { range: range(programme.applicationWindow) }),
    line('returns', { mode: programme.returnMode, policy: programme.declinePolicy }),
    ...programme.caps.map((cap) =>
      line('cap', { ...cap, limit: cap.measure === 'money' ? amount(cap.limit) : String(cap.limit) }),
    ),
    ...programme.clocks.map((clock) => line('clock', { ...clockFacts(clock), name: named(clock) })),
    ...programme.values.rows.map((row) =>
      line('value', {
        row: row.id,
        what: [row.product, row.category, row.condition, row.country].filter(Boolean).join(', '),
        amount: amount(row.amountMinor),
      }),
    ),
  ]
}

const clockFacts = ({ rule, amount, unit, start, stop, breach }: Programme['clocks'][number]) => ({
  rule,
  amount,
  unit,
  start,
  stop,
  breach,
})
