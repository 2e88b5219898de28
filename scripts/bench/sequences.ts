/**
 * Random sequences of what people and banks do to payments (R97, O5), `SEQUENCES` of them on each engine (10 where none is
 * set): how many ended with no unit paid twice and the ledger in balance after every step. `SEED` draws others, `ENGINE=SQLite`
 * leaves the other one out.
 */
import { createHash } from 'node:crypto'
import { debtsSince, oweDebts, quietOffice } from '../walk/debts.ts'
import { drawnStep, holdTrue, type Draw } from '../walk/money.ts'
import { rewinding, type Rewinding } from '../walk/rewinding.ts'
import { onBothEngines } from './engines.ts'
import type { Figure } from './figure.ts'

const sequences = Number(process.env['SEQUENCES'] ?? 10)
const seed = Number(process.env['SEED'] ?? 0)
const only = process.env['ENGINE']
const stepsEach = 25
const claims = 3

export const measure = (): Promise<Figure[]> =>
  onBothEngines(async (engine, databaseUrl) => {
    if (only !== undefined && only !== engine) return []
    const house = await rewinding((db) => oweDebts(db, claims), databaseUrl)
    try {
      return await heldOn(engine, house)
    } finally {
      await house.close()
    }
  })

/** @throws Error that names the sequence in which something did not hold, and what. */
async function heldOn(engine: string, house: Rewinding): Promise<Figure[]> {
  const outcomes = new Map<string, number>()
  for (let no = 0; no < sequences; no += 1) {
    const told = `sequence ${no} of seed ${seed} on ${engine}`
    for (const outcome of await sequenceIn(house, (seed + no) * stepsEach, told))
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
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

/** What came of each step. Where a step wrote nothing, what held before holds still. */
async function sequenceIn(house: Rewinding, from: number, told: string): Promise<string[]> {
  const db = await house.asNew()
  // A month after the debts were made: accounts of the application are long settled.
  let now = debtsSince.add({ hours: 24 * 20 })
  const office = quietOffice(db, { now: () => now })
  const outcomes: string[] = []
  let mark = ''
  for (let step = 0; step < stepsEach; step += 1) {
    now = now.add({ hours: 5 })
    const outcome = await drawnStep(office, claims, drawAt(from + step)).catch(
      broken(`${told}, step ${step}`),
    )
    outcomes.push(outcome)
    const before = mark
    mark = await house.mark(db)
    if (mark !== before) await holdTrue(office, claims).catch(broken(`${told}, step ${step}, ${outcome}`))
  }
  return outcomes
}

const broken =
  (where: string) =>
  (cause: unknown): never => {
    throw new Error(where, { cause })
  }

/** The same draws in every run: three bytes of a hash for each. */
function drawAt(place: number): Draw {
  const hash = createHash('sha256').update(String(place)).digest()
  const drawn = (which: number): number => hash.readUIntBE(which * 3, 3)
  return { act: drawn(0), claim: drawn(1), who: drawn(2), serial: drawn(3), fault: drawn(4) }
}
