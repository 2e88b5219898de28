/**
 * The invoice of a charge (R39, R41): the issuer's own sale, document kind 380, on one page in the participant's
 * language, with the same invoice for machines inside (Factur-X). Millimetres; draws plain facts, computes nothing.
 */
import { Temporal } from 'temporal-polyfill'
import { money, type Currency } from '../base/money.ts'
import { ciiOf } from '../documents/cii.ts'
import { facturX } from '../documents/factur-x.ts'
import type { Fonts } from '../documents/fonts.ts'
import { openSheet } from '../documents/pdf.ts'
import type { Sheet } from '../documents/sheet.ts'
import type { Locale, Texts } from '../texts/texts.ts'
import { chargeEInvoice } from './charge-e-invoice.ts'

export type ChargeParty = {
  readonly name: string
  readonly street: string
  readonly postcode: string
  readonly city: string
  readonly country: string
  readonly vatId: string | null
  /** Documents of old did not keep it. */
  readonly registrationNumber?: string | null
}

/** Everything that the document says. Amounts are minor units; dates ISO. */
export type ChargeInvoiceFacts = {
  readonly number: string
  readonly reference: string
  readonly issuedOn: string
  readonly payBy: string
  readonly currency: Currency
  readonly seller: ChargeParty
  readonly buyer: ChargeParty
  /** `name` is the fee's, in the participant's language. */
  readonly lines: readonly { readonly name: string; readonly on: string; readonly netMinor: number }[]
  readonly netMinor: number
  readonly vatBasisPoints: number
  readonly vatMinor: number
  /** Where to pay it. */
  readonly holder: string
  readonly iban: string
}

const left = 20
const width = 170
const grey = '#5b6973'
const hairline = '#c8d1d6'

/** The same facts give the same bytes. */
export async function drawChargeInvoice(
  facts: ChargeInvoiceFacts,
  locale: Locale,
  tools: { readonly fonts: Fonts; readonly texts: (locale: Locale) => Texts },
): Promise<Buffer> {
  const texts = tools.texts(locale)
  const sheet = openSheet({
    fonts: tools.fonts,
    title: `${texts.text('charge.invoice')} ${facts.number}`,
    author: facts.seller.name,
    language: locale,
    createdAt: Temporal.Instant.from(`${facts.issuedOn}T00:00:00Z`),
    archival: true,
  })
  sheet.text(texts.text('charge.invoice'), { x: left, y: 20, width, size: 20, face: 'bold', lines: 1 })
  let y = drawParties(sheet, texts, facts, 36)
  y = drawFacts(sheet, texts, facts, y + 6)
  y = drawLines(sheet, texts, facts, y + 8)
  y = drawTotals(sheet, texts, facts, y + 4)
  const pay = texts.text('charge.pay', {
    holder: facts.holder,
    iban: facts.iban,
    date: texts.date(Temporal.PlainDate.from(facts.payBy)),
    number: facts.number,
  })
  sheet.text(pay, { x: left, y: y + 10, width, size: 10 })
  sheet.attach(facturX(ciiOf(chargeEInvoice(facts, texts))))
  return sheet.finish()
}

function drawParties(sheet: Sheet, texts: Texts, facts: ChargeInvoiceFacts, y: number): number {
  const { seller, buyer } = facts
  const half = width / 2
  const sides = [
    ['charge.seller', seller, left],
    ['charge.buyer', buyer, left + half],
  ] as const
  const ends = sides.map(([key, party, x]) => {
    const under = sheet.text(texts.text(key), { x, y, width: half - 6, size: 8, colour: grey })
    const { name, street, postcode, city, country } = party
    const lines = [name, street, `${country}-${postcode} ${city}`, ...numbersOf(texts, facts, party)]
    return sheet.text(lines.join('\n'), { x, y: under, width: half - 6, size: 10 })
  })
  return Math.max(...ends)
}

/** Outside the scope of VAT no VAT number is shown; a Danish VAT number holds the company's number already. */
function numbersOf(texts: Texts, { vatBasisPoints }: ChargeInvoiceFacts, party: ChargeParty): string[] {
  const vatId = vatBasisPoints === 0 ? null : party.vatId
  const { registrationNumber: number } = party
  return [
    ...(vatId ? [texts.text('charge.vat-id', { id: vatId })] : []),
    ...(number && !vatId?.endsWith(number) ? [texts.text('invoice.party.registration', { number })] : []),
  ]
}

function drawFacts(sheet: Sheet, texts: Texts, facts: ChargeInvoiceFacts, y: number): number {
  const day = (date: string): string => texts.date(Temporal.PlainDate.from(date))
  const rows = [
    ['charge.number', facts.number],
    ['charge.issued', day(facts.issuedOn)],
    ['charge.due', day(facts.payBy)],
    ['charge.claim', facts.reference],
  ] as const
  const column = width / rows.length
  const ends = rows.map(([key, value], place) => {
    const at = { x: left + place * column, width: column - 4 }
    const under = sheet.text(texts.text(key), { ...at, y, size: 8, colour: grey, lines: 1 })
    return sheet.text(value, { ...at, y: under, size: 10, lines: 1 })
  })
  return Math.max(...ends)
}

function drawLines(sheet: Sheet, texts: Texts, facts: ChargeInvoiceFacts, y: number): number {
  let below = y
  for (const { name, on, netMinor } of facts.lines) {
    const row = { y: below + 2, size: 10 }
    line(sheet, below)
    const amount = texts.money(money(netMinor, facts.currency))
    sheet.text(amount, { ...row, x: left + width - 45, width: 45, align: 'right', lines: 1 })
    const what = texts.text('charge.line', { name, date: texts.date(Temporal.PlainDate.from(on)) })
    below = sheet.text(what, { ...row, x: left, width: width - 50 }) + 2
  }
  line(sheet, below)
  return below
}

function drawTotals(sheet: Sheet, texts: Texts, facts: ChargeInvoiceFacts, y: number): number {
  const { netMinor, vatMinor, vatBasisPoints, currency } = facts
  const vat =
    vatBasisPoints === 0
      ? texts.text('charge.no-vat')
      : texts.text('charge.vat', { rate: vatBasisPoints / 100 })
  const rows = [
    [texts.text('charge.net'), netMinor, 'regular'],
    [vat, vatMinor, 'regular'],
    [texts.text('charge.total'), netMinor + vatMinor, 'bold'],
  ] as const
  let below = y
  for (const [label, amountMinor, face] of rows) {
    const row = { y: below, size: 10, face, lines: 1 }
    sheet.text(label, { ...row, x: left + 60, width: width - 110 })
    const amount = texts.money(money(amountMinor, currency))
    below = sheet.text(amount, { ...row, x: left + width - 45, width: 45, align: 'right' }) + 1
  }
  return below
}

const line = (sheet: Sheet, y: number): void =>
  sheet.line({ x1: left, y1: y, x2: left + width, y2: y, thickness: 0.2, colour: hairline })
