import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { encodeQR } from 'qr'
import { Temporal } from 'temporal-polyfill'
import { ssccOf } from '../../server/shipping/sscc.ts'
import {
  makeTokenKey,
  openTokenKey,
  readToken,
  tokenAddress,
  writeToken,
  type TokenFacts,
} from '../../server/shipping/token.ts'

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
const key = openTokenKey(makeTokenKey())
const other = openTokenKey(makeTokenKey([key.id]))
const keys = new Map([
  [key.id, key.publicKey],
  [other.id, other.publicKey],
])
const today = day('2026-03-10')
const facts: TokenFacts = {
  sscc: ssccOf('9521234', 7),
  reference: 'TI-7K3M-92QF',
  issuedOn: day('2026-03-02'),
  expiresOn: day('2026-04-01'),
  weightGrams: 12_000,
  revision: 1,
}
const token = writeToken(facts, key)
const plain = ({ issuedOn, expiresOn, ...rest }: TokenFacts) => ({
  ...rest,
  issuedOn: issuedOn.toString(),
  expiresOn: expiresOn.toString(),
})

test('a token says what is on the paper', () => {
  const reading = readToken(token, keys, today)
  expect(reading.state).toBe('genuine')
  expect('facts' in reading && plain(reading.facts)).toEqual(plain(facts))
})

test('the address with it is read as well, whatever case the scanner makes of it', () => {
  const address = tokenAddress('backhaul.example', token)
  expect(address).toBe(`HTTPS://BACKHAUL.EXAMPLE/L/${token}`)
  expect(readToken(address, keys, today).state).toBe('genuine')
  expect(readToken(address.toLowerCase(), keys, today).state).toBe('genuine')
})

test('144 characters that a QR code of 45 squares holds at level M with a short host', () => {
  expect(token).toMatch(/^[A-Z2-7]{144}$/)
  const address = tokenAddress('TI.EXAMPLE', token)
  expect(address).toHaveLength(165)
  expect(encodeQR(address, 'raw', { ecc: 'medium', border: 1 })).toHaveLength(45 + 2)
})

test('none of its 720 bits can be flipped', () => {
  const states = Array.from({ length: 720 }, (_, bit) => {
    const bytes = bytesOf(token)
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (0x80 >> (bit & 7))
    return readToken(textOf(bytes), keys, today).state
  })
  expect(states.filter((state) => !['forged', 'unknown-key', 'unknown-version'].includes(state))).toEqual([])
})

test('the number of another published key does not help', () => {
  const bytes = bytesOf(token)
  bytes[1] = other.id
  expect(readToken(textOf(bytes), keys, today).state).toBe('forged')
})

test('a key that is no longer published is unknown', () => {
  expect(readToken(token, new Map([[other.id, other.publicKey]]), today).state).toBe('unknown-key')
})

test.each([
  ['2026-03-01', 'not-yet'],
  ['2026-03-02', 'genuine'],
  ['2026-04-01', 'genuine'],
  ['2026-04-02', 'expired'],
])('on %s it is %s', (date, state) => {
  expect(readToken(token, keys, day(date)).state).toBe(state)
})

test.each([
  ['nothing', ''],
  ['a claim reference', 'TI-7K3M-92QF'],
  ['the bars of the label', '(00)376104250021234569'],
  ['one character short', token.slice(1)],
  ['eight too many', `${token}AAAAAAAA`],
  ['a character outside base32', `${token.slice(0, -1)}1`],
  ['emoji', '😀'.repeat(36)],
])('%s is no token', (_, scanned) => {
  expect(readToken(scanned, keys, today).state).toBe('no-token')
})

test('whatever is scanned is answered, and never genuine', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 400, unit: 'binary' }), (scanned) => {
      expect(['no-token', 'unknown-version', 'unknown-key', 'forged']).toContain(
        readToken(scanned, keys, today).state,
      )
    }),
    { numRuns: 500 },
  )
})

test('whatever facts a label has come back unchanged', () => {
  const reference = fc.stringMatching(/^[A-Z]{1,4}-[0-9A-Y]{4}-[0-9A-Y]{4}$/)
  const date = fc.integer({ min: 0, max: 65_535 }).map((days) => day('2020-01-01').add({ days }))
  const made = fc.record({
    sscc: fc.integer({ min: 1, max: 9_999_999_999 }).map((n) => ssccOf('9521234', n)),
    reference,
    issuedOn: fc.constant(day('2020-01-01')),
    expiresOn: date,
    weightGrams: fc.integer({ min: 0, max: 0xff_ff_ff }),
    revision: fc.integer({ min: 1, max: 255 }),
  })
  fc.assert(
    fc.property(made, (told) => {
      const reading = readToken(writeToken(told, key), keys, day('2020-01-01'))
      expect('facts' in reading && plain(reading.facts)).toEqual(plain(told))
    }),
    { numRuns: 300 },
  )
})

test.each<[string, Partial<TokenFacts>]>([
  ['an SSCC with a wrong check digit', { sscc: '395212345000000018' }],
  ['a reference of another kind', { reference: 'ti 7k3m' }],
  ['a weight beyond 16 tonnes', { weightGrams: 0x1_00_00_00 }],
  ['a negative weight', { weightGrams: -1 }],
  ['a day before 2020', { issuedOn: day('2019-12-31') }],
  ['a 256th label', { revision: 256 }],
])('%s is refused when written', (_, wrong) => {
  expect(() => writeToken({ ...facts, ...wrong }, key)).toThrow(/out of range|a token (needs|holds)/)
})

test('only an Ed25519 key signs tokens', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const text = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  expect(() => openTokenKey(text)).toThrow('no Ed25519 key')
})

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Base32 by way of single bits, unlike the code under test. */
function bytesOf(text: string): Buffer {
  const bits = [...text].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

function textOf(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((group) => alphabet[Number.parseInt(group, 2)]).join('')
}
