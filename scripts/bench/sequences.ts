/**
 * Random sequences of what people and banks do to payments (R97, O5), `SEQUENCES` of them on each engine (10 where none is
 * set): how many ended with no unit paid twice and the ledger in balance after every step. `SEED` draws others.
 */
import { createHash } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { houseKeysFrom, makeSealingKey } from '../../server/base/sealing.ts'
import { openDatabase, type Database } from '../../server/database.ts'
import { debtsSince, oweDebts, quietOffice } from '../walk/debts.ts'
import { drawnStep, holdTrue, type Draw } from '../walk/money.ts'
import { onBothEngines } from './engines.ts'
import type { Figure } from './figure.ts'

const sequences = Number(process.env['SEQUENCES'] ?? 10)
const seed = Number(process.env['SEED'] ?? 0)
const stepsEach = 25
const claims = 3

const keys = houseKeysFrom([makeSealingKey('h1')], 'bench')

/** Makes the database of one sequence as a copy of the first, which is made once; `end` removes it. */
type Copier = (no: number) => Promise<{ readonly db: Database; readonly end: () => Promise<void> }>

export const measure = (): Promise<Figure[]> =>
  onBothEngines(async (engine, databaseUrl) => {
    const folder = mkdtempSync(join(tmpdir(), 'backhaul-bench-'))
    try {
      const copy = databaseUrl ? await copierOf(databaseUrl) : await fileCopier(folder)
      return await heldOn(engine, copy)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

/** @throws Error that names the sequence in which something did not hold, and what. */
async function heldOn(engine: string, copy: Copier): Promise<Figure[]> {
  const outcomes = new Map<string, number>()
  for (let no = 0; no < sequences; no += 1) {
    const { db, end } = await copy(no)
    // A month after the debts were made: accounts of the application are long settled.
    let now = debtsSince.add({ hours: 24 * 20 })
    const office = quietOffice(db, { now: () => now })
    for (let step = 0; step < stepsEach; step += 1) {
      now = now.add({ hours: 5 })
      const draw = drawAt((seed + no) * stepsEach + step)
      const outcome = await drawnStep(office, claims, draw)
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      await holdTrue(office, claims).catch((cause: unknown) => {
        throw new Error(`sequence ${no} on ${engine}, step ${step}, ${outcome}`, { cause })
      })
    }
    await end()
    if ((no + 1) % 500 === 0) console.error(`${engine}: ${no + 1} of ${sequences}`)
  }
  const count = (ending: string): number =>
    [...outcomes].reduce((sum, [outcome, times]) => sum + (outcome.endsWith(ending) ? times : 0), 0)
  return [
    { name: `random sequences that held, ${engine}`, value: sequences, unit: '', atLeast: sequences },
    { name: `steps that were made in them, ${engine}`, value: count(' done'), unit: '' },
    { name: `steps that broke off in the middle, ${engine}`, value: count(' broke off'), unit: '' },
  ]
}

async function fileCopier(folder: string): Promise<Copier> {
  const first = join(folder, 'first.sqlite')
  await made(first)
  return async (no) => {
    const file = join(folder, `${no}.sqlite`)
    copyFileSync(first, file)
    const db = openDatabase(file, keys)
    const end = async (): Promise<void> => {
      await db.destroy()
      for (const part of [file, `${file}-wal`, `${file}-shm`]) rmSync(part, { force: true })
    }
    return { db, end }
  }
}

async function copierOf(databaseUrl: string): Promise<Copier> {
  const named = (name: string): string => databaseUrl.replace(/[^/]*$/, name)
  const server = openDatabase(databaseUrl, keys)
  await server.raw('CREATE DATABASE first')
  await made(named('first'))
  await server.destroy()
  return async (no) => {
    const keeper = openDatabase(databaseUrl, keys)
    await keeper.raw(`CREATE DATABASE s_${no} TEMPLATE first`)
    const db = openDatabase(named(`s_${no}`), keys)
    const end = async (): Promise<void> => {
      await db.destroy()
      await keeper.raw(`DROP DATABASE s_${no} WITH (FORCE)`)
      await keeper.destroy()
    }
    return { db, end }
  }
}

/** Closed again, so that it can be copied whole. */
async function made(address: string): Promise<void> {
  const db = openDatabase(address, keys)
  await db.migrate.latest()
  await oweDebts(db, claims)
  await db.destroy()
}

/** The same draws in every run: three bytes of a hash for each. */
function drawAt(place: number): Draw {
  const hash = createHash('sha256').update(String(place)).digest()
  const drawn = (which: number): number => hash.readUIntBE(which * 3, 3)
  return { act: drawn(0), claim: drawn(1), who: drawn(2), serial: drawn(3), fault: drawn(4) }
}
