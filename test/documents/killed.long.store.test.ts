/** A process killed with -9 between a number and its file: the same number afterwards, and one file for ever (N4, R32). */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { everyTreatment } from '../../scripts/samples/sales.ts'
import type { Json } from '../../server/base/canonical.ts'
import { nextNumber, inTransaction, openDatabase, type Database } from '../../server/database.ts'
import { documentOf, orderDocument, type Document } from '../../server/documents/store.ts'
import { openVault } from '../../server/evidence/vault.ts'
import { numberParcel } from '../../server/shipping/opening.ts'
import { makeTestDatabase, type TestDatabase } from '../database.ts'
import { labelFacts, labelParcel } from '../shipping/samples.ts'

const count = 30
const clock = { now: () => Temporal.Instant.from('2026-03-02T09:00:00Z') }

let database: TestDatabase
let db: Database
let folder: string
let child: ChildProcess | undefined

beforeEach(async () => {
  database = await makeTestDatabase()
  db = openDatabase(database.url)
  folder = mkdtempSync(join(tmpdir(), 'backhaul-killed-'))
})

afterEach(async () => {
  child?.kill('SIGKILL')
  await db.destroy()
  await database.remove()
  rmSync(folder, { recursive: true, force: true })
})

/** The program that draws what was ordered, until it ends or is killed. */
function drawAll(): { ended: Promise<unknown>; kill: () => void } {
  const settings = { DATABASE_URL: database.url, DATA_DIR: folder, LOG_LEVEL: 'error' }
  const started = spawn(process.execPath, ['--import', 'tsx', 'scripts/month-end.ts'], {
    env: { PATH: process.env['PATH'], ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  child = started
  const ended = new Promise((resolve) => started.once('exit', (code, signal) => resolve(signal ?? code)))
  return { ended, kill: () => started.kill('SIGKILL') }
}

const drawn = async (): Promise<number> => (await db('documents').whereNotNull('sha256').select('id')).length

/** A label or an invoice, its number drawn in the transaction that orders its file. */
const ordered = (n: number): Promise<number> =>
  inTransaction(db, async (trx) => {
    const reference = `TI-${n}`
    if (n % 3 === 0) {
      const number = `SB-2026-${await nextNumber(trx, 'invoices')}`
      const facts = { number, type: '389', issuedOn: '2026-03-02', content: everyTreatment.mixed }
      return orderDocument(trx, clock, fileNamed('invoice', reference, facts))
    }
    const sscc = await numberParcel(trx, '9521234')
    const facts = labelFacts(n, { parcels: [labelParcel(1, { sscc })] })
    return orderDocument(trx, clock, fileNamed('return-label', reference, facts))
  })

const fileNamed = (
  kind: string,
  claimReference: string,
  facts: Json,
): Omit<Document, 'id' | 'orderedAt' | 'sha256'> => ({
  kind,
  claimReference,
  facts,
  locale: 'da',
  name: `${kind}-${claimReference}.pdf`,
  mediaType: 'application/pdf',
})

test('killed while it draws, started again: every number as it was, every file once', async () => {
  const ids: number[] = []
  for (let n = 1; n <= count; n += 1) ids.push(await ordered(n))
  const before = await Promise.all(ids.map((id) => documentOf(db, id)))

  const first = drawAll()
  while ((await drawn()) === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  first.kill()
  expect(await first.ended).toBe('SIGKILL')
  const half = await Promise.all(ids.map((id) => documentOf(db, id)))
  expect(half.filter(({ sha256 }) => sha256 === undefined)).not.toEqual([])

  expect(await drawAll().ended).toBe(0)
  const whole = await Promise.all(ids.map((id) => documentOf(db, id)))
  expect(whole.map(({ facts }) => facts)).toEqual(before.map(({ facts }) => facts))
  const kept = half.flatMap(({ id, sha256 }) => (sha256 ? [{ id, sha256 }] : []))
  expect(whole.map(({ id, sha256 }) => ({ id, sha256 }))).toEqual(expect.arrayContaining(kept))
  const { get } = openVault(join(folder, 'vault'))
  for (const { sha256 } of whole) expect((await get(sha256 ?? '')).subarray(0, 5).toString()).toBe('%PDF-')
}, 120_000)
