import { contentHash, isSettlementNote } from '../../server/billing/content.ts'
import { composeProposal } from '../../server/billing/self-billing.ts'
import { composed, everyTreatment, facts, germanCentre, laptop, tower } from '../../scripts/samples/sales.ts'

test('a tower and a laptop of one claim are two VAT groups: the audited category decides (V1, V2)', () => {
  const { lines, vat, totals } = composed({ units: [tower, laptop] })
  expect(lines.map(({ no, unit, netMinor, treatment }) => [no, unit, netMinor, treatment])).toEqual([
    [1, 11, 120_000, 'standard'],
    [2, 12, 90_000, 'reverse-charge'],
  ])
  expect(vat.map(({ category, baseMinor, vatMinor }) => [category, baseMinor, vatMinor])).toEqual([
    ['S', 120_000, 30_000],
    ['AE', 90_000, 0],
  ])
  expect(totals.payableMinor).toBe(240_000)
})

test('the account stands in it masked, and its version by number', () => {
  const { payment } = composed()
  expect(payment).toMatchObject({ accountId: 5, maskedIban: 'DK50 •••• •••• ••62 43' })
  expect(JSON.stringify(composed())).not.toContain(facts.account.iban)
})

test('the buyer shows the VAT number of the country where the goods arrive', () => {
  expect(composed().buyer.vatId).toBe('DK10150817')
  expect(composed({ deliverTo: germanCentre }).buyer.vatId).toBe('DE136695976')
})

test('what cannot be sold is blocked by name, each name once', () => {
  const seller = { ...facts.seller, vatId: undefined }
  expect(composeProposal({ ...facts, seller, units: [tower, laptop] })).toEqual({
    outcome: 'blocked',
    blocks: ['seller-vat-id'],
  })
  expect(composeProposal({ ...facts, units: [{ ...tower, awardMinor: 0 }] })).toEqual({
    outcome: 'blocked',
    blocks: ['nothing-to-pay'],
  })
})

test('the hash is of what is said, not of how it was put together (A3)', () => {
  const hash = contentHash(composed())
  const { basis, ...rest } = tower
  expect(contentHash(composed({ units: [{ basis, ...rest }] }))).toBe(hash)
  expect(contentHash(composed({ units: [{ ...tower, awardMinor: 149_999 }] }))).not.toBe(hash)
})

test('only a seller outside VAT gets a settlement note (R49)', () => {
  const notes = Object.entries(everyTreatment).filter(([, content]) => isSettlementNote(content))
  expect(notes.map(([name]) => name)).toEqual(['not-registered'])
})
