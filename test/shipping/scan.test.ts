import { Temporal } from 'temporal-polyfill'
import { readScan, type ScanKeys } from '../../server/shipping/scan.ts'
import { makeTokenKey, openTokenKey, tokenAddress, writeToken } from '../../server/shipping/token.ts'

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
])('%s means the parcel', (_how, typed) => {
  expect(readScan(typed, keys)).toEqual({ kind: 'sscc', sscc })
})

test('a label past its day still names its parcel, so that the box is not lost', () => {
  const later = { ...keys, today: today.add({ days: 400 }) }
  expect(readScan(address, later)).toEqual({ kind: 'sscc', sscc })
})

test('a code that our keys did not sign is told from one that is none', () => {
  const foreign = openTokenKey(makeTokenKey([key.id]))
  expect(readScan(tokenAddress('trade-in.example.com', writeToken(facts, foreign)), keys)).toEqual({
    kind: 'forged',
  })
})

test.each(['TI-TBJW-7T53', 'titbjw7t53', ' ti tbjw 7t53 '])('%s is a reference', (typed) => {
  expect(readScan(typed, keys)).toEqual({ kind: 'reference', reference: 'TI-TBJW-7T53' })
})

test('everything else is taken for a serial number', () => {
  expect(readScan(' cnnd209311 ', keys)).toEqual({ kind: 'serial', serial: 'CNND209311' })
})
