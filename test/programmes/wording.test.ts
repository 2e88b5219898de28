import { readFileSync } from 'node:fs'
import { mistakeCodes } from '../../server/programmes/lint/codes.ts'
import { findingCodes } from '../../server/programmes/rules/codes.ts'
import { findingText, writtenFacts } from '../../server/programmes/wording.ts'
import { judge } from '../../server/programmes/rules.ts'
import { locales, openTexts } from '../../server/texts/texts.ts'
import { application, facts, programme, unit } from './samples.ts'

const texts = openTexts('templates/locales')

test.each(locales)('every finding has its words in %s, and no words are left over', (locale) => {
  const { fields, ...messages } = catalogue(locale, 'findings')
  expect(Object.keys(messages)).toEqual([...findingCodes])
  expect(Object.keys(fields as object).length).toBeGreaterThan(0)
})

test.each(locales)('every mistake has its words in %s, and no words are left over', (locale) => {
  expect(Object.keys(catalogue(locale, 'programme-files')['mistakes'] as object)).toEqual([...mistakeCodes])
})

function catalogue(locale: string, area: string): Record<string, unknown> {
  return JSON.parse(readFileSync(`templates/locales/${locale}/${area}.json`, 'utf8')) as Record<
    string,
    unknown
  >
}

test('facts are written as the language writes dates, amounts and weights', () => {
  const raw = {
    boughtOn: '2019-03-01',
    windowTo: '2021-03-31',
    amountMinor: 150_000,
    weightGrams: 12_000,
    unit: 1,
  }
  expect(writtenFacts(raw, 'DKK', texts('da'))).toEqual({
    boughtOn: '1. marts 2019',
    windowTo: '31. marts 2021',
    amountMinor: expect.stringMatching(/^1\.500,00\skr\.$/),
    weightGrams: expect.stringMatching(/^12,0\skg$/),
    unit: 1,
  })
})

test('of an erased claim only the shape of its facts is left, and still they can be written', () => {
  expect(writtenFacts({ boughtOn: '', windowTo: '' }, 'DKK', texts('da'))).toEqual({
    boughtOn: '',
    windowTo: '',
  })
})

/** An application with as much wrong as possible: whatever is found must be sayable. */
const hopeless = application({
  participant: { ...application().participant, kind: 'channel-partner', company: '', vatId: '' },
  purchase: { boughtOn: '2035-01-01', sellerName: '', invoiceNumber: '' },
  bankAccount: { holder: '', iban: 'DE89370400440532013000' },
  units: [unit(), unit(), { product: { model: '', serial: '' } }],
  declarations: [],
  termsVersion: '',
  evidence: [],
})

test.each(
  locales.flatMap((locale) => [
    { locale, of: application() },
    { locale, of: hopeless },
  ]),
)('every finding is said in full in $locale, case %#', ({ locale, of }) => {
  const findings = judge(of, programme(), facts({ blocked: true, submittedOn: facts().submittedOn }, { of }))
  for (const finding of findings) {
    expect(findingText(finding, programme(), texts(locale))).toMatch(/^\p{L}[^{}]*[^{}\s]$/u)
  }
})
