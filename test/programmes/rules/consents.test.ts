import {
  agreementSigned,
  declarationsAsked,
  declared,
  termsAccepted,
} from '../../../server/programmes/rules/consents.ts'
import { application, ask, programme, said, unit } from '../samples.ts'

const all = application().declarations

test('every declaration is ticked by itself (R8)', () => {
  expect(said(ask(declared))).toEqual(all.map(() => 'pass declared'))
})

test.each(all)('without "%s" just that one is missing (R8)', (id) => {
  const findings = ask(declared, { application: { declarations: all.filter((other) => other !== id) } })
  expect(findings.filter(({ outcome }) => outcome === 'missing').map(({ facts }) => facts)).toEqual([
    { declaration: id, version: '1' },
  ])
})

test('ticks that the programme does not know count for nothing (R8)', () => {
  expect(said(ask(declared, { application: { declarations: ['anything'] } }))).toEqual(
    all.map(() => 'missing declaration-missing'),
  )
})

test('who hands in no device declares nothing about one (R59)', () => {
  const about = programme().declarations.map(
    (row, index) => ({ ...row, about: index === 0 ? 'purchase' : 'device' }) as const,
  )
  const asked = declarationsAsked(programme({ declarations: about }), {
    units: [{ product: unit().product }],
  })
  expect(asked.map(({ id }) => id)).toEqual(['owner'])
})

test.each([
  ['2018-10', 'pass terms-accepted'],
  ['2017-01', 'missing terms-outdated'],
  ['', 'missing terms-missing'],
])('terms "%s": %s (R24)', (termsVersion, outcome) => {
  expect(said(ask(termsAccepted, { application: { termsVersion } }))).toEqual([outcome])
})

test.each([true, false, undefined])('marketing consent %s changes nothing (R24)', (marketingConsent) => {
  expect(said(ask(termsAccepted, { application: { marketingConsent } }))).toEqual(['pass terms-accepted'])
})

test.each([
  [{ version: '1', signedBy: 'Åse Jørgensen' }, 'pass agreement-signed'],
  [{ version: '1', signedBy: '' }, 'missing agreement-missing'],
  [{ version: '0', signedBy: 'Åse Jørgensen' }, 'missing agreement-missing'],
])(
  'the self-billing agreement of this version is signed by name: %j is %s (R48, A1)',
  (selfBilling, outcome) => {
    expect(said(ask(agreementSigned, { application: { selfBilling } }))).toEqual([outcome])
  },
)

test('no agreement is asked for where no document is written for the participant (R48)', () => {
  expect(ask(agreementSigned, { programme: { selfBilling: undefined } })).toEqual([])
})
