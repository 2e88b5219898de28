import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { readScan, type ScanKeys } from '../../server/shipping/scan.ts'
import { makeTokenKey, openTokenKey, tokenAddress, writeToken } from '../../server/shipping/token.ts'

const danish = { '-': '+', '/': '-', ':': 'Æ', '(': ')', ')': '=', ']': '¨', _: '?' }
const german = {
  '-': 'ß',
  '/': '-',
  ':': 'Ö',
  '(': ')',
  ')': '=',
  ']': '+',
  _: '?',
  Y: 'Z',
  Z: 'Y',
  y: 'z',
  z: 'y',
}

const key = openTokenKey(makeTokenKey())
const today = Temporal.PlainDate.from('2026-03-02')
const keys: ScanKeys = { prefixes: ['TI', 'SCT'], tokenKeys: new Map([[key.id, key.publicKey]]), today }
const sscc = '095212340000000013'
const facts = {
  sscc,
  reference: 'TI-TBJW-7T53',
  issuedOn: today,
  expiresOn: today.add({ days: 90 }),
  weightGrams: 12_000,
  revision: 1,
}
const address = tokenAddress('trade-in.example.com', writeToken(facts, key))

test.each([
  ['the bare number', sscc],
  ['with its application identifier', `00${sscc}`],
  ['as scanners send GS1-128', `]C100${sscc}`],
  ['in brackets and groups', '(00) 0952 1234 0000 0000 13'],
  ['with routing behind a separator', `00${sscc}\u001d42027671088`],
  ['as the QR code says it', address],
  ['the QR code typed small', address.toLowerCase()],
  ['between other identifiers', `]C142027671088\u001d00${sscc}`],
  ['with a separator in words', `00${sscc}<GS>42127627671088{GS}`],
  ['through a Danish keyboard', onKeys(danish, `]C1(00)${sscc}`)],
  ['through a German keyboard', onKeys(german, `(00)${sscc}`)],
  ['the QR code through a Danish keyboard', onKeys(danish, address)],
  ['the QR code through a German keyboard', onKeys(german, address)],
])('%s means the parcel', (_how, typed) => {
  expect(readScan(typed, keys)).toEqual({ kind: 'sscc', sscc })
})

test('a label past its day still names its parcel, so that the box is not lost', () => {
  const later = { ...keys, today: today.add({ days: 400 }) }
  expect(readScan(address, later)).toEqual({ kind: 'sscc', sscc, expiredOn: facts.expiresOn })
})

test('a code that our keys did not sign is told from one that is none', () => {
  const foreign = openTokenKey(makeTokenKey([key.id]))
  expect(readScan(tokenAddress('trade-in.example.com', writeToken(facts, foreign)), keys)).toEqual({
    kind: 'forged',
  })
})

test.each([
  'TI-TBJW-7T53',
  'titbjw7t53',
  ' ti tbjw 7t53 ',
  onKeys(danish, 'TI-TBJW-7T53'),
  onKeys(german, 'TI-TBJW-7T53'),
])('%s is a reference', (typed) => {
  expect(readScan(typed, keys)).toEqual({ kind: 'reference', reference: 'TI-TBJW-7T53' })
})

test.each(['CAGE-12', 'cage 12', 'cage012', 'CAGE+12', 'CAGEß12'])('%s is a cage', (typed) => {
  expect(readScan(typed, keys)).toEqual({ kind: 'cage', code: 'CAGE-12' })
})

test.each([
  [' cnnd209311 ', ['CNND209311']],
  // Whoever looks it up finds at most one of these.
  ['PF-2Z', ['PF-2Z', 'PF/2Z', 'PF/2Y']],
  // A wrong check digit is no parcel number.
  ['095212340000000014', ['095212340000000014']],
  ['(01)04012345123456(21)7XK2J01', ['7XK2J01']],
  [']d20104012345123456217XK2J01', ['7XK2J01']],
  // Without a word that it is GS1, an identifier is an accident.
  ['217XK2J01', ['217XK2J01']],
])('%s is a number, in the likeliest spelling first', (typed, numbers) => {
  const scan = readScan(typed, keys)
  expect(scan).toMatchObject({ kind: 'number' })
  expect(scan.kind === 'number' && scan.numbers.slice(0, numbers.length)).toEqual(numbers)
})

test('whatever is typed is read as something, quickly (property)', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 600, unit: 'grapheme' }), (typed) => {
      expect(readScan(typed, keys)).toHaveProperty('kind')
    }),
    { numRuns: 300 },
  )
})

/** What a keyboard of that layout shows for what an American one would; ISO/IEC 9995, Danish DS 2100, German DIN 2137. */
function onKeys(layout: Readonly<Record<string, string>>, sent: string): string {
  return [...sent].map((character) => layout[character] ?? character).join('')
}
