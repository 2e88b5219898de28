import {
  evidenceComplete,
  evidenceUnused,
  invoiceUnused,
  sellerQualifies,
} from '../../../server/programmes/rules/purchase.ts'
import { application, ask, said } from '../samples.ts'

const purchase = (changes: Partial<ReturnType<typeof application>['purchase']>) => ({
  application: { purchase: { ...application().purchase, ...changes } },
})

const refusedSellers = [
  {
    id: 'distributors',
    pattern: '.*\\bdistribut(ion|ør|or)\\b.*',
    example: 'Nordic Distribution A/S',
    rule: 'R65',
  },
]

test.each([
  ['Dansk IT-Forhandler ApS', 'R5', 'pass seller-qualifies'],
  ['NORDIC DISTRIBUTION A/S', 'R65', 'fail seller-refused'],
  ['Distributionen', 'R5', 'pass seller-qualifies'],
  ['', 'R5', 'missing seller-missing'],
])('bought from "%s": %s %s', (sellerName, rule, outcome) => {
  const findings = ask(sellerQualifies, { ...purchase({ sellerName }), programme: { refusedSellers } })
  expect(said(findings)).toEqual([outcome])
  expect(findings[0]?.rule).toBe(rule)
})

test.each([
  ['F-1', undefined, 'pass invoice-unused'],
  ['F-1', 'TI-7K3M-92QF', 'fail invoice-elsewhere'],
  ['', undefined, 'missing invoice-number-missing'],
])('invoice "%s", elsewhere in %s: %s (R64)', (invoiceNumber, invoiceElsewhere, outcome) => {
  expect(said(ask(invoiceUnused, { ...purchase({ invoiceNumber }), facts: { invoiceElsewhere } }))).toEqual([
    outcome,
  ])
})

test.each([
  [[{ kind: 'proof-of-purchase', file: 'f1' }], 'pass evidence-there'],
  [[{ kind: 'serial-label', file: 'f1' }], 'missing evidence-missing'],
  [[{ kind: 'proof-of-purchase', file: '' }], 'missing evidence-missing'],
  [[], 'missing evidence-missing'],
])('with %j: %s (R27)', (evidence, outcome) => {
  expect(said(ask(evidenceComplete, { application: { evidence } }))).toEqual([outcome])
})

test('what is asked for on request only is not missing (R28)', () => {
  expect(said(ask(evidenceComplete, { programme: { evidence: [] } }))).toEqual(['pass no-evidence-needed'])
})

test.each([
  [{}, 'pass files-unused'],
  [{ 'file-1': 'TI-7K3M-92QF' }, 'review file-elsewhere'],
  [{ 'file-2': 'TI-7K3M-92QF' }, 'pass files-unused'],
])('files elsewhere %j: %s (R26, R64)', (filesElsewhere, outcome) => {
  expect(said(ask(evidenceUnused, { facts: { filesElsewhere } }))).toEqual([outcome])
})
