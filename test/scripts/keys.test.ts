import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { makeSigningKey } from '../../server/documents/certificate.ts'
import { signerOfDigest, signDigest } from '../../server/documents/cms.ts'
import { addHouseKey, dropOldHouseKeys, openHouseKeys } from '../../server/house-keys.ts'
import { openKeys } from '../../server/keys.ts'
import { openLabelKeys, replaceSealingKey, rotateTokenKey } from '../../server/label-keys.ts'
import { certificatesIn, tokenKeysIn } from '../../server/shipping/published-keys.ts'
import { readToken } from '../../server/shipping/token.ts'
import { pemOf } from '../../scripts/pkcs12.ts'
import { labelFacts, labelParcel } from '../shipping/samples.ts'

/** P-256, "Trade-in Handler", a hundred years; made by openssl with the passphrase `right`. */
const pkcs12 = Buffer.from(
  [
    'MIIEHAIBAzCCA9IGCSqGSIb3DQEHAaCCA8MEggO/MIIDuzCCAnIGCSqGSIb3DQEHBqCCAmMwggJfAgEAMIICWAYJKoZIhvcNAQcB',
    'MFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAimLb5XmD9xlQICCAAwDAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEAdl',
    '4jZwZqfCqgqdBKVzSJ6AggHwpHD0yqRkFDmWdmVK3qaJKEWHogBQ4lyKlR85GDXXnuEGkZTQqOuqCg0SpgALeZWbTdMWIIePYteU',
    'kXoSEcZlEV5pqAnG4P4gHo+vFdUmJafC03SCCp7VJyPe7+wojfiu4QoX9Z3CZcFO4Oz7ATuDZfjQV39k8D4LjTP4T5Nm2dADxQvB',
    'WlMyWREFH9GFq3BGv3T5pP60h9SDYXy+yOQLEFGg+i4ZMXuauqsxFopiPRAt1VXdz3Io/tqZsSw7kIdAsJLp2CLbmp5gpdYxTVi4',
    'MfXVbgrVUESDCl9nPSP38sK7RlGXSFRpGSzmFjWiVGhdJnInPVrenNFCmGP1osAoiVdT6x5mT6Vz05tn10deB5EFGZUQIj4JeQeB',
    'xvIGQHBbQDgyRvCh2e+M3Ox5tOYYvCLujqDzF3H/buzTah5B2DtoEw0frB+1f10Q1BrRlAS+RjWTTAvWrBqIxh9bKmLQI5JkNuOW',
    '5mDAKLVp2Sor+Ts5Mjd4Ca403p9qBQEzA4Z6/cQlBqR6zt42EjyV9Z5Efz1K/Ar7WyHkA/FINww/ot0ubog/oOSGw46Y3oYlIbLl',
    '7TNRmBga3HJHsKg1NzV24eSnTW0MTse4Ygl2Ecbkcpr/5uRyrHS/5hCQtFmyxLQsYAA9hZnoxMvYXYgN8mldcjCCAUEGCSqGSIb3',
    'DQEHAaCCATIEggEuMIIBKjCCASYGCyqGSIb3DQEMCgECoIHvMIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAji2GVn',
    'xqxhRgICCAAwDAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEHzcAI+7z/ULd1Lp7YwX5DQEgZAdK+xPLNgpaQveKuBqffu22yk8',
    'n95zgcusJIl2GAdimZrTGSO7FN0G7LKtfM2SUuY4RbHg0duLEAQ8hWL1n6kQWRYYesIGdAYXRWT3t/jdh/+/I8uZq8Me7ub9AQtG',
    'UkMypr/zdAStsqSaUyA16wckY2LneB1KsolnqrRHuSMLkHFllYWSWkxcji+jz2g1fQsxJTAjBgkqhkiG9w0BCRUxFgQUudR70HRI',
    'Pvt0NFD0Eixk5j2xN6cwQTAxMA0GCWCGSAFlAwQCAQUABCBp011qmSyfzcHDU604j90YWXCbta+z8Atpnd7JFnNB8AQICxuPGqsA',
    'lx0CAggA',
  ].join(''),
  'base64',
)
const now = Temporal.Instant.from('2027-03-02T09:00:00Z')
const clock = { now: () => now }
const folder = mkdtempSync(join(tmpdir(), 'backhaul-keys-'))
const keys = openKeys(folder)
afterAll(() => rmSync(folder, { recursive: true }))

const house = () => openLabelKeys(keys, clock, 'https://ti.example')
const today = Temporal.PlainDate.from('2026-03-10')

test('a code that was signed before the rotation is genuine after it, and the new key has another number', () => {
  const before = house()
  const code = before.code(labelFacts(1), labelParcel(1))
  const rotated = rotateTokenKey(keys)
  const after = house()
  expect(rotated.now).not.toBe(rotated.before)
  expect(readToken(code, after.tokenKeys, today).state).toBe('genuine')
  expect(readToken(code, tokenKeysIn(after.published), today).state).toBe('genuine')
  expect(readToken(after.code(labelFacts(1), labelParcel(1)), before.tokenKeys, today).state).toBe(
    'unknown-key',
  )
})

test('a key of an authority seals from the next start on; the old certificate stays published', () => {
  const digest = Buffer.alloc(32, 7)
  const before = house()
  const old = signDigest(digest, before.sealing)
  replaceSealingKey(keys, pemOf(pkcs12, 'right'), now)
  const after = house()
  expect(after.sealing.certificate.subject).toBe('CN=Trade-in Handler')
  const signers = [old, signDigest(digest, after.sealing)].map((cms) =>
    signerOfDigest(cms, digest)?.raw.toString('hex'),
  )
  const known = certificatesIn(after.published).map(({ raw }) => raw.toString('hex'))
  expect(new Set(known)).toEqual(new Set(signers))
})

test.each([
  ['a wrong passphrase', () => pemOf(pkcs12, 'wrong'), 'KEY_PASSPHRASE'],
  ['no passphrase', () => pemOf(pkcs12, undefined), 'KEY_PASSPHRASE'],
  ['bytes that are no key', () => pemOf(Buffer.from('hello'), undefined), 'neither PEM nor PKCS#12'],
  ['a key without certificate', () => pemOf(Buffer.from(partOf('PRIVATE KEY')), undefined), 'no certificate'],
  ['a certificate without key', () => pemOf(Buffer.from(partOf('CERTIFICATE')), undefined), 'no private key'],
  [
    'an expired certificate',
    () => replaceSealingKey(keys, makeSigningKey(now.subtract({ hours: 24 * 366 * 11 })), now),
    'in force',
  ],
])('%s is refused with what to do', (_, act, told) => {
  expect(act).toThrow(told)
})

test('a key file that others may read is refused', () => {
  const file = join(folder, 'label-token.pem')
  chmodSync(file, 0o644)
  expect(house).toThrow('chmod 600')
  chmodSync(file, 0o600)
  writeFileSync(file, 'no key at all')
  expect(house).toThrow('cannot be read')
})

const partOf = (name: string): string =>
  new RegExp(`-----BEGIN ${name}-----[^]+?-----END ${name}-----`).exec(makeSigningKey(now))?.[0] ?? ''

test('a key may come from the environment, and is then not replaced by us', () => {
  const given = openKeys(folder, { KEY_LABEL_TOKEN: ' from outside ' })
  expect(given.secret('label-token.pem')).toBe('from outside')
  expect(() => given.replace('label-token.pem', 'x')).toThrow('comes from KEY_LABEL_TOKEN')
})

test('a new house key comes first and the old ones go on opening until they are let go', () => {
  const sealed = openHouseKeys(keys).seal('text', 'place')
  expect(addHouseKey(keys)).toBe('h2')
  expect(openHouseKeys(keys)).toMatchObject({ current: 'h2' })
  expect(openHouseKeys(keys).open(sealed, 'place').toString()).toBe('text')
  dropOldHouseKeys(keys)
  expect(() => openHouseKeys(keys).open(sealed, 'place')).toThrow('house key h1 is missing')
})
