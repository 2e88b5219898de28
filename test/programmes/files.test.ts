import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Application } from '../../server/programmes/application.ts'
import { differences } from '../../server/programmes/differences.ts'
import { lintProgramme } from '../../server/programmes/lint.ts'
import { programmeJsonSchema, type Programme } from '../../server/programmes/programme.ts'
import { incompleteOf, judge, verdictOf } from '../../server/programmes/rules.ts'
import { parseProgramme, plainSource } from '../../server/programmes/source.ts'
import { summaryOf } from '../../server/programmes/summary.ts'
import { openTexts } from '../../server/texts/texts.ts'
import { application, day, device, facts, participant, programmeText, unit } from './samples.ts'

const ids = readdirSync('templates/programmes')
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => basename(file, '.yaml'))

test.each(ids)('%s has no mistake and its own id', (id) => {
  expect(lintProgramme(programmeText(id))).toEqual([])
  expect(parseProgramme(programmeText(id)).id).toBe(id)
})

test('the JSON Schema for editors is that of the code: npm run programme -- schema', () => {
  const written: unknown = JSON.parse(readFileSync('templates/programmes/programme.schema.json', 'utf8'))
  expect(written).toEqual(JSON.parse(programmeJsonSchema()))
})

/** An application that its programme approves as it stands. */
function fitting(programme: Programme): Application {
  const [product] = programme.products
  const [given] = programme.devices
  const [category, condition] = [given?.categories[0] ?? '', programme.conditions[0]?.id ?? '']
  const [country = 'DK'] = programme.countries
  return application({
    programme: programme.id,
    participant: participant({
      kind: programme.audience.kind,
      address: { street: 'Straße 1', postcode: '8000', city: 'By', country },
    }),
    ...(programme.audience.endCustomer === 'required' && {
      endCustomer: {
        company: 'Kunde AG',
        address: { street: 'Weg 2', postcode: '1010', city: 'Wien', country },
      },
    }),
    bankAccount: { holder: participant().company, iban: `${country}00` },
    purchase: { ...application().purchase, boughtOn: programme.purchaseWindow.to ?? '2026-01-05' },
    units: [
      {
        product: { model: product?.example ?? '', serial: 'S1' },
        ...(given && {
          device: { ...device(), make: given.make, model: given.example, category, condition },
        }),
      },
    ],
    declarations: programme.declarations.map(({ id }) => id),
    termsVersion: programme.terms.version,
    evidence: programme.evidence.map(({ kind }) => ({ kind, file: `file-${kind}` })),
  })
}

const factsFor = (programme: Programme, of: Application) =>
  facts(
    { submittedOn: day(programme.applicationWindow.to ?? '2026-01-05'), enrolled: 'yes' },
    { of, under: programme },
  )

const decisionOf = (id: string, change: (of: Application) => Application): string[] => {
  const programme = parseProgramme(programmeText(id))
  const of = change(fitting(programme))
  const findings = judge(of, programme, factsFor(programme, of))
  const against = findings
    .filter(({ outcome }) => outcome !== 'pass')
    .map(({ rule, code }) => `${rule} ${code}`)
  return [verdictOf(findings), ...against]
}

test.each(ids)('%s approves on its last day what fits it, and all rules answer (R96)', (id) => {
  expect(decisionOf(id, (of) => of)).toEqual(['approve'])
})

test.each<[string, string, (of: Application) => Application, string[]]>([
  [
    'an end user applies in the partners’ programme (R50)',
    'smart-collaboration-trade-in',
    (of) => ({ ...of, participant: { ...of.participant, kind: 'business-end-user' } }),
    ['reject', 'R50 partners-only'],
  ],
  [
    'bank details come later (R56)',
    'smart-collaboration-trade-in',
    (of) => ({ ...of, bankAccount: undefined }),
    ['approve'],
  ],
  [
    'the picture of the replaced device is missing (R51)',
    'smart-collaboration-trade-in',
    (of) => ({ ...of, evidence: of.evidence.filter(({ kind }) => kind !== 'device-picture') }),
    ['incomplete', 'R51 evidence-missing'],
  ],
  [
    'six devices for one end customer (R53)',
    'smart-collaboration-trade-in',
    (of) => ({ ...of, units: Array.from({ length: 6 }, (_, n) => numbered(of, n)) }),
    ['reject', 'R53 cap-exceeded'],
  ],
  [
    'sixteen products in one claim (R61)',
    'it-accessories-cashback',
    (of) => ({ ...of, units: Array.from({ length: 16 }, (_, n) => numbered(of, n)) }),
    ['reject', 'R61 cap-exceeded'],
  ],
  [
    'bought from a distributor (R65)',
    'it-accessories-cashback',
    (of) => ({ ...of, purchase: { ...of.purchase, sellerName: 'Nordisk Engros A/S' } }),
    ['reject', 'R65 seller-refused'],
  ],
  [
    'a device where none is wanted (R59)',
    'it-accessories-cashback',
    (of) => ({
      ...of,
      units: [{ ...unit(), product: { model: 'Lenovo Go Wireless ANC Headset', serial: 'S1' } }],
    }),
    ['reject', 'R14 device-not-wanted'],
  ],
  [
    'no invoice, no claim (R63)',
    'cashback-100-eur',
    (of) => ({ ...of, evidence: [] }),
    ['incomplete', 'R63 evidence-missing'],
  ],
  [
    'a product that is not on the list (R67, R68)',
    'cashback-1000-eur',
    (of) => ({ ...of, units: [{ product: { model: 'ThinkPad X1', serial: 'S1' } }] }),
    ['reject', 'R11 product-not-listed', 'R68 no-value'],
  ],
])('%s', (_, id, change, outcome) => {
  expect(decisionOf(id, change)).toEqual(outcome)
})

const numbered = (of: Application, n: number): Application['units'][number] => {
  const [first = unit()] = of.units
  const { device: given, product } = first
  return { product: { ...product, serial: `P${n}` }, ...(given && { device: { ...given, serial: `D${n}` } }) }
}

test('the last claim of a cashback is cut to what is left, not refused (R61)', () => {
  const programme = parseProgramme(programmeText('it-accessories-cashback'))
  const of = fitting(programme)
  const known = factsFor(programme, of)
  const capUse = Object.fromEntries(
    Object.keys(known.capUse).map((name) => [name, name.startsWith('total') ? 300_000 : 0]),
  )
  const findings = judge(of, programme, { ...known, capUse })
  expect(verdictOf(findings)).toBe('approve')
  expect(findings.find(({ code }) => code === 'money-cap-cut')?.facts).toMatchObject({
    askedMinor: 40_000,
    grantedMinor: 15_000,
  })
})

test('a thing that two rules miss is listed once (R25)', () => {
  const programme = parseProgramme(programmeText('dk-workstation-trade-in'))
  const of = { ...fitting(programme), purchase: { boughtOn: '', sellerName: '', invoiceNumber: '' } }
  const missing = incompleteOf(judge(of, programme, factsFor(programme, of)))
  expect(missing.map(({ code }) => code)).toEqual([
    'seller-missing',
    'invoice-number-missing',
    'purchase-date-missing',
  ])
})

test('two editions are compared setting by setting', () => {
  const text = programmeText('dk-workstation-trade-in')
  const changed = text
    .replace('amountMinor: 110000', 'amountMinor: 120000')
    .replace(/^dropOffLimitGrams.*\n/m, '')
  expect(differences(plainSource(text), plainSource(changed))).toEqual([
    'values.rows.tower-worn.amountMinor: 110000 → 120000',
    '- dropOffLimitGrams: 30000',
  ])
  expect(differences(plainSource(text), plainSource(`# remark\n${text}`))).toEqual([])
})

test.each(['en', 'da'] as const)('an edition fits on one page in %s', (locale) => {
  const lines = summaryOf(
    parseProgramme(programmeText('it-accessories-cashback')),
    openTexts('templates/locales')(locale),
  )
  expect(lines[2]).toContain('2023')
  expect(lines.every((line) => /\S/.test(line) && !/[{}]/.test(line))).toBe(true)
})
