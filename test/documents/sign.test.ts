import { X509Certificate } from 'node:crypto'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { makeSigningKey, openSigningKey } from '../../server/documents/certificate.ts'
import { openFonts } from '../../server/documents/fonts.ts'
import { openSheet } from '../../server/documents/pdf.ts'
import { sealOf, signPdf } from '../../server/documents/sign.ts'

const now = Temporal.Instant.from('2026-03-02T10:00:00Z')
const key = openSigningKey(makeSigningKey(now))
const other = openSigningKey(makeSigningKey(now))

const drawn = (): Promise<Buffer> => {
  const sheet = openSheet({
    fonts: openFonts('templates/fonts'),
    title: 'Return label',
    author: 'Backhaul',
    language: 'en',
    createdAt: now,
  })
  sheet.text('to be sealed', { x: 20, y: 20, size: 12 })
  return sheet.finish()
}

const plain = await drawn()
const sealed = signPdf(plain, key, now)

test('a sealed file is whole and names its signer', () => {
  expect(sealOf(sealed)).toEqual({
    state: 'sealed',
    certificate: key.certificate.raw,
    subject: 'CN=Backhaul',
  })
})

test('the drawn bytes stay as they were', () => {
  expect(sealed.subarray(0, plain.length).equals(plain)).toBe(true)
})

test('the certificate tells which key it was', () => {
  const seal = sealOf(signPdf(plain, other, now))
  expect(seal.state === 'sealed' && seal.certificate.equals(key.certificate.raw)).toBe(false)
})

test('a drawn file bears no seal', () => {
  expect(sealOf(plain)).toEqual({ state: 'unsigned' })
})

test.each(['\n', '%%EOF', '\n99 0 obj\n<< >>\nendobj\n'])('appended bytes are found: %j', (more) => {
  expect(sealOf(Buffer.concat([sealed, Buffer.from(more)])).state).toBe('not-whole')
})

test('one changed byte anywhere is found', () => {
  const position = fc.integer({ min: 0, max: sealed.length - 1 })
  fc.assert(
    fc.property(position, fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ flip
      expect(sealOf(changed).state).not.toBe('sealed')
    }),
    { numRuns: 400 },
  )
})

test('cut off anywhere, it is not sealed', () => {
  for (const share of [0.2, 0.5, 0.8, 0.99, 0.9999]) {
    expect(sealOf(sealed.subarray(0, Math.floor(sealed.length * share))).state).not.toBe('sealed')
  }
})

test.each([
  ['before', '2026-03-02T09:59:59Z'],
  ['after', '2036-03-02T10:00:01Z'],
])('nothing is sealed %s the certificate is in force', (_, moment) => {
  expect(() => signPdf(plain, key, Temporal.Instant.from(moment))).toThrow(/in force from .* Make or import/)
})

test('what is no PDF of ours is refused', () => {
  expect(() => signPdf(Buffer.from('%PDF-1.7\nhello'), key, now)).toThrow(/cannot be signed/)
})

describe('opening a key', () => {
  const text = makeSigningKey(now)
  const [privatePart = '', certificatePart = ''] = text.split(/(?=-----BEGIN CERTIFICATE)/)

  test('certificate and key belong together and say what they are for', () => {
    const { certificate } = openSigningKey(text)
    expect(certificate).toBeInstanceOf(X509Certificate)
    expect(certificate.ca).toBe(false)
    expect(certificate.verify(certificate.publicKey)).toBe(true)
  })

  test.each([
    ['without a certificate', privatePart, /no certificate/],
    ['without a key', certificatePart, /cannot be read/],
    [
      'with the certificate of another key',
      privatePart + makeSigningKey(now).split(/(?=-----BEGIN C)/)[1],
      /another key/,
    ],
  ])('%s it says what is wrong', (_, broken, reason) => {
    expect(() => openSigningKey(broken)).toThrow(reason)
  })

  test('a wrong passphrase is named as a possible cause; the right one opens', () => {
    const locked = key.key.export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'right',
    })
    const file = locked.toString() + key.certificate.toString()
    expect(openSigningKey(file, 'right').certificate.raw.equals(key.certificate.raw)).toBe(true)
    expect(() => openSigningKey(file, 'wrong')).toThrow(/passphrase/)
    expect(() => openSigningKey(file)).toThrow(/passphrase/)
  })
})
