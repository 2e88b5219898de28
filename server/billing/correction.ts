/**
 * Credit notes (261): what of an issued invoice is taken back. Same lines, category and rate as the original, positive
 * amounts, and never more than a line was. Pure.
 */
import { refuse } from '../base/refusal.ts'
import type { ContentLine, Invoice, ProposalContent } from './content.ts'
import { groupsOf, netOf, totalsOf } from './totals.ts'

/** What is credited of a line: all of what is left of it, or a part of its award in minor units. */
export type CreditedLine = { readonly no: number; readonly awardMinor?: number | undefined }

/** Credited so far by line number, in minor units. */
export type Credited = ReadonlyMap<number, { readonly awardMinor: number; readonly netMinor: number }>

/** Adds up the credit notes of one invoice. */
export function creditedSoFar(credits: readonly Pick<Invoice, 'content'>[]): Credited {
  const sums = new Map<number, { awardMinor: number; netMinor: number }>()
  for (const { no, awardMinor, netMinor } of credits.flatMap(({ content }) => content.lines)) {
    const before = sums.get(no) ?? { awardMinor: 0, netMinor: 0 }
    sums.set(no, { awardMinor: before.awardMinor + awardMinor, netMinor: before.netMinor + netMinor })
  }
  return sums
}

/**
 * The content of a credit note. A line that is used up by it takes the rest of its net, so that partial credits add up
 * to the line exactly.
 * @throws Refusal `credit-nothing-left` for no line at all, `no-such-line`, `line-repeated`, `credit-exceeds-line`, `credit-not-positive`.
 */
export function composeCredit(
  original: ProposalContent,
  wanted: readonly CreditedLine[],
  before: Credited,
): ProposalContent {
  if (wanted.length === 0) throw refuse('conflict', 'credit-nothing-left')
  const repeated = wanted.find(({ no }, place) => wanted.findIndex((one) => one.no === no) !== place)
  if (repeated) throw refuse('invalid', 'line-repeated', { line: repeated.no }, '/lines')
  const lines = wanted.map(({ no, awardMinor }) => creditedLine(original, before, no, awardMinor))
  const rates = lines.map((line) => ({ netMinor: line.netMinor, rate: rateOf(original, line) }))
  const vat = groupsOf(rates).map(({ rate, baseMinor, vatMinor }) => ({ ...rate, baseMinor, vatMinor }))
  const credit = { ...original, lines, vat, totals: totalsOf(lines, vat) }
  refuseExcess(original, before, credit)
  return credit
}

function creditedLine(
  original: ProposalContent,
  before: Credited,
  no: number,
  asked: number | undefined,
): ContentLine {
  const line = original.lines.find((one) => one.no === no)
  if (!line) throw refuse('invalid', 'no-such-line', { line: no }, '/lines')
  const left = leftOf(line, before)
  const awardMinor = asked ?? left.awardMinor
  if (awardMinor <= 0) throw refuse('invalid', 'credit-not-positive', { line: no }, '/lines')
  const { rateBasisPoints } = rateOf(original, line)
  const netMinor =
    awardMinor === left.awardMinor
      ? left.netMinor
      : Math.min(netOf(awardMinor, rateBasisPoints), left.netMinor)
  return { ...line, awardMinor, netMinor }
}

/** @throws Refusal `conflict` / `credit-exceeds-line`. */
export function refuseExcess(original: ProposalContent, before: Credited, credit: ProposalContent): void {
  for (const { no, awardMinor } of credit.lines) {
    const line = original.lines.find((one) => one.no === no)
    const left = line ? leftOf(line, before).awardMinor : 0
    if (awardMinor > left) throw refuse('conflict', 'credit-exceeds-line', { line: no }, '/lines')
  }
}

/** Units of an invoice of which nothing is left once `credits` are taken off. Ids of rows. */
export const usedUp = (original: ProposalContent, credits: Credited): number[] =>
  original.lines.filter((line) => leftOf(line, credits).awardMinor === 0).map(({ unit }) => unit)

/** What is left of a line after its credit notes, in minor units. */
export const leftOf = (line: ContentLine, before: Credited) => ({
  awardMinor: line.awardMinor - (before.get(line.no)?.awardMinor ?? 0),
  netMinor: line.netMinor - (before.get(line.no)?.netMinor ?? 0),
})

/** @throws Error for a content whose line has no group: it was not composed here. */
function rateOf(content: ProposalContent, { treatment, no }: ContentLine): ProposalContent['vat'][number] {
  const group = content.vat.find((one) => one.treatment === treatment)
  if (!group) throw new Error(`line ${no} of ${content.reference} has no VAT group`)
  return group
}
