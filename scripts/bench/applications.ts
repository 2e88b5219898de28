/**
 * Applications: how long a decision takes, how many come in a second beside a bare row written as durably through the
 * same express and Knex, and whether submission and queue are as fast with many claims as with few, on both engines.
 * CLAIMS=1000000 sets the many (100,000 unless told).
 */
import express from 'express'
import { latestTraces } from '../../server/claims/decision-store.ts'
import { claimsIn } from '../../server/claims/store.ts'
import { submit } from '../../server/claims/submission.ts'
import type { Context } from '../../server/context.ts'
import { inTransaction } from '../../server/database.ts'
import type { Application } from '../../server/programmes/application.ts'
import { judge } from '../../server/programmes/rules.ts'
import { countedFacts, partiesOf } from '../../server/claims/facts.ts'
import { demandsOf } from '../../server/programmes/caps.ts'
import { dateIn } from '../../server/base/calendar.ts'
import { currentProgramme } from '../../server/programmes/store.ts'
import { applicationOf, programmeId } from '../walk/applicant.ts'
import { callerAt, expected } from '../walk/caller.ts'
import { crowd } from '../walk/crowd.ts'
import { openHouse, type House } from '../walk/house.ts'
import { onBothEngines } from './engines.ts'
import { median, type Figure } from './figure.ts'

const few = 10_000
const many = Number(process.env['CLAIMS'] ?? 100_000)
const decisions = 5000
const senders = 8
const sentEach = 50
const timed = 60

export const measure = (): Promise<Figure[]> => onBothEngines(measureOn)

async function measureOn(engine: string, databaseUrl?: string): Promise<Figure[]> {
  const house = await openHouse({ today: '2026-03-02', databaseUrl })
  try {
    const { context } = house
    const decision = engine === 'SQLite' ? [await decisionFigure(context)] : []
    const rate = await rateFigure(house, engine)
    const [pattern] = await claimsIn(context.db, 'submitted', 1)
    if (!pattern) throw new Error('no claim to copy')
    await crowd(context.db, pattern.reference, 0, few)
    const small = await timesOf(context)
    await crowd(context.db, pattern.reference, few, many)
    const large = await timesOf(context)
    const at = `at ${many} claims beside ${few}, ${engine}`
    return [
      ...decision,
      rate,
      {
        name: `submission ${at}`,
        value: large.submission,
        baseline: small.submission,
        unit: 'ms',
        ratioAtMost: 1.3,
      },
      { name: `queue by age ${at}`, value: large.age, baseline: small.age, unit: 'ms', ratioAtMost: 1.3 },
      { name: `queue by risk ${at}`, value: large.risk, baseline: small.risk, unit: 'ms', ratioAtMost: 1.3 },
    ]
  } finally {
    await house.close()
  }
}

/** All rules over facts that are there already: the 99th of a hundred. */
async function decisionFigure(context: Context): Promise<Figure> {
  const application = await applicationOf(context)
  const { programme } = await currentProgramme(context.db, programmeId)
  const submittedOn = dateIn(context.clock.now(), programme.timeZone)
  const parties = partiesOf(application)
  const demands = demandsOf(programme, application, parties, submittedOn)
  const facts = await countedFacts(context.db, application, programme, {
    submittedOn,
    reference: '',
    parties,
    demands,
  })
  const spent: number[] = []
  // Until V8 has compiled what runs often, as it has in a server that is up for a minute.
  for (let run = 0; run < decisions; run += 1) judge(application, programme, facts)
  for (let run = 0; run < decisions; run += 1) {
    const before = performance.now()
    judge(application, programme, facts)
    spent.push(performance.now() - before)
  }
  const p99 = spent.toSorted((one, other) => one - other)[Math.floor(decisions * 0.99)] ?? 0
  return { name: 'decision, 99th of a hundred', value: p99, unit: 'ms', atMost: 1 }
}

/** Several callers at once, each sending one after the other; the files were taken in before. */
async function rateFigure({ url, context }: House, engine: string): Promise<Figure> {
  const visitor = callerAt(url)
  const applications: Application[] = []
  for (let made = 0; made < senders * sentEach; made += 1) applications.push(await applicationOf(context))
  const rate = await perSecond(async (ordinal) => {
    expected(await visitor.post('/claims', applications[ordinal]), 201)
  })
  const bare = await bareHouse(context)
  try {
    const bareCaller = callerAt(bare.url)
    const baseline = await perSecond(async (ordinal) => {
      expected(await bareCaller.post('/rows', { ordinal }), 201)
    })
    return { name: `submissions, ${engine}`, value: rate, baseline, unit: 'a second', ratioAtLeast: 0.25 }
  } finally {
    bare.close()
  }
}

async function perSecond(send: (ordinal: number) => Promise<void>): Promise<number> {
  const before = performance.now()
  const sender = async (_: unknown, number: number): Promise<void> => {
    for (let sent = 0; sent < sentEach; sent += 1) await send(number * sentEach + sent)
  }
  await Promise.all(Array.from({ length: senders }, sender))
  return (senders * sentEach * 1000) / (performance.now() - before)
}

/** The yardstick: JSON in, one row in a transaction as durable as ours, JSON out. */
async function bareHouse({ db }: Context): Promise<{ url: string; close: () => void }> {
  await db.schema.createTable('bare', (table) => {
    table.increments('id')
    table.text('body').notNullable()
  })
  const app = express()
  app.post('/api/rows', express.json(), async (request, response) => {
    await inTransaction(db, (trx) => trx('bare').insert({ body: JSON.stringify(request.body) }))
    response.status(201).json({})
  })
  const server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() }
}

type Times = { readonly submission: number; readonly age: number; readonly risk: number }

async function timesOf(context: Context): Promise<Times> {
  const { db } = context
  const applications: Application[] = []
  for (let made = 0; made < timed; made += 1) applications.push(await applicationOf(context))
  const queue = (order: 'age' | 'risk') => async (): Promise<void> => {
    const claims = await claimsIn(db, 'submitted', 100, order)
    await latestTraces(
      db,
      claims.map(({ id }) => id),
    )
  }
  return {
    submission: await millisecondsOf(async (run) => {
      const application = applications[run]
      if (application) await submit(context, application, { kind: 'visitor' })
    }),
    age: await millisecondsOf(queue('age')),
    risk: await millisecondsOf(queue('risk')),
  }
}

async function millisecondsOf(work: (run: number) => Promise<void>): Promise<number> {
  const spent: number[] = []
  for (let run = 0; run < timed; run += 1) {
    const before = performance.now()
    await work(run)
    spent.push(performance.now() - before)
  }
  // The faster quarter: what else the machine does in between is not ours.
  return median(spent.toSorted((one, other) => one - other).slice(0, timed / 2))
}
