/**
 * Submission and the reviewer's queue in a house of many claims, beside one of few: both stand open at once and are asked
 * by turns, so that what else the machine does falls on both alike.
 */
import { latestTraces } from '../../../server/claims/decision-store.ts'
import { claimsIn } from '../../../server/claims/store.ts'
import { submit } from '../../../server/claims/submission.ts'
import type { Context } from '../../../server/context.ts'
import { isSqlite } from '../../../server/database.ts'
import type { Application } from '../../../server/programmes/application.ts'
import { applicationOf } from '../../walk/applicant.ts'
import { crowd } from '../../walk/crowd.ts'
import { openHouse, type House } from '../../walk/house.ts'
import { median, type Figure } from '../figure.ts'

const few = 10_000
const many = Number(process.env['CLAIMS'] ?? 100_000)
const timed = 100

const works = ['submission', 'queue by age', 'queue by risk'] as const
type Work = (typeof works)[number]

/** `house` becomes the one of few; that of many is opened beside it and closed again. */
export async function crowdFigures(house: House, engine: string, databaseUrl?: string): Promise<Figure[]> {
  const beside = await besideOf(house, databaseUrl)
  const large = await openHouse({ today: '2026-03-02', databaseUrl: beside })
  try {
    await fill(house.context, few)
    await fill(large.context, many)
    const spent = await byTurns(house.context, large.context)
    return works.map((work) => ({
      name: `${work} at ${many} claims beside ${few}, ${engine}`,
      value: typical(spent.large[work]),
      baseline: typical(spent.small[work]),
      unit: 'ms',
      ratioAtMost: 1.3,
    }))
  } finally {
    await large.close()
  }
}

/** Another database of the same server; on SQLite every house has a file of its own. */
async function besideOf({ context: { db } }: House, databaseUrl?: string): Promise<string | undefined> {
  if (isSqlite(db) || databaseUrl === undefined) return undefined
  await db.raw('CREATE DATABASE crowd')
  return databaseUrl.replace(/[^/]*$/, 'crowd')
}

async function fill(context: Context, claims: number): Promise<void> {
  const { reference } = await submit(context, await applicationOf(context), { kind: 'visitor' })
  const begun = performance.now()
  await crowd(context.db, reference, 0, claims, (step) => {
    if (claims > few) console.error(`${seconds(begun)} s, filling ${claims} claims: ${step}`)
  })
}

const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(0)

type Spent = Record<Work, number[]>

async function byTurns(small: Context, large: Context): Promise<{ small: Spent; large: Spent }> {
  const spent = { small: noneYet(), large: noneYet() }
  for (let run = 0; run < timed; run += 1)
    for (const [size, context] of [
      ['small', small],
      ['large', large],
    ] as const) {
      const application = await applicationOf(context)
      for (const work of works)
        spent[size][work].push(await millisecondsOf(() => doing[work](context, application)))
    }
  return spent
}

const noneYet = (): Spent => ({ submission: [], 'queue by age': [], 'queue by risk': [] })

const queue =
  (order: 'age' | 'risk') =>
  async ({ db }: Context): Promise<void> => {
    const claims = await claimsIn(db, 'submitted', 100, order)
    await latestTraces(
      db,
      claims.map(({ id }) => id),
    )
  }

const doing: Record<Work, (context: Context, application: Application) => Promise<unknown>> = {
  submission: (context, application) => submit(context, application, { kind: 'visitor' }),
  'queue by age': queue('age'),
  'queue by risk': queue('risk'),
}

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now()
  await work()
  return performance.now() - before
}

/** The middle of the faster half: what else the machine does in between is not ours. */
const typical = (spent: readonly number[]): number =>
  median(spent.toSorted((one, other) => one - other).slice(0, spent.length / 2))
