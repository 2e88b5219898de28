import { Temporal } from 'temporal-polyfill'
import { compare, type LookedFor, type PageRead } from '../../../server/evidence/reading/compare.ts'

const invoice = `Nordisk IT Forhandler A/S
Industrivej 12, 2730 Herlev
Faktura til:
Søllerød Værft ApS
Havnegade 5, 8000 Aarhus C
Fakturanr.: 2020-10473
Ordredato: 2. marts 2020   Fakturadato: 14. marts 2020
1 stk. Lenovo ThinkStation P520 30BE00AGMT Serienr. PF2ABC12 12.995,00
I alt DKK 16.243,75`

const page = (text: string, ...barcodes: string[]): PageRead => ({ text, barcodes })

const outcomes = (pages: PageRead[], sought: LookedFor): string[] =>
  compare(pages, sought).map(({ fact, outcome, seen }) =>
    [fact, outcome, ...(seen ? [seen] : [])].join(' | '),
  )

const march14 = Temporal.PlainDate.from('2020-03-14')

test('an honest invoice shows all that the application says (R27)', () => {
  const sought = {
    seller: 'Nordisk IT-Forhandler a.s.',
    buyer: 'Søllerød Værft',
    invoiceNumber: '2020 10473',
    date: march14,
    models: ['ThinkStation P520'],
    serials: ['PF2ABC12'],
  }
  expect(compare([page('')], sought).map(({ outcome }) => outcome)).toEqual(
    Array.from({ length: 6 }, () => 'not-found'),
  )
  expect(outcomes([page(''), page(invoice)], sought)).toEqual([
    'seller | found | Nordisk IT Forhandler A/S',
    'buyer | found | Søllerød Værft ApS',
    'invoice-number | found | Fakturanr.: 2020-10473',
    'date | found | 2020-03-14',
    'model | found | 1 stk. Lenovo ThinkStation P520 30BE00AGMT Serienr. PF2ABC12 12.995,00',
    'serial | found | 1 stk. Lenovo ThinkStation P520 30BE00AGMT Serienr. PF2ABC12 12.995,00',
  ])
  expect(compare([page(''), page(invoice)], sought)[0]?.page).toBe(2)
})

test('another number in the labelled place is different, not merely absent', () => {
  const sought = { invoiceNumber: '2020-99999', date: march14.add({ days: 3 }), serials: ['PF9XYZ77'] }
  expect(outcomes([page(invoice)], sought)).toEqual([
    'invoice-number | different | 2020-10473',
    'date | different | 2020-03-14',
    'serial | different | PF2ABC12',
  ])
})

test.each([
  ['letters that OCR mistakes', 'Serienr. PF2A8CI2'],
  ['spaces and dashes', 'S/N: PF2A-BC12'],
  ['small letters', 'serial pf2abc12'],
])('a serial number is found through %s', (_how, text) => {
  expect(outcomes([page(text)], { serials: ['PF2ABC12'] })[0]).toMatch(/^serial \| found/)
})

test('a serial number is found in the barcode of a label, behind the part number', () => {
  expect(outcomes([page('', '1S30BE00AGMTPF2ABC12')], { serials: ['PF2ABC12'] })).toEqual([
    'serial | found | 1S30BE00AGMTPF2ABC12',
  ])
})

test.each([
  ['one letter wrong in a long word', 'Sellerod Vaerft', true],
  ['another company form', 'SØLLERØD VÆRFT A/S', true],
  ['a name over two lines', 'Søllerød\nVærft ApS', true],
  ['half a name', 'Søllerød Kommune', false],
  ['another name', 'Aarhus Værft', false],
])('a buyer by %s', (_how, text, found) => {
  const [buyer] = compare([page(text)], { buyer: 'Søllerød Værft ApS' })
  expect(buyer?.outcome).toBe(found ? 'found' : 'not-found')
})

test('a name of nothing but a company form is compared as it is', () => {
  expect(compare([page('AS')], { seller: 'A/S' })[0]?.outcome).toBe('not-found')
  expect(compare([page('A S')], { seller: 'A/S' })[0]?.outcome).toBe('found')
})

test('a number too short to mean anything is not found by chance', () => {
  expect(compare([page(invoice)], { invoiceNumber: '20' })[0]?.outcome).toBe('different')
})

test('what nobody stated is not looked for', () => {
  expect(compare([page(invoice)], {})).toEqual([])
})
