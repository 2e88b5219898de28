import {
  accountInCountry,
  areaServed,
  countryServed,
  enrolledPartner,
  notBlocked,
  ownAccount,
  rightAudience,
  vatStatusAllowed,
} from '../../../server/programmes/rules/participant.ts'
import { ask, participant, programme, said } from '../samples.ts'

const audience = (changes: Partial<ReturnType<typeof programme>['audience']>) => ({
  audience: { ...programme().audience, ...changes },
})

test.each([
  ['business-end-user', 'business-end-user', 'R6', 'pass right-audience'],
  ['channel-partner', 'business-end-user', 'R5', 'fail resellers-excluded'],
  ['channel-partner', 'channel-partner', 'R50', 'pass right-audience'],
  ['business-end-user', 'channel-partner', 'R50', 'fail partners-only'],
] as const)('a %s in a programme for %s: %s %s', (kind, wanted, rule, outcome) => {
  const findings = ask(rightAudience, {
    application: { participant: participant({ kind }) },
    programme: audience({ kind: wanted }),
  })
  expect(said(findings)).toEqual([outcome])
  expect(findings[0]?.rule).toBe(rule)
})

test.each([
  [{ vatStatus: 'registered', vatId: 'DK99990023' }, 'pass vat-status-allowed'],
  [{ vatStatus: 'registered', vatId: '' }, 'missing vat-id-missing'],
  [{ vatStatus: 'exempt', vatId: '' }, 'pass vat-status-allowed'],
  [{ vatStatus: 'not-registered', vatId: '' }, 'fail vat-status-excluded'],
] as const)('%j where registered and exempt may take part: %s (R6)', (changes, outcome) => {
  const findings = ask(vatStatusAllowed, {
    application: { participant: participant(changes) },
    programme: audience({ vatStatuses: ['registered', 'exempt'] }),
  })
  expect(said(findings)).toEqual([outcome])
})

test.each([
  ['none', undefined, 'pass no-enrolment-needed'],
  ['required', undefined, 'review enrolment-unknown'],
  ['required', 'yes', 'pass enrolled'],
  ['required', 'no', 'fail not-enrolled'],
] as const)('enrolment %s, enrolled %s: %s (R50)', (enrolment, enrolled, outcome) => {
  const findings = ask(enrolledPartner, {
    programme: audience({ enrolment }),
    facts: enrolled ? { enrolled } : {},
  })
  expect(said(findings)).toEqual([outcome])
})

const at = (postcode: string, country = 'DK') => ({
  application: { participant: participant({ address: { street: 'Vej 1', city: 'By', postcode, country } }) },
})

test.each([
  ['DK', 'pass country-served'],
  ['SE', 'fail country-not-served'],
  ['', 'missing country-missing'],
])('an application from "%s": %s (R7)', (country, outcome) => {
  expect(said(ask(countryServed, at('8000', country)))).toEqual([outcome])
})

test.each([
  ['8000', 'pass area-served'],
  ['3699', 'pass area-served'],
  ['3700', 'review area-referred'],
  ['3799', 'review area-referred'],
  ['3800', 'pass area-served'],
  [' dk-3740 ', 'review area-referred'],
  ['3900', 'fail area-refused'],
  ['100', 'fail area-refused'],
  ['1000', 'pass area-served'],
  ['', 'missing postcode-missing'],
])('postcode "%s": %s (R10)', (postcode, outcome) => {
  expect(said(ask(areaServed, at(postcode)))).toEqual([outcome])
})

test.each([
  [false, 'pass not-blocked'],
  [true, 'fail blocked'],
])('on the block list %s: %s (R30)', (blocked, outcome) => {
  expect(said(ask(notBlocked, { facts: { blocked } }))).toEqual([outcome])
})

test.each([
  ['DK50 0040 0440 1162 43', 'participation', 'with-application', 'pass bank-account-in-country'],
  ['dk5000400440116243', 'participation', 'with-application', 'pass bank-account-in-country'],
  ['DE89370400440532013000', 'participation', 'with-application', 'fail bank-account-abroad'],
  ['DE89370400440532013000', 'sepa', 'with-application', 'pass bank-account-in-country'],
  ['', 'participation', 'with-application', 'missing bank-account-missing'],
  ['', 'participation', 'later', 'pass bank-account-later'],
] as const)('IBAN "%s", account in %s, due %s: %s (R46, R56)', (iban, bankCountry, bankAccount, outcome) => {
  const payment = { ...programme().payment, bankCountry, bankAccount }
  const findings = ask(accountInCountry, {
    application: { bankAccount: { holder: 'X', iban } },
    programme: { payment },
  })
  expect(said(findings)).toEqual([outcome])
})

test.each([
  ['Jørgensen & Søn A/S', false, 'pass own-account'],
  ['JØRGENSEN OG SØN AS', false, 'review account-holder-differs'],
  ['jørgensen & søn as', false, 'pass own-account'],
  ['', false, 'missing account-holder-missing'],
  ['Jørgensen & Søn A/S', true, 'review bank-account-shared'],
])('account of "%s", shared %s: %s (R1)', (holder, bankAccountShared, outcome) => {
  const bankAccount = { holder, iban: 'DK5000400440116243' }
  expect(said(ask(ownAccount, { application: { bankAccount }, facts: { bankAccountShared } }))).toEqual([
    outcome,
  ])
})

test('without an account there is none to check (R56)', () => {
  expect(said(ask(ownAccount, { application: { bankAccount: { holder: '', iban: '' } } }))).toEqual([
    'pass no-account-yet',
  ])
})
