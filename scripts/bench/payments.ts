/** A run of payments from debts to the bank's file, and a large statement. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Actor } from '../../server/base/actor.ts'
import type { Office } from '../../server/claims/advance.ts'
import { houseKeysFrom, makeSealingKey } from '../../server/base/sealing.ts'
import { inTransaction, openDatabase, type Database } from '../../server/database.ts'
import { takeAnswer } from '../../server/payments/answering.ts'
import { fileAt } from '../../server/payments/bank-upload.ts'
import { approveRun, exportRun } from '../../server/payments/moves-store.ts'
import { startRun } from '../../server/payments/paying.ts'
import { bankEntry, statement } from '../walk/bank.ts'
import { debtProgramme, debtsSince, oweDebts, quietOffice } from '../walk/debts.ts'
import type { Figure } from './figure.ts'

const counted = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise)

const payments = counted('PAYMENTS', 10_000)
const entries = counted('ENTRIES', 50_000)

const staff = (id: number): Actor => ({ kind: 'staff', id, roles: ['finance', 'approver'] })
const now = debtsSince.add({ hours: 24 * 20 })

export const measure = async (): Promise<Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'backhaul-bench-'))
  try {
    return await large(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const opened = async (file: string): Promise<Database> => {
  const db = openDatabase(file, houseKeysFrom([makeSealingKey('h1')], 'bench'))
  await db.migrate.latest()
  return db
}

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1000
}

async function large(folder: string): Promise<Figure[]> {
  const db = await opened(join(folder, 'large.sqlite'))
  await oweDebts(db, payments)
  const office = quietOffice(db, { now: () => now })
  const released = await seconds(() => runOf(office))
  // The short file first: what the long one needs beyond it is what grows with the length.
  const short = await matched(office, folder, Math.ceil(entries / 5), 'SHORT')
  const long = await matched(office, folder, entries, 'SB')
  await db.destroy()
  return [
    { name: `run of ${payments} payments built, approved, exported`, value: released, unit: 's', atMost: 20 },
    { name: `camt.053 of ${entries} entries matched`, value: long.took, unit: 's', atMost: 30 },
    {
      name: 'memory held beyond that for a file of a fifth',
      value: long.heldMegabytes - short.heldMegabytes,
      unit: 'MB',
      atMost: 16,
    },
  ]
}

/** Takes in a statement that lies on disk; one entry in five is a payment of ours, the rest is other business. */
async function matched(office: Office, folder: string, count: number, ours: string) {
  const path = join(folder, `${ours}.xml`)
  const told = Array.from({ length: count }, (_, place) =>
    bankEntry({
      id: place % 5 === 0 ? `${ours}-${place / 5 + 1}` : `OTHER-${count}-${place}`,
      amount: '100.00',
      side: 'DBIT',
    }),
  )
  writeFileSync(path, statement(`S-${count}`, `${count * 200}.00`, `${count * 100}.00`, told.join('')))
  told.length = 0
  let peak = 0
  const watch = setInterval(() => (peak = Math.max(peak, heldBytes())), 1000)
  const file = await fileAt(path)
  const took = await seconds(() => takeAnswer(office, file, staff(1)))
  clearInterval(watch)
  return { took, heldMegabytes: Math.max(peak, heldBytes()) / 1024 / 1024 }
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** What is really held: garbage that waits for its collection says how much memory there is, not how much is needed. */
function heldBytes(): number {
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

async function runOf(office: Office): Promise<void> {
  const { id } = await startRun(office, debtProgramme, staff(1))
  await inTransaction(office.db, (trx) => approveRun(trx, id, staff(2), now))
  await inTransaction(office.db, (trx) =>
    exportRun(trx, id, { by: { kind: 'staff', id: 9, roles: ['finance'] }, at: now }),
  )
}
