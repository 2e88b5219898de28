/** How many submissions a second, beside the yardstick: JSON in, one row in a transaction as durable as ours, JSON out. */
import express from 'express'
import type { Context } from '../../../server/context.ts'
import { inTransaction } from '../../../server/database.ts'
import type { Application } from '../../../server/programmes/application.ts'
import { applicationOf } from '../../walk/applicant.ts'
import { callerAt, expected } from '../../walk/caller.ts'
import type { House } from '../../walk/house.ts'
import type { Figure } from '../figure.ts'

const senders = 8
const rounds = 8
const submissionsEach = 60
const rowsEach = 240

/** Several callers at once, each sending one after the other; the files were taken in before. */
export async function rateFigure({ url, context }: House, engine: string): Promise<Figure> {
  const visitor = callerAt(url)
  const bare = await bareHouse(context)
  const bareCaller = callerAt(bare.url)
  let submitting = 0
  let writing = 0
  try {
    // By turns, so that what else the machine does falls on both; the first turns are for V8 to compile in.
    for (let round = 0; round <= rounds; round += 1) {
      const applications: Application[] = []
      for (let made = 0; made < submissionsEach; made += 1) applications.push(await applicationOf(context))
      const submitted = await secondsOf(submissionsEach, async (ordinal) => {
        expected(await visitor.post('/claims', applications[ordinal]), 201)
      })
      const written = await secondsOf(rowsEach, async (ordinal) => {
        expected(await bareCaller.post('/rows', { ordinal }), 201)
      })
      if (round === 0) continue
      submitting += submitted
      writing += written
    }
  } finally {
    bare.close()
  }
  return {
    name: `submissions, ${engine}`,
    value: (rounds * submissionsEach) / submitting,
    baseline: (rounds * rowsEach) / writing,
    unit: 'a second',
    ratioAtLeast: 0.25,
  }
}

async function secondsOf(times: number, send: (ordinal: number) => Promise<void>): Promise<number> {
  const before = performance.now()
  let next = 0
  const sender = async (): Promise<void> => {
    for (let ordinal = next++; ordinal < times; ordinal = next++) await send(ordinal)
  }
  await Promise.all(Array.from({ length: senders }, sender))
  return (performance.now() - before) / 1000
}

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
