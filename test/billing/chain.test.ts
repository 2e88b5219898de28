/** Any order of selling and crediting: what was issued, less what was credited, is what is left (invoicing, section 6). */
import fc from 'fast-check'
import { Refusal } from '../../server/base/refusal.ts'
import type { Invoice, ProposalContent } from '../../server/billing/content.ts'
import { composeCredit, creditedSoFar, type CreditedLine } from '../../server/billing/correction.ts'
import { vatOf } from '../../server/billing/totals.ts'
import { composed, germanCentre, laptop, tower } from '../../scripts/samples/sales.ts'

const award = fc.integer({ min: 1, max: 150_000 })

const sale: fc.Arbitrary<ProposalContent> = fc
  .tuple(
    fc.array(fc.record({ of: fc.constantFrom(tower, laptop), awardMinor: award }), {
      minLength: 1,
      maxLength: 6,
    }),
    fc.constantFrom('home', 'abroad', 'exempt'),
  )
  .map(([devices, kind]) =>
    composed({
      units: devices.map(({ of, awardMinor }, index) => ({ ...of, id: index + 1, awardMinor })),
      ...(kind === 'abroad' && { deliverTo: germanCentre }),
      ...(kind === 'exempt' && { sellerStanding: 'exempt' }),
    }),
  )

const credits: fc.Arbitrary<CreditedLine[]> = fc.array(
  fc.record({ no: fc.integer({ min: 1, max: 7 }), awardMinor: fc.option(award, { nil: undefined }) }),
  { maxLength: 12 },
)

const addsUp = ({ lines, vat, totals }: ProposalContent): boolean =>
  totals.payableMinor === lines.reduce((sum, { awardMinor }) => sum + awardMinor, 0) &&
  totals.grossMinor === totals.netMinor + totals.vatMinor &&
  totals.payableMinor === totals.grossMinor + totals.roundingMinor &&
  vat.every(({ baseMinor, rateBasisPoints, vatMinor }) => vatMinor === vatOf(baseMinor, rateBasisPoints))

test('sum(389) - sum(261) is what is left of every line, whatever was credited in whatever order', () => {
  fc.assert(
    fc.property(sale, credits, (original, wanted) => {
      expect(addsUp(original)).toBe(true)
      const issued: Pick<Invoice, 'content'>[] = []
      for (const line of wanted) {
        const credit = composedOrRefused(original, line, issued)
        if (!credit) continue
        expect(addsUp(credit)).toBe(true)
        issued.push({ content: credit })
      }
      const before = creditedSoFar(issued)
      const left = original.lines.map(({ no, awardMinor, netMinor }) => ({
        awardMinor: awardMinor - (before.get(no)?.awardMinor ?? 0),
        netMinor: netMinor - (before.get(no)?.netMinor ?? 0),
      }))
      expect(left.every(({ awardMinor, netMinor }) => awardMinor >= 0 && netMinor >= 0)).toBe(true)
      // What is used up is used up to the last unit of its net as well.
      expect(left.every(({ awardMinor, netMinor }) => awardMinor > 0 || netMinor === 0)).toBe(true)
      const credited = issued.reduce((sum, { content }) => sum + content.totals.payableMinor, 0)
      const rest = left.reduce((sum, { awardMinor }) => sum + awardMinor, 0)
      expect(original.totals.payableMinor - credited).toBe(rest)
    }),
    { numRuns: 300 },
  )
})

/** Undefined when it is refused by name; anything else is thrown on. */
function composedOrRefused(
  original: ProposalContent,
  line: CreditedLine,
  issued: readonly Pick<Invoice, 'content'>[],
): ProposalContent | undefined {
  try {
    return composeCredit(original, [line], creditedSoFar(issued))
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
