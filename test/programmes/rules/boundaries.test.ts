/** No rule without its three rows: what it lets pass, what it does not, and the edge between the two. */
import { rules } from '../../../server/programmes/rules.ts'
import { withinCaps } from '../../../server/programmes/rules/caps.ts'
import { fieldsFilled } from '../../../server/programmes/rules/completeness.ts'
import { agreementSigned, declared, termsAccepted } from '../../../server/programmes/rules/consents.ts'
import * as dates from '../../../server/programmes/rules/dates.ts'
import type { Rule } from '../../../server/programmes/rules/finding.ts'
import * as goods from '../../../server/programmes/rules/goods.ts'
import * as people from '../../../server/programmes/rules/participant.ts'
import * as purchases from '../../../server/programmes/rules/purchase.ts'
import { application, ask, day, device, participant, programme, said, unit, units } from '../samples.ts'

type Changes = NonNullable<Parameters<typeof ask>[1]>
type Row = readonly [changes: Changes, said: string]
type Rows = { readonly pass: Row; readonly fail: Row; readonly edge: Row }

const bought = (boughtOn: string): Changes => ({
  application: { purchase: { ...application().purchase, boughtOn } },
})
const sent = (submittedOn: string): Changes => ({ facts: { submittedOn: day(submittedOn) } })
const from = (postcode: string, country = 'DK'): Changes => ({
  application: { participant: participant({ address: { street: 'V 1', city: 'By', postcode, country } }) },
})
const product = (model: string): Changes => ({
  application: { units: [{ ...unit(), product: { ...unit().product, model } }] },
})
const given = (changes: Partial<ReturnType<typeof device>>): Changes => ({
  application: { units: [{ ...unit(), device: { ...device(), ...changes } }] },
})
const seller = (sellerName: string): Changes => ({
  application: { purchase: { ...application().purchase, sellerName } },
  programme: {
    refusedSellers: [{ id: 'd', pattern: '.*\\bdistribution\\b.*', example: 'X Distribution', rule: 'R65' }],
  },
})
const account = (holder: string, iban: string): Changes => ({
  application: { bankAccount: { holder, iban } },
})
const soon = (boughtOn: string): Changes => ({
  ...bought(boughtOn),
  programme: { applicationWindow: { to: '2021-06-30', withinDaysOfPurchase: 30 } },
})
const partner = (enrolled: 'yes' | 'no' | undefined): Changes => ({
  programme: { audience: { ...programme().audience, enrolment: 'required' } },
  facts: enrolled ? { enrolled } : {},
})
const kind = (of: Parameters<typeof participant>[0]): Changes => ({
  application: { participant: participant(of) },
})
const registeredOnly = { audience: { ...programme().audience, vatStatuses: ['registered' as const] } }
const danish = 'DK50 0040 0440 1162 43'
const all = application().declarations
const elsewhere = 'TI-7K3M-92QF'

/** Where a rule never rejects, what it sends back or to a person stands for the fail. */
const table: ReadonlyMap<Rule, Rows> = new Map<Rule, Rows>([
  [
    people.rightAudience,
    {
      pass: [{}, 'pass right-audience'],
      fail: [kind({ kind: 'channel-partner' }), 'fail resellers-excluded'],
      edge: [
        {
          ...kind({ kind: 'channel-partner' }),
          programme: { audience: { ...programme().audience, kind: 'channel-partner' } },
        },
        'pass right-audience',
      ],
    },
  ],
  [
    people.vatStatusAllowed,
    {
      pass: [{ programme: registeredOnly }, 'pass vat-status-allowed'],
      fail: [
        { ...kind({ vatStatus: 'exempt', vatId: '' }), programme: registeredOnly },
        'fail vat-status-excluded',
      ],
      edge: [{ ...kind({ vatId: '' }), programme: registeredOnly }, 'missing vat-id-missing'],
    },
  ],
  [
    people.enrolledPartner,
    {
      pass: [partner('yes'), 'pass enrolled'],
      fail: [partner('no'), 'fail not-enrolled'],
      edge: [partner(undefined), 'review enrolment-unknown'],
    },
  ],
  [
    people.countryServed,
    {
      pass: [{}, 'pass country-served'],
      fail: [from('8000', 'SE'), 'fail country-not-served'],
      edge: [from('8000', ''), 'missing country-missing'],
    },
  ],
  [
    people.areaServed,
    {
      pass: [from('3699'), 'pass area-served'],
      fail: [from('3900'), 'fail area-refused'],
      edge: [from('3700'), 'review area-referred'],
    },
  ],
  [
    people.notBlocked,
    {
      pass: [{}, 'pass not-blocked'],
      fail: [{ facts: { blocked: true } }, 'fail blocked'],
      edge: [
        { ...kind({ company: 'Another name, the same VAT ID' }), facts: { blocked: true } },
        'fail blocked',
      ],
    },
  ],
  [
    people.accountInCountry,
    {
      pass: [{}, 'pass bank-account-in-country'],
      fail: [account('X', 'DE89370400440532013000'), 'fail bank-account-abroad'],
      edge: [account('X', 'dk5000400440116243'), 'pass bank-account-in-country'],
    },
  ],
  [
    people.ownAccount,
    {
      pass: [{}, 'pass own-account'],
      fail: [account('Somebody Else ApS', danish), 'review account-holder-differs'],
      edge: [account('jørgensen & søn as', danish), 'pass own-account'],
    },
  ],
  [
    purchases.sellerQualifies,
    {
      pass: [seller('Dansk IT-Forhandler ApS'), 'pass seller-qualifies'],
      fail: [seller('Nordic Distribution A/S'), 'fail seller-refused'],
      edge: [seller('Distributionen'), 'pass seller-qualifies'],
    },
  ],
  [
    purchases.invoiceUnused,
    {
      pass: [{}, 'pass invoice-unused'],
      fail: [{ facts: { invoiceElsewhere: elsewhere } }, 'fail invoice-elsewhere'],
      edge: [
        { application: { purchase: { ...application().purchase, invoiceNumber: '' } } },
        'missing invoice-number-missing',
      ],
    },
  ],
  [
    purchases.evidenceComplete,
    {
      pass: [{}, 'pass evidence-there'],
      fail: [{ application: { evidence: [] } }, 'missing evidence-missing'],
      edge: [
        { application: { evidence: [{ kind: 'proof-of-purchase', file: '' }] } },
        'missing evidence-missing',
      ],
    },
  ],
  [
    purchases.evidenceUnused,
    {
      pass: [{}, 'pass files-unused'],
      fail: [{ facts: { filesElsewhere: { 'file-1': elsewhere } } }, 'review file-elsewhere'],
      edge: [{ facts: { filesElsewhere: { 'file-2': elsewhere } } }, 'pass files-unused'],
    },
  ],
  [
    dates.boughtInWindow,
    {
      pass: [bought('2019-03-01'), 'pass bought-in-window'],
      fail: [bought('2021-04-01'), 'fail bought-too-late'],
      edge: [bought('2021-03-31'), 'pass bought-in-window'],
    },
  ],
  [
    dates.appliedInTime,
    {
      pass: [sent('2019-04-01'), 'pass applied-in-time'],
      fail: [sent('2021-07-01'), 'fail applied-too-late'],
      edge: [sent('2021-06-30'), 'pass applied-in-time'],
    },
  ],
  [
    dates.boughtBeforeApplying,
    {
      pass: [bought('2019-03-31'), 'pass bought-before-applying'],
      fail: [bought('2019-04-02'), 'fail bought-after-applying'],
      edge: [bought('2019-04-01'), 'pass bought-before-applying'],
    },
  ],
  [
    dates.appliedSoonEnough,
    {
      pass: [soon('2019-03-20'), 'pass applied-soon-enough'],
      fail: [soon('2019-03-01'), 'fail applied-too-long-after-sale'],
      edge: [soon('2019-03-02'), 'pass applied-soon-enough'],
    },
  ],
  [
    goods.productQualifies,
    {
      pass: [product('ThinkStation P330 Tower'), 'pass product-qualifies'],
      fail: [product('ThinkStation P410'), 'fail product-not-listed'],
      edge: [product('ThinkStation P330 Refurbished'), 'fail product-excluded'],
    },
  ],
  [
    goods.productUnlisted,
    {
      pass: [{ facts: { listedSerials: {} } }, 'pass product-unlisted'],
      fail: [{ facts: { listedSerials: { S40001: 'buy-and-try' } } }, 'fail product-buy-and-try'],
      edge: [{ facts: { listedSerials: { S40001: 'other-promotion' } } }, 'review product-other-promotion'],
    },
  ],
  [
    goods.oneForOne,
    {
      pass: [{}, 'pass one-for-one'],
      fail: [{ programme: { returnMode: 'none' } }, 'fail device-not-wanted'],
      edge: [{ application: { units: [{ product: unit().product }] } }, 'missing device-missing'],
    },
  ],
  [
    goods.deviceQualifies,
    {
      pass: [{}, 'pass device-qualifies'],
      fail: [
        { ...given({ make: 'Apple', model: 'Mac Pro' }), programme: { otherManufacturer: 'refuse' } },
        'fail device-not-listed',
      ],
      edge: [given({ make: 'Apple', model: 'Mac Pro' }), 'review device-not-listed'],
    },
  ],
  [
    goods.likeMatchesLike,
    {
      pass: [given({ category: 'mobile' }), 'pass like-for-like'],
      fail: [given({ category: 'monitor' }), 'fail not-like-for-like'],
      edge: [product('Unknown'), 'review like-for-like-unknown'],
    },
  ],
  [
    goods.hasValue,
    {
      pass: [{}, 'pass has-value'],
      fail: [given({ condition: 'like-new' }), 'fail no-value'],
      edge: [given({ condition: 'not-working' }), 'fail worth-nothing'],
    },
  ],
  [
    goods.serialsUnused,
    {
      pass: [{}, 'pass serial-unused'],
      fail: [{ facts: { serialsElsewhere: { CZC0001: elsewhere } } }, 'fail serial-elsewhere'],
      edge: [
        { application: { units: [unit(), { ...unit(2), device: { ...device(2), serial: ' czc0001 ' } }] } },
        'fail serial-repeated',
      ],
    },
  ],
  [
    declared,
    {
      pass: [{}, 'pass declared'],
      fail: [{ application: { declarations: [] } }, 'missing declaration-missing'],
      edge: [{ application: { declarations: all.slice(1) } }, 'missing declaration-missing'],
    },
  ],
  [
    termsAccepted,
    {
      pass: [{}, 'pass terms-accepted'],
      fail: [{ application: { termsVersion: '' } }, 'missing terms-missing'],
      edge: [{ application: { termsVersion: '2017-01' } }, 'missing terms-outdated'],
    },
  ],
  [
    agreementSigned,
    {
      pass: [{}, 'pass agreement-signed'],
      fail: [{ application: { selfBilling: { version: '1', signedBy: '' } } }, 'missing agreement-missing'],
      edge: [{ application: { selfBilling: { version: '0', signedBy: 'Å' } } }, 'missing agreement-missing'],
    },
  ],
  [
    withinCaps,
    {
      pass: [{}, 'pass cap-within'],
      fail: [{ application: { units: units(6) } }, 'fail cap-exceeded'],
      edge: [{ application: { units: units(5) } }, 'pass cap-within'],
    },
  ],
  [
    fieldsFilled,
    {
      pass: [{}, 'pass complete'],
      fail: [kind({ company: '' }), 'missing field-missing'],
      edge: [given({ weightGrams: 0 }), 'missing field-missing'],
    },
  ],
])

test('every rule of the list has its rows', () => {
  expect(rules.filter((rule) => !table.has(rule)).map(({ name }) => name)).toEqual([])
})

const cases = [...table].flatMap(([rule, rows]) =>
  (['pass', 'fail', 'edge'] as const).map((row) => [row, rows[row][1], rule, rows[row][0]] as const),
)

test.each(cases)('%s: %s', (row, told, rule, changes) => {
  const found = said(ask(rule, changes))
  expect(found).toContain(told)
  const speaksAgainst = found.some((one) => !one.startsWith('pass '))
  expect({ pass: [false], fail: [true], edge: [false, true] }[row]).toContain(speaksAgainst)
})
