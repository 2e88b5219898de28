import { Temporal } from 'temporal-polyfill'
import { makeSigningKey, openSigningKey } from '../../server/documents/certificate.ts'
import { certificatesIn, publish, publishedKeys, tokenKeysIn } from '../../server/shipping/published-keys.ts'
import { makeTokenKey, openTokenKey, readToken, writeToken } from '../../server/shipping/token.ts'

const token = openTokenKey(makeTokenKey())
const { certificate, key } = openSigningKey(makeSigningKey(Temporal.Instant.from('2026-03-02T10:00:00Z')))
const published = publish(new Map([[token.id, token.publicKey]]), [certificate])
const today = Temporal.PlainDate.from('2026-03-02')

test('what is published verifies a token after a trip through JSON', () => {
  const read = publishedKeys.parse(JSON.parse(JSON.stringify(published)))
  const facts = { sscc: '376104250021234569', reference: 'TI-7K3M-92QF', weightGrams: 1, revision: 1 }
  const written = writeToken({ ...facts, issuedOn: today, expiresOn: today }, token)
  expect(readToken(written, tokenKeysIn(read), today).state).toBe('genuine')
  expect(certificatesIn(read).map(({ raw }) => raw.equals(certificate.raw))).toEqual([true])
})

test('no private part is in it', () => {
  const text = JSON.stringify(published)
  for (const secret of [token.privateKey, key]) expect(text).not.toContain(secret.export({ format: 'jwk' }).d)
})

test('a key has the number that follows from it, whatever name a file gives it', () => {
  const renamed = { keys: published.keys.map((one) => ({ ...one, kid: 'label-0' })) }
  expect([...tokenKeysIn(renamed).keys()]).toEqual([token.id])
})
