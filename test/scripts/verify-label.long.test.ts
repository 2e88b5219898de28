import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { makeSigningKey, openSigningKey } from '../../server/documents/certificate.ts'
import { openFonts } from '../../server/documents/fonts.ts'
import { openSheet } from '../../server/documents/pdf.ts'
import { signPdf } from '../../server/documents/sign.ts'
import { publish } from '../../server/shipping/published-keys.ts'
import { makeTokenKey, openTokenKey, writeToken } from '../../server/shipping/token.ts'

const folder = mkdtempSync(join(tmpdir(), 'backhaul-verify-'))
const inFolder = (name: string, content: string | Buffer): string => {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}
const verify = (what: string): Promise<{ code: number | null; said: string }> =>
  new Promise((done) => {
    const command = ['--import', 'tsx', 'scripts/verify-label.ts', what, '--keys', join(folder, 'keys.json')]
    const child = execFile(process.execPath, command, (_, out, error) =>
      done({ code: child.exitCode, said: out + error }),
    )
  })

const now = Temporal.Instant.from('2026-03-02T10:00:00Z')
const key = openSigningKey(makeSigningKey(now))
const stranger = openSigningKey(makeSigningKey(now, 'Somebody'))
const tokenKey = openTokenKey(makeTokenKey())
const today = Temporal.Now.plainDateISO('UTC')
const written = (days: number): string =>
  writeToken(
    {
      sscc: '376104250021234569',
      reference: 'TI-7K3M-92QF',
      issuedOn: today.add({ days: days - 30 }),
      expiresOn: today.add({ days }),
      weightGrams: 12_000,
      revision: 2,
    },
    tokenKey,
  )

const sheet = openSheet({
  fonts: openFonts('templates/fonts'),
  title: 'Return label',
  author: 'Backhaul',
  language: 'en',
  createdAt: now,
})
const plain = await sheet.finish()
const sealed = signPdf(plain, key, now)
const changed = Buffer.from(sealed)
changed[40] = (changed[40] ?? 0) ^ 1

beforeAll(() => {
  inFolder(
    'keys.json',
    JSON.stringify(publish(new Map([[tokenKey.id, tokenKey.publicKey]]), [key.certificate])),
  )
})
afterAll(() => rmSync(folder, { recursive: true }))

test.each([
  [
    'a genuine code',
    written(5),
    0,
    'Claim TI-7K3M-92QF, parcel 376104250021234569, declared 12.000 kg, label 2',
  ],
  ['an expired code', written(-1), 1, 'has expired'],
  ['a sealed file', inFolder('sealed.pdf', sealed), 0, 'whole and unchanged'],
  ['a changed file', inFolder('changed.pdf', changed), 1, 'was changed after it was signed'],
  [
    "a stranger's file",
    inFolder('other.pdf', signPdf(plain, stranger, now)),
    1,
    'not among the published ones',
  ],
])('%s', async (_, what, code, sentence) => {
  const answer = await verify(what)
  expect(answer.said).toContain(sentence)
  expect(answer.code).toBe(code)
})
