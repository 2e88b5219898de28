import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { sha256 } from '../../server/base/canonical.ts'
import { inTransaction, type Database } from '../../server/database.ts'
import { takeIn } from '../../server/evidence/intake.ts'
import { attachEvidence } from '../../server/evidence/store.ts'
import { tidyEvidence } from '../../server/evidence/tidying.ts'
import { openVault } from '../../server/evidence/vault.ts'
import { openTestDatabase } from '../database.ts'
import { photo } from './hostile.ts'

let folder: string
let db: Database

beforeEach(async () => {
  db = await openTestDatabase()
  folder = mkdtempSync(join(tmpdir(), 'tidying-'))
})

afterEach(async () => {
  await db.destroy()
  rmSync(folder, { recursive: true, force: true })
})

const uploaded = Temporal.Instant.from('2026-03-02T12:00:00Z')
const clockAt = (now: Temporal.Instant) => ({ now: () => now })

/** Files on the disk, each as old as its upload says. */
function agedFiles(): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /[0-9a-f]{64}$/.test(name),
  )
  const then = new Date(uploaded.epochMilliseconds)
  for (const file of files) utimesSync(join(folder, file), then, then)
  return files
}

test('what nobody used in three days is gone, row and bytes; what a claim uses stays', async () => {
  const vault = openVault(folder)
  const send = async (seed: number) => {
    const read = () => photo({ seed, width: 300, height: 200 })
    return takeIn(
      { db, vault, clock: clockAt(uploaded) },
      { read, name: 'a', kind: 'photo', by: 'participant:new' },
    )
  }
  const [used, unused] = [await send(1), await send(2)]
  await inTransaction(db, (trx) => attachEvidence(trx, [used.id], 'TI-1'))
  expect(agedFiles()).toHaveLength(4)

  expect(await tidyEvidence({ db, vault, clock: clockAt(uploaded.add({ hours: 71 })) })).toBe(0)
  expect(await tidyEvidence({ db, vault, clock: clockAt(uploaded.add({ hours: 73 })) })).toBe(1)
  expect(agedFiles()).toHaveLength(2)
  expect(await vault.has(used.sha256)).toBe(true)
  expect(await vault.has(unused.sha256)).toBe(false)
})

type Refused = {
  readonly answer: () => Promise<string | undefined>
  readonly code: string
  readonly facts?: object
}

test.each<Refused>([
  {
    answer: async () => 'Win.Test.EICAR_HDB-1',
    code: 'file-infected',
    facts: { finding: 'Win.Test.EICAR_HDB-1' },
  },
  {
    answer: () => Promise.reject(new Error('ECONNREFUSED')),
    code: 'virus-scanner-away',
    facts: { seconds: 120 },
  },
])('of a file that is refused as $code nothing is kept (ASVS 5.4.3)', async ({ answer, code, facts }) => {
  const told: object[] = []
  const shown: Buffer[] = []
  const findingIn = (bytes: Buffer) => {
    shown.push(bytes)
    return answer()
  }
  const sent = await photo({ seed: 3, width: 300, height: 200 })
  const upload = { read: async () => sent, name: 'a', kind: 'photo', by: 'participant:new' }
  const office = { db, vault: openVault(folder), clock: clockAt(uploaded), virusScanner: { findingIn } }
  const log = { warn: (line: object) => void told.push(line) }
  await expect(takeIn({ ...office, log }, upload)).rejects.toMatchObject({
    faults: [{ code, ...(facts && { facts }) }],
  })
  // What it was shown is what was sent, before anything of ours had drawn it anew.
  expect(shown).toEqual([sent])
  expect(told).toHaveLength(1)
  expect(await db('evidence_files')).toEqual([])
  expect(readdirSync(folder)).toEqual([])
  const clean = { ...office, virusScanner: { findingIn: async () => undefined } }
  expect((await takeIn(clean, upload)).sentSha256).toBe(sha256(sent))
})
