/** A process that dies while it exports a run, killed without warning: the file leaves once, and is the same one (P3, P4). */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { debtProgramme, debtsSince, oweDebts, quietOffice } from '../../scripts/walk/debts.ts'
import type { Actor } from '../../server/base/actor.ts'
import { sha256 } from '../../server/base/canonical.ts'
import { houseKeysFrom } from '../../server/base/sealing.ts'
import { inTransaction, openDatabase } from '../../server/database.ts'
import { approveRun, exportRun } from '../../server/payments/moves-store.ts'
import { startRun } from '../../server/payments/paying.ts'
import { runOf } from '../../server/payments/store.ts'
import { makeTestDatabase } from '../database.ts'

const staff = (id: number): Actor => ({ kind: 'staff', id, roles: ['finance'] })
/** Of this house alone, and known to both processes. */
const key = Buffer.alloc(32, 7)

const now = debtsSince.add({ hours: 24 * 20 })

/** Exports in a process of its own, which dies as soon as it has told the hash of its file. */
async function killedExport(url: string, run: number, hangs: 'before' | 'after'): Promise<string> {
  const given = ['--import', 'tsx', 'test/payments/exporter.ts', url, String(run), hangs, key.toString('hex')]
  const exporter = spawn(process.execPath, given, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(exporter, 'exit')
  const told = (await Promise.race([once(exporter.stdout, 'data'), ended])) as [unknown]
  exporter.kill('SIGKILL')
  await ended
  if (!Buffer.isBuffer(told[0])) throw new Error(`the exporter ended with ${String(told[0])}`)
  return told[0].toString('utf8')
}

test('export, crash, export: the same bytes, and every payment sent once', async () => {
  const { url, remove } = await makeTestDatabase()
  const db = openDatabase(url, houseKeysFrom([{ id: 'h1', bytes: key }], 'marking'))
  try {
    await oweDebts(db, 3)
    const { id } = await startRun(quietOffice(db, { now: () => now }), debtProgramme, staff(1))
    await inTransaction(db, (trx) => approveRun(trx, id, staff(2), now))

    const uncommitted = await killedExport(url, id, 'before')
    const approved = await runOf(db, id)
    expect(approved).toMatchObject({ state: 'approved', approvedSha256: uncommitted })
    expect(approved.payments.map(({ state }) => state)).toEqual(['planned', 'planned', 'planned'])

    const committed = await killedExport(url, id, 'after')
    expect(committed).toBe(uncommitted)
    const again = await inTransaction(db, (trx) =>
      exportRun(trx, id, { by: { kind: 'staff', id: 9, roles: ['finance'] }, at: now.add({ hours: 30 }) }),
    )
    expect(sha256(again.bytes)).toBe(committed)
    expect(again.run.payments.map(({ state, endToEndId }) => `${endToEndId} ${state}`)).toEqual([
      'SB-1 sent',
      'SB-2 sent',
      'SB-3 sent',
    ])
  } finally {
    await db.destroy()
    await remove()
  }
}, 60_000)
