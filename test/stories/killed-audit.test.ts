/** A power cut while an inspection is saved: it is there as a whole or not at all, and sent again it is recorded once (R97). */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { callerAt, expected } from '../../scripts/walk/caller.ts'
import { foundAs } from '../../scripts/walk/people.ts'
import type { ClaimView } from '../../server/claims/view.ts'
import { openDatabase, type Database } from '../../server/database.ts'
import { programmeSchema } from '../../server/programmes/programme.ts'
import { makeTestDatabase, testHouseKeys, type TestDatabase } from '../database.ts'
import { kill, startServer, type Started } from './process.ts'

/** KILLS=30 cuts the power so often, each time a little later than before. */
const kills = Number(process.env['KILLS'] ?? 1)

let database: TestDatabase
let db: Database
let folder: string
let server: Started

const start = async (): Promise<void> => {
  server = await startServer({ DATABASE_URL: database.url, DATA_DIR: folder })
}

beforeEach(async () => {
  database = await makeTestDatabase()
  db = openDatabase(database.url, testHouseKeys)
  folder = mkdtempSync(join(tmpdir(), 'backhaul-killed-'))
  await start()
})

afterEach(async () => {
  await kill(server.process)
  await db.destroy()
  await database.remove()
  rmSync(folder, { recursive: true, force: true })
})

type Waiting = {
  readonly reference: string
  readonly unit: number
  readonly turn: string
  readonly device: { readonly category: string; readonly serial: string }
}

/** Sends the inspection of the demonstration's own claim, always under one key; sessions outlive the server. */
async function inspection(): Promise<{ reference: string; send: () => Promise<number> }> {
  const password = await passwordOf(server)
  const session = await callerAt(server.url).post('/sessions', { email: 'desk@backhaul.example', password })
  const { token } = expected<{ token: string }>(session, 201)
  const desk = callerAt(server.url, token)
  const [waiting] = expected<Waiting[]>(await desk.get('/audits/waiting'), 200)
  if (!waiting) throw new Error('nothing waits')
  const { reference, unit, turn, device } = waiting
  const claim = expected<ClaimView>(await desk.get(`/claims/${reference}`), 200)
  const id = 'dk-workstation-trade-in-open'
  const { programme } = expected<{ programme: unknown }>(await desk.get(`/programmes/${id}`), 200)
  const declared = { ...device, condition: claim.units[unit - 1]?.device?.condition ?? '' }
  const finding = foundAs(declared, programmeSchema.parse(programme))
  const path = `/claims/${reference}/units/${unit}/audits`
  const send = async () =>
    (await callerAt(server.url, token).post(path, { finding, turn }, 'inspection')).status
  return { reference, send }
}

const count = async (table: string, where: object): Promise<number> =>
  (await db(table).where(where).count<{ count: number }[]>({ count: '*' }).first())?.count ?? 0

/** Whatever one transaction of an inspection writes: all of it is there, or none. */
async function written(reference: string): Promise<Record<string, number>> {
  const looked = {
    audits: await count('audits', {}),
    keys: await count('idempotency_keys', { key: 'inspection' }),
  }
  // One look in twenty is drawn for other eyes first, and nothing else is told of it until then (R42).
  if ((await count('audits', { standing: 'held-sample' })) > 0) return looked
  return {
    ...looked,
    journal: await count('journal', { claim: reference, kind: 'found-match' }),
    certificates: await count('documents', { claim_reference: reference, kind: 'erasure-certificate' }),
  }
}

test(`the power is cut ${kills} times while an inspection is saved`, async () => {
  const { reference, send } = await inspection()
  for (let cut = 1; cut <= kills; cut += 1) {
    const sending = send().catch(() => 0)
    await pause(10 + 5 * (cut % 20))
    await kill(server.process)
    await sending
    const counts = Object.values(await written(reference))
    expect(new Set(counts).size).toBe(1)
    await start()
  }
  // The station sends it again until it is answered; a repetition gets the same answer and writes nothing.
  expect([await send(), await send()]).toEqual([201, 201])
  expect(new Set(Object.values(await written(reference)))).toEqual(new Set([1]))
}, 1_500_000)

async function passwordOf({ printed }: Started): Promise<string> {
  for (;;) {
    const password = /password: (\S+)/.exec(printed())?.[1]
    if (password) return password
    await pause(50)
  }
}
