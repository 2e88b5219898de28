/**
 * The desks' search in a house of a million claims: by reference, serial, tracking, company and invoice, begun and ended;
 * and the first page of the desks, which counts every queue.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { begins, openDatabase, type Database } from '../../server/database.ts'
import { dateIn } from '../../server/base/calendar.ts'
import { houseKeysFrom, makeSealingKey } from '../../server/base/sealing.ts'
import { referencesFor } from '../../server/desks/search-view.ts'
import { waitingIn } from '../../server/desks/work-store.ts'
import { queues } from '../../server/desks/work.ts'
import { debtsSince, oweDebts } from '../walk/debts.ts'
import { findables } from '../walk/findables.ts'
import type { Figure } from './figure.ts'

const claims = Number(process.env['CLAIMS'] ?? 1_000_000)
const asked = 400

export const measure = async (): Promise<Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'backhaul-bench-'))
  const db = openDatabase(join(folder, 'search.sqlite'), houseKeysFrom([makeSealingKey('h1')], 'bench'))
  try {
    await db.migrate.latest()
    await oweDebts(db, 1)
    const typed = await findables(db, claims)
    const times: number[] = []
    for (let turn = 0; turn < asked; turn += 1) {
      const words = typed(turn)
      const begun = performance.now()
      const found = await referencesFor(
        { db, clock: { now: () => debtsSince }, tokenKeys: new Map() },
        words.typed,
      )
      times.push(performance.now() - begun)
      if (!found.includes(words.claim)) throw new Error(`${words.typed} does not find ${words.claim}`)
    }
    const sorted = times.toSorted((one, other) => one - other)
    const baseline = await lookUp(db)
    return [
      {
        name: `search among ${claims} claims, 95 of 100`,
        value: sorted[Math.floor(asked * 0.95)] ?? 0,
        unit: 'ms',
        atMost: 200,
        baseline,
      },
      { name: 'the slowest', value: sorted.at(-1) ?? 0, unit: 'ms' },
      { name: 'my work, every queue of the house', value: await myWork(db), unit: 'ms', baseline },
    ]
  } finally {
    await db.destroy()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What the first page of the desks counts for somebody who may do everything: the middle of some turns, in milliseconds. */
async function myWork(db: Database): Promise<number> {
  const today = dateIn(debtsSince, 'UTC')
  const times: number[] = []
  for (let turn = 0; turn < 21; turn += 1) {
    const begun = performance.now()
    for (const queue of queues) await waitingIn(db, queue, { today, me: 'staff:1' })
    times.push(performance.now() - begun)
  }
  return times.toSorted((one, other) => one - other)[10] ?? 0
}

/** One look-up by an index, as the yardstick of this machine. */
async function lookUp(db: Database): Promise<number> {
  const begun = performance.now()
  for (let turn = 0; turn < 100; turn += 1) await begins(db('claims'), 'reference', 'TI-1').limit(1)
  return (performance.now() - begun) / 100
}
